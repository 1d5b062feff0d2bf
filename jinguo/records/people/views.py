"""The pages about people: a file, its forms, a household. Search and transfers have modules of their own."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from jinguo.common.dates import age_on, today
from jinguo.common.lines import line_of
from jinguo.common.numbers import whole_number
from jinguo.extras import queries as extras
from jinguo.extras.forms import with_extras
from jinguo.orgs.http import UserRequest, login_required, may_write
from jinguo.orgs.models import User
from jinguo.orgs.scope import one_of
from jinguo.orgs.tree import parent_on
from jinguo.records import history
from jinguo.records.models import SENSITIVE, Household, Person
from jinguo.records.pages.stale import between
from jinguo.records.people import forms, queries, services, showing
from jinguo.records.people.past import place
from jinguo.records.people.registers import PEOPLE
from jinguo.records.people.timeline import timeline_of
from jinguo.records.veil import veil
from jinguo.ui.pages import page


@login_required
def person_page(request: UserRequest, pk: int) -> HttpResponse:
    """一人一档; with ?on= as it was on that day."""
    people = queries.people(request.user).prefetch_related("moves__from_unit", "moves__to_unit", "situations")
    person = one_of(people, pk)
    if person is None:
        kept = queries.merged_into(request.user, pk)
        if kept is None:
            raise Http404
        return redirect("person", pk=kept)
    as_of = forms.AsOfForm(request.GET if "on" in request.GET or "on_text" in request.GET else None)
    day = as_of.cleaned_data["on"] if as_of.is_valid() else today()
    years = timeline_of(person, request.user, until=day)
    context = {
        "person": person,
        "as_of": as_of,
        "looking": as_of.is_bound or "look" in request.GET,
        "day": day,
        "past": day < today(),
        "line": _who(person, day, request.user),
        "years": years,
        "entries": sum(len(year.entries) for year in years),
        "hidden": showing.hidden_fields(person),
        "may_reveal": showing.may_reveal(request.user, person),
        "situations": queries.situations_on(person, day),
        "extras": extras.told(person),
        "home": [(one, showing.beside_relation(one)) for one in queries.household_on(person, day, request.user)],
        "history": history.history_of(person, viewer=request.user) if day >= today() else [],
        "merges": queries.merges(person) if day >= today() else [],
        "reveals": showing.reveals_of(person) if request.user.may_administer else [],
    }
    return page(request, "records/people/person.html", context)


@may_write
def person_new(request: UserRequest) -> HttpResponse:
    """登记一个人. An ID that another unit has becomes a request to hand her over."""
    form = with_extras(forms.PersonForm, PEOPLE.slug)(
        request.POST or None, user=request.user, initial=_first_guess(request)
    )
    if form.submit(services.register_or_ask, by=request.user):
        if isinstance(form.result, Person):
            messages.success(request, _("登记好了：%(name)s。") % {"name": form.result})
            return redirect("person", pk=form.result.pk)
        messages.info(request, _("已经在别的地方登记了，已请那边确认转过来。"))
        return redirect("transfers")
    return page(request, "records/people/person_form.html", {"form": form, "draft": "person-new"})


@may_write
def person_change(request: UserRequest, pk: int) -> HttpResponse:
    stored, person = (get_object_or_404(queries.living(request.user), pk=pk) for _copy in range(2))
    form = with_extras(forms.PersonChangeForm, PEOPLE.slug)(request.POST or None, user=request.user, person=person)
    if form.submit(services.change_person, person=person, by=request.user):
        messages.success(request, _("改好了。"))
        return redirect("person", pk=pk)
    context = {"form": form, "person": stored, "conflicts": between(form, person, stored)}
    return page(request, "records/people/person_form.html", context)


@may_write
def person_move(request: UserRequest, pk: int) -> HttpResponse:
    """搬家了: within what the user looks after."""
    person = get_object_or_404(queries.living(request.user), pk=pk)
    form = forms.MoveForm(request.POST or None, user=request.user)
    if form.submit(services.move_person, person=person, by=request.user):
        messages.success(request, _("记下了。以前的事仍算在原来的村。"))
        return redirect("person", pk=pk)
    context = {
        "form": form,
        "person": person,
        "title": _("搬家了"),
        "sentence": _("以前的事仍算在原来的村，从这天起算在新的村。"),
    }
    return page(request, "records/people/act.html", context)


@may_write
def situation_new(request: UserRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(queries.living(request.user), pk=pk)
    form = forms.SituationForm(request.POST or None, user=request.user, person=person)
    if form.submit(services.start_situation, person=person, by=request.user):
        messages.success(request, _("记下了：%(what)s。") % {"what": form.result})
        return redirect("person", pk=pk)
    context = {"form": form, "person": person, "title": _("记一个情况")}
    return page(request, "records/people/act.html", context)


@login_required
def situation_page(request: UserRequest, pk: int) -> HttpResponse:
    """A situation: correct it, end it, see who changed it."""
    stored, situation = (get_object_or_404(queries.situations(request.user), pk=pk) for _copy in range(2))
    if not request.user.may_write and request.method == "POST":
        raise PermissionDenied
    form = forms.SituationChangeForm(request.POST or None, user=request.user, situation=situation)
    if form.submit(services.change_situation, situation=situation, by=request.user):
        messages.success(request, _("改好了。"))
        return redirect("person", pk=situation.person_id)
    context = {
        "form": form,
        "conflicts": between(form, situation, stored),
        "person": stored.person,
        "situation": stored,
        "title": stored.get_kind_display(),
        "history": history.history_of(stored, viewer=request.user),
    }
    return page(request, "records/people/act.html", context)


@may_write
def situation_end(request: UserRequest, pk: int) -> HttpResponse:
    situation = get_object_or_404(queries.situations(request.user), pk=pk, until=None)
    form = forms.SituationEndForm(request.POST or None, user=request.user, situation=situation)
    if form.submit(services.end_situation, situation=situation, by=request.user):
        messages.success(request, _("记下了：不再是%(what)s。") % {"what": situation})
        return redirect("person", pk=situation.person_id)
    title = _("不再是%(what)s") % {"what": situation}
    context = {"form": form, "person": situation.person, "title": title}
    return page(request, "records/people/act.html", context)


@never_cache
@login_required
def person_reveal(request: UserRequest, pk: int, name: str) -> HttpResponse:
    """看全: asks what for, answers once, leaves a trace."""
    person = get_object_or_404(queries.living(request.user), pk=pk)
    if name not in showing.LABELS:
        raise Http404
    if not showing.may_reveal(request.user, person):
        raise PermissionDenied
    form = forms.RevealForm(request.POST or None)
    context = {"form": form, "person": person, "name": name, "label": showing.LABELS[name]}
    if form.is_valid():
        context["value"] = showing.reveal(person, name, purpose=form.cleaned_data["purpose"], by=request.user)
    return page(request, "records/people/reveal.html", context, part="reveal")


@login_required
def household_page(request: UserRequest, pk: int) -> HttpResponse:
    """一户一档: who lives there and what holds for them."""
    household = get_object_or_404(queries.households(request.user), pk=pk)
    members = queries.members(household, request.user)
    rows = [(member, showing.beside_relation(member), _shown(member)) for member in members]
    context = {
        "household": household,
        "place": place(str(household.unit), household.group_name),
        "rows": rows,
        "history": history.history_of(household, viewer=request.user),
        "new_url": f"{reverse('person-new')}?household={household.pk}",
    }
    return page(request, "records/people/household.html", context)


def _who(person: Person, day: date, viewer: User) -> str:
    """女 · 38 岁 · 柳溪镇河湾村 3 组 · 户主 林建国, as of the day."""
    home = queries.home_on(person, day)
    unit, head = queries.unit_and_head(person, home)
    veil([head] if head and head.unit_id != person.unit_id else [], viewer)
    above = parent_on(unit, day)
    where = f"{above or ''}{unit}"
    parts = [
        person.get_sex_display(),
        _("%(age)s 岁") % {"age": age_on(person.born_on, day)} if person.born_on else "",
        place(where, home.group_name),
        _("本人是户主") if head == person else _("户主 %(name)s") % {"name": head} if head else "",
    ]
    return line_of(*parts)


def _shown(member: Person) -> list[str]:
    """What holds for a member today, without what is for her own page only."""
    return [
        situation.get_kind_display()
        for situation in member.situations.all()
        if situation.voided_at is None and situation.holds_on(today()) and situation.kind not in SENSITIVE
    ]


def _first_guess(request: UserRequest) -> dict[str, object]:
    """What the page that led here knows already: the name searched for, the village, the household."""
    guess: dict[str, object] = {"sex": "2", "name": request.GET.get("name", "")}
    household = whole_number(request.GET.get("household", ""))
    if household is not None:
        found = queries.households(request.user).filter(pk=household).first()
        if isinstance(found, Household):
            guess |= {"household": found, "unit": found.unit, "group_name": found.group_name}
    elif queries.is_village(request.user.unit):
        guess["unit"] = request.user.unit
    return guess
