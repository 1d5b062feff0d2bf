"""What greets somebody who has just taken over another's work."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.orgs.models import User
from jinguo.orgs.queries import taken_over_from
from jinguo.today import providers

NEW_FOR = timedelta(days=7)
"""How long a successor is told whose work she does."""

FIRST = 5
"""Urgency: before everything else, she wants to know what she has come into."""


@providers.suggest
def greet(user: User) -> providers.Suggestion | None:
    leaving = taken_over_from(user, since=timezone.now() - NEW_FOR)
    if leaving is None:
        return None
    waiting = len(providers.tasks(user))
    said = _("您接替了%(name)s，有 %(count)d 件事等您办") if waiting else _("您接替了%(name)s，没有等着办的事")
    return providers.Suggestion(
        sentence=said % {"name": leaving, "count": waiting},
        why=_("以前记下的都在台账里，您接着记就行。"),
        action=_("看看台账"),
        url=reverse("registers"),
        urgency=FIRST,
    )
