"""What stands under a report on paper: what its numbers don't know, who answers for it, and since when it stands."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.indicators import Period
from jinguo.reports.compose import Composition
from jinguo.reports.models import Edition
from jinguo.reports.pieces import Chart, Gap, Number, Promise
from jinguo.reports.text import Piece

DEMO = "演示数据，非真实统计"


def standing(edition: Edition | None) -> str:
    """填报人、审核人、单位负责人 and the day it was frozen; of a draft, that its numbers are those of today."""
    if edition is None:
        return _("草稿，数截至%(day)s。") % {"day": _in_full(today())}
    said = [_("填报人：%(who)s") % {"who": edition.preparer}]
    if edition.approved_at:
        said.append(_("审核人：%(who)s") % {"who": edition.reviewer})
        said.append(_("单位负责人：%(who)s") % {"who": edition.head or edition.reviewer})
    said.append(_("定稿：%(day)s") % {"day": _in_full(timezone.localtime(edition.frozen_at).date())})
    if edition.returned_at:
        said.append(_("没有签字，已退回"))
    if edition.reason:
        said.append(_("第 %(number)d 版，更正：%(why)s") % {"number": edition.number, "why": edition.reason})
    return "　".join(said)


def notes(composition: Composition) -> list[str]:
    """What its numbers don't know, a sentence each, with the numbers that it is about."""
    told = []
    for remark, about in composition.remarks:
        names = dict.fromkeys(str(figure.measure.label) for figure in about)
        told.append(_("%(numbers)s：%(remark)s") % {"numbers": "、".join(names), "remark": remark})
    return told


def spoken(piece: Piece) -> str:
    """A piece of a report as plain words."""
    match piece:
        case Number(figure, style):
            return figure.wording(style)
        case Gap():
            return _("［待补充］")
        case Chart():
            return piece.caption
        case Promise():
            return piece.wording
    return str(piece.text)


def _in_full(day: date) -> str:
    return Period(day, day).label()
