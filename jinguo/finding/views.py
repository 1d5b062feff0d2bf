"""The search page."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.finding.queries import hits
from jinguo.orgs.http import UserRequest, login_required
from jinguo.records.people import search, showing
from jinguo.records.queries import PEOPLE_SEARCHED
from jinguo.ui.pages import page

PEOPLE_SHOWN = 20


@login_required
def search_page(request: UserRequest) -> HttpResponse:
    """找人、找记录."""
    asked = request.GET.get("q", "").strip()
    meant = search.find_people(request.user, asked, limit=PEOPLE_SEARCHED)
    people = meant[:PEOPLE_SHOWN]
    context = {
        "q": asked,
        "people": [(person, showing.beside_the_name(person)) for person in people],
        "nearest": [] if people or not asked else _nearest(request, asked),
        "hits": list(hits(request.user, asked, [person.pk for person in meant])) if asked else [],
    }
    return page(request, "finding/search.html", context, part="results")


def _nearest(request: UserRequest, asked: str) -> list[tuple[str, str]]:
    return [
        (
            _("%(name)s（%(unit)s）") % {"name": person, "unit": person.unit},
            reverse("person", args=[person.pk]),
        )
        for person in search.nearest(request.user, asked)
    ]
