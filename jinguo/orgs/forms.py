"""What can be typed about units and accounts."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.orgs import account_sheet
from jinguo.orgs.fields import UnitField
from jinguo.orgs.models import Role, Unit, UnitKind, UnitLevel, User
from jinguo.ui.forms import ChipChoice, DayField, JgForm


class SignInForm(JgForm):
    username = forms.CharField(
        label=_("账号"),
        max_length=40,
        error_messages={"required": _("请填账号。")},
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        error_messages={"required": _("请填密码。")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()


class PasswordForm(JgForm):
    old = forms.CharField(
        label=_("现在的密码"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        strip=False,
        help_text=_("最少 10 个字符；小写字母、大写字母、数字、符号里最少有 3 种。"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


class UserForm(JgForm):
    """A form that depends on who fills it in; `subject`: the unit that it is about."""

    def __init__(self, *args: Any, user: User, subject: Unit | None = None, **kwargs: Any) -> None:
        self.user, self.subject = user, subject
        super().__init__(*args, **kwargs)


def username_field(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=_("账号"),
        max_length=40,
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off"}),
        **kwargs,
    )


PROPOSED = _("登录用。不填就按姓名的拼音起一个，例如 liuxi-linxiao。")


class AccountForm(UserForm):
    """A new account; its first-time password is made, not typed."""

    display_name = forms.CharField(label=_("姓名"), max_length=50)
    username = username_field(required=False, help_text=PROPOSED)
    role = forms.ChoiceField(label=_("做什么"), widget=ChipChoice)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        roles = [(role.value, role.label) for role in Role if role in user.looks_after]
        super().__init__(*args, user=user, initial={"role": roles[0][0]}, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["unit"] = UnitField(label=_("单位")).within(self.user)
        self.order_fields(["display_name", "unit", "role", "username"])


class SheetForm(JgForm):
    """Many accounts: a workbook, or rows as they are pasted out of one. A file comes before what is pasted."""

    file = forms.FileField(
        label=_("Excel 文件"), required=False, widget=forms.FileInput({"data-most-mb": account_sheet.MOST_BYTES >> 20})
    )
    pasted = forms.CharField(
        label=_("或者把几行贴在这里"),
        required=False,
        help_text=_("一行一个人：姓名、单位、账号、职务，从 Excel 里复制过来就行。"),
        widget=forms.Textarea({"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if not file and not cleaned.get("pasted"):
            raise ValidationError(_("请选一个 Excel 文件，或者贴上几行。"))
        cells = account_sheet.read_workbook(file) if file else account_sheet.read_pasted(cleaned["pasted"])
        return {"rows": account_sheet.rows_of(cells)}


class RenameAccountForm(JgForm):
    display_name = forms.CharField(label=_("姓名"), max_length=50)
    username = username_field(help_text=_("登录用。改了要告诉本人，下次用新的账号登录。"))


class HandOverForm(JgForm):
    """Who carries on: one of the unit's accounts, or somebody for whom one is opened."""

    NEW = "new"

    to = forms.ChoiceField(label=_("谁来接替"), widget=ChipChoice)
    display_name = forms.CharField(label=_("她的姓名"), max_length=50)
    username = username_field(required=False, help_text=PROPOSED)
    on = DayField(label=_("从哪天起"))

    def __init__(self, *args: Any, successors: Iterable[User], **kwargs: Any) -> None:
        self.successors = {str(one.pk): one for one in successors}
        named = [(key, f"{one.display_name}（{one.username}）") for key, one in self.successors.items()]
        first = named[0][0] if named else self.NEW
        super().__init__(*args, initial={"on": today(), "to": first}, **kwargs)
        self.fields["to"].choices = [*named, (self.NEW, _("新开一个账号"))]  # type: ignore[attr-defined]
        self.fields["display_name"].required = self.data.get("to", self.NEW) == self.NEW

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "to": self.successors.get(self.cleaned_data["to"])}


class ChangeForm(UserForm):
    """What every change of a unit needs: since when, and why."""

    on = DayField(label=_("从哪天起"))
    reason = forms.CharField(
        label=_("为什么"),
        max_length=200,
        help_text=_("写上批文或会议，例如“省政府批复撤乡设镇”。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today()}, **kwargs)


class RenameForm(ChangeForm):
    name = forms.CharField(label=_("新的名称"), max_length=60)
    kind = forms.ChoiceField(label=_("类别也变了"), choices=UnitKind.choices, required=False, widget=ChipChoice)
    field_order = ["name", "on", "reason", "kind"]


class MoveForm(ChangeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = UnitField(label=_("移到谁下面")).within(self.user)
        self.order_fields(["parent", "on", "reason"])


class MergeForm(ChangeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = UnitField(label=_("并到哪里")).within(self.user)
        self.order_fields(["into", "on", "reason"])


class SplitForm(ChangeForm):
    name = forms.CharField(label=_("新单位的名称"), max_length=60)
    code = forms.CharField(
        label=_("区划代码"), max_length=12, required=False, widget=forms.TextInput({"inputmode": "numeric"})
    )
    field_order = ["name", "on", "reason", "code"]


class NewUnitForm(UserForm):
    name = forms.CharField(label=_("名称"), max_length=60)
    level = forms.TypedChoiceField(label=_("层级"), choices=UnitLevel.choices, coerce=int, widget=ChipChoice)
    kind = forms.ChoiceField(
        label=_("类别"), choices=[("", _("不分")), *UnitKind.choices], required=False, widget=ChipChoice
    )
    code = forms.CharField(
        label=_("区划代码"),
        max_length=12,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    since = DayField(label=_("从哪天起"))

    def __init__(self, *args: Any, subject: Unit, **kwargs: Any) -> None:
        below = [(level.value, level.label) for level in UnitLevel if level > subject.level]
        super().__init__(*args, initial={"level": below[0][0] if below else None}, subject=subject, **kwargs)
        self.fields["level"].choices = below  # type: ignore[attr-defined]
