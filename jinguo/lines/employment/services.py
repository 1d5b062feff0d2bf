"""Writing a fair down, with the employers and the seekers who found each other there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jinguo.lines.employment.models import JobFair
from jinguo.orgs.models import User
from jinguo.records import services as records


@transaction.atomic
def save_fair(
    *, record: JobFair, by: User, rows: Mapping[str, Sequence[Any]] | None = None, expect_version: int | None = None
) -> JobFair:
    """Write a fair down with its rows. ValidationError when a seeker agreed with an employer who wasn't there."""
    saved = records.save(record, by=by, rows=rows, expect_version=expect_version)
    there = set(saved.employers.values_list("name", flat=True))
    for seeker in saved.attendances.select_related("person"):
        if seeker.intention and seeker.intention not in there:
            said = _("%(name)s有意向的“%(employer)s”不在来招人的单位里。请对一下名字，或先添上这一家。")
            told = {"name": seeker.person.name, "employer": seeker.intention}
            raise ValidationError({"attendances": said % told})
    return saved
