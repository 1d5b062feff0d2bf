"""The columns of a register's workbook, derived from its form: what they are called, how a cell is read."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jinguo.common.dates import parse_day, today
from jinguo.common.errors import BadInput
from jinguo.orgs.fields import UnitField
from jinguo.orgs.models import Unit, User
from jinguo.orgs.queries import open_units
from jinguo.orgs.tree import branch_ids
from jinguo.records.pages.forms import blank, form_class
from jinguo.records.parts.forms import RowsField
from jinguo.records.registers import Register
from jinguo.ui.forms import UNSEEN, CountInput, DayField

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "unit": ("村", "村名", "所在村", "村社区", "住在哪个村", "单位", "居住地", "现居地", "行政村", "村居"),
    "starts_on": ("日期", "时间", "开始日期", "培训时间", "活动时间"),
    "ends_on": ("结束日期", "结束时间", "最后一天"),
    "note": ("备注", "说明"),
    "where": ("地点", "培训地点", "活动地点"),
    "women": ("妇女人数", "女", "人数", "参加人数"),
    "total": ("总人数",),
    "with_names": ("参与单位", "参加单位"),
    "names": ("名单", "参加人员", "人员名单"),
    "name": ("名称",),
    "address": ("地址", "地点"),
}
LABELS: Mapping[str, str] = {
    **{"党员": "中共党员", "共产党员": "中共党员", "团员": "共青团员", "预备": "预备党员", "一般群众": "群众"},
    **{"专科": "大专", "大学": "本科", "大学本科": "本科", "大学专科": "大专", "研究生": "硕士"},
    **dict.fromkeys(("文盲", "半文盲", "不识字", "没上过学", "未上过学"), "其他"),
    **{"女性": "女", "男性": "男", "丈夫": "配偶", "妻子": "配偶", "妻": "配偶", "夫": "配偶", "本人": "户主"},
    **{
        "子": "儿子",
        "女": "女儿",
        "孙子": "孙辈",
        "孙女": "孙辈",
        "父亲": "父母",
        "母亲": "父母",
        "无党派": "无党派人士",
    },
}
YES, NO = {"是", "√", "✓", "有", "Y", "YES", "对", "1"}, {"否", "×", "无", "没有", "N", "NO", "0"}
NOT_APPLICABLE = {"—", "——", "－", "-", "/"}
DIRECT = ("id_number", "phone", "bank_account")
_MONTH_ONLY = re.compile(r"(19|20)\d\d[-./年]\d{1,2}月?", re.ASCII)
_YEARLESS = re.compile(r"\d{1,2}[-./月]\d{1,2}[日号]?", re.ASCII)
_SERIAL = re.compile(r"[1-7]\d{4}", re.ASCII)
COUNTED = re.compile(r"(\d+(?:\.\d+)?)\s*[人名位元次期个户]?", re.ASCII)
_UNIT_TAIL = re.compile(r"(村委会|居委会|妇联|行政村|社区|村|镇|乡|街道)+$")


def hints() -> tuple[str, ...]:
    """How a cell begins that still holds what the empty workbook says below the names."""
    return _("说明：要填"), _("说明：可以不填")


@lru_cache(4096)
def plain(text: str) -> str:
    """A heading or label for comparison: half-width, without spaces, marks and what stands in brackets."""
    text = re.sub(r"\(.*?\)", "", unicodedata.normalize("NFKC", text).upper())
    return re.sub(r"[\s·,、:;*?./“”\"'-]", "", text)


@dataclass(frozen=True)
class Places:
    """The open units of a branch by the names and codes that people write."""

    known: Mapping[str, list[Unit]]

    @classmethod
    def below(cls, unit: Unit, user: User) -> "Places":
        known: dict[str, list[Unit]] = {}
        for one in open_units(user).filter(pk__in=branch_ids(unit.pk, today())):
            for key in {one.name, _short(one.name), one.code} - {""}:
                known.setdefault(key, []).append(one)
        return cls(known)

    def find(self, text: str) -> Unit:
        typed = text.strip()
        found = self.known.get(typed) or self.known.get(_short(typed)) or self._ending(typed)
        if len(found) == 1:
            return found[0]
        said = _("这里有 %(count)d 个“%(text)s”，请连镇名一起写。") if found else _("没有“%(text)s”，或不归您管。")
        raise BadInput(said % {"text": typed, "count": len(found)})

    def _ending(self, text: str) -> list[Unit]:
        """桑洲镇南岭村: the town's name stands in front."""
        return [one for key, units in self.known.items() if len(key) > 2 and text.endswith(key) for one in units[:1]][
            :1
        ]


def _short(name: str) -> str:
    return _UNIT_TAIL.sub("", name) or name


@dataclass(frozen=True)
class SheetColumn:
    """One field as a column. `read` gives what the form takes as text; BadInput in the user's words."""

    name: str
    label: str
    required: bool
    kind: str
    names: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    places: Places | None = field(default=None, compare=False)

    @property
    def hint(self) -> str:
        """What the empty workbook says below the name; `hints` begin so."""
        needed = _("说明：要填") if self.required else _("说明：可以不填")
        return f"{needed}，{_('写成 2008-6-14')}" if self.kind == "day" else needed

    def read(self, cell: str) -> str:
        text = cell.strip().lstrip("'‘’`")
        if (text.startswith("#") and text.rstrip("!?").isupper()) or text in ("#DIV/0!", "#N/A"):
            raise BadInput(_("这一格的公式出了错（%(text)s），请直接写上内容。") % {"text": text})
        if UNSEEN.search(text):
            raise BadInput(_("里面有看不见的符号，多半是从别处粘贴带来的。请删掉这一格，照着重打一遍。"))
        if not text or (text in NOT_APPLICABLE and self.kind != "text"):
            return ""
        return self._taken(text, cell)

    def _taken(self, text: str, cell: str) -> str:
        match self.kind:
            case "day":
                return read_day(text).isoformat()
            case "choice":
                return self._choice(text)
            case "number":
                found = COUNTED.fullmatch(unicodedata.normalize("NFKC", text))
                return found[1] if found else text
            case "yes":
                return self._yes(text)
            case "unit":
                assert self.places is not None
                return str(self.places.find(text).pk)
        return cell if self.name == "name" else text

    def _choice(self, text: str) -> str:
        for wanted in (plain(text), LABELS.get(plain(text), "")):
            for value, label in self.choices:
                if (wanted and wanted in (plain(label), plain(label).removesuffix("族"))) or text == value:
                    return value
        labels = [label for _value, label in self.choices]
        few = "、".join(labels if len(labels) <= ALL_NAMED else [*labels[:SOME_NAMED], "……"])
        raise BadInput(_("看不懂“%(text)s”。可以写：%(few)s。") % {"text": text, "few": few})

    def _yes(self, text: str) -> str:
        if text.upper() in YES:
            return "on"
        if text.upper() in NO:
            return ""
        raise BadInput(_("请写“是”或“否”。"))


def read_day(text: str) -> date:
    """A day with its year, in any of the ways people and Excel write one."""
    typed = unicodedata.normalize("NFKC", text).replace(" ", "")
    if _SERIAL.fullmatch(typed):
        return date(1899, 12, 30) + timedelta(days=int(typed))
    if _MONTH_ONLY.fullmatch(typed):
        raise BadInput(_("只写了年和月，请写到哪一天。"))
    if _YEARLESS.fullmatch(typed):
        raise BadInput(_("没有写年份，请写成 2008-6-14。"))
    return parse_day(typed.removesuffix("00:00:00"), near=today())


ALL_NAMED, SOME_NAMED = 15, 8
"""Of so many choices a refusal names each; of more of them (there are 56 nationalities), so many to go by."""

SEVERAL = (forms.ModelMultipleChoiceField, RowsField)
"""More than a cell can say."""


def columns_of(register: Register, user: User, unit: Unit) -> list[SheetColumn]:
    """What a workbook for this register may hold, in the order of its form."""
    places = Places.below(unit, user)
    form: Any = form_class(register)(None, user=user, instance=blank(register, user))
    columns = [
        SheetColumn(
            name, str(one.label or name), one.required, _kind(one), _names(register, name), _choices(one), places
        )
        for name, one in form.fields.items()
        if not isinstance(one, forms.ModelMultipleChoiceField | RowsField)
        and not one.widget.is_hidden
        and name != "mode"
    ]
    if not any(one.name == "unit" for one in columns):
        columns.append(SheetColumn("unit", str(_("哪个单位")), False, "unit", _names(register, "unit"), (), places))
    return columns


def _names(register: Register, name: str) -> tuple[str, ...]:
    return (*register.sheet_names.get(name, ()), *SYNONYMS.get(name, ()))


def _choices(one: forms.Field) -> tuple[tuple[str, str], ...]:
    if isinstance(one, forms.ChoiceField) and not isinstance(one, forms.ModelChoiceField):
        offered: Any = one.choices
        return tuple((str(value), str(label)) for value, label in offered if value != "")
    if isinstance(one, forms.ModelChoiceField) and one.queryset is not None:
        return tuple((str(item.pk), str(item)) for item in one.queryset[:200])
    return ()


def _kind(one: forms.Field) -> str:
    if isinstance(one, UnitField):
        return "unit"
    if isinstance(one, DayField | forms.DateField):
        return "day"
    if isinstance(one, forms.ChoiceField | forms.ModelChoiceField):
        return "choice"
    if isinstance(one, forms.BooleanField):
        return "yes"
    if isinstance(one, forms.IntegerField | forms.DecimalField) or isinstance(one.widget, CountInput):
        return "number"
    return "text"
