"""How figures are named in addresses and on the command line: i=CODE, u=UNIT, p=PERIOD, own=1."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.common.errors import BadInput
from jinguo.common.numbers import whole_number
from jinguo.indicators.figures import Figure, FrozenFigure
from jinguo.indicators.periods import Period
from jinguo.orgs.models import Unit, User
from jinguo.orgs.scope import covers

ID = "id"
"""`id123` is our own id, for units without a code, or where a bare number would be taken for one."""


def unit_text(unit: Unit) -> str:
    """The division code, or our id where there is none."""
    return unit.code or f"{ID}{unit.pk}"


def find_unit(text: str) -> Unit:
    """The unit of a division code without trailing zeros, or of our id; BadInput if there is none."""
    text = text.strip()
    unit = Unit.objects.filter(code=text, closed_on__isnull=True).first() if text else None
    number = whole_number(text.removeprefix(ID))
    if unit is None and number is not None:
        unit = Unit.objects.filter(pk=number).first()
    if unit is None:
        raise BadInput(_("没有区划代码或编号是“%(text)s”的单位。") % {"text": text})
    return unit


def figure_query(figure: Figure) -> str:
    own = {"own": "1"} if figure.own else {}
    return urlencode({"i": figure.measure.code, "u": unit_text(figure.unit), "p": str(figure.period), **own})


def figure_url(figure: Figure) -> str:
    """Where a figure opens."""
    if isinstance(figure, FrozenFigure):
        return figure.url
    return f"{reverse('figure-open')}?{figure_query(figure)}"


def asked_unit(request: HttpRequest, user: User) -> Unit:
    """The unit that an address names; her own without one. 404 if it is not hers to see."""
    text = request.GET.get("u", "")
    return unit_at(text, user) if text else user.unit


def unit_at(text: str, user: User) -> Unit:
    """The unit of `find_unit`, if the user may see it. Else 404, whatever the reason."""
    try:
        unit = find_unit(text)
    except BadInput as error:
        raise Http404(str(error)) from error
    if not covers(user, unit):
        raise Http404
    return unit


def asked_period(request: HttpRequest, default: Period, name: str = "p") -> Period:
    """The period that an address names; 404 for what is none."""
    text = request.GET.get(name, "")
    return period_at(text) if text else default


def period_at(text: str) -> Period:
    """The period of an address; 404 for what is none."""
    try:
        return Period.parse(text)
    except BadInput as error:
        raise Http404(str(error)) from error
