"""The lists that typed searches ask for."""

from django.http import HttpResponse
from django.shortcuts import render

from jinguo.orgs.http import UserRequest, login_required
from jinguo.records.people import search, showing
from jinguo.records.people.past import place


@login_required
def people_suggest(request: UserRequest) -> HttpResponse:
    """People for a roster or a form: each with age · village and group · head of household."""
    asked = typed(request)
    people = search.find_people(request.user, asked, limit=10)
    options = [(person.pk, person.name, showing.beside_the_name(person)) for person in people]
    return render(request, "ui/parts/options.html", {"options": options, "query": asked})


@login_required
def households_suggest(request: UserRequest) -> HttpResponse:
    """Households, found by a member and shown by their head."""
    asked = typed(request)
    homes = {
        person.household.pk: person.household
        for person in search.find_people(request.user, asked, limit=20)
        if person.household is not None
    }
    options = [(home.pk, str(home), place(str(home.unit), home.group_name)) for home in homes.values()]
    return render(request, "ui/parts/options.html", {"options": options, "query": asked})


def typed(request: UserRequest) -> str:
    """What is looked for: `q`, or the box under its own name."""
    boxes = (str(text).strip() for name, text in request.GET.items() if name == "q" or name.endswith("_text"))
    return next(boxes, "")
