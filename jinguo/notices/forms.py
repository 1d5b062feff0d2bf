"""What can be typed about a notice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.files.fields import FilesField
from jinguo.notices.services import To
from jinguo.orgs.models import UnitLevel, User
from jinguo.orgs.tree import children_on
from jinguo.records import registers
from jinguo.ui.forms import ChipChoice, ChipChoices, ComingDayField, JgForm, PlainDayInput, SeveralField


class NoticeForm(JgForm):
    title = forms.CharField(label=_("什么事"), max_length=60)
    text = forms.CharField(label=_("说清楚"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4}))
    due_on = ComingDayField(
        label=_("哪天前办好"),
        required=False,
        widget=PlainDayInput,
        help_text=_("不填就是通知，看过就行；填了就是任务，办好了要回一声。"),
    )
    register = forms.ChoiceField(
        label=_("办好了记在哪里"), required=False, help_text=_("选了台账，她点一下就到那里去记。")
    )
    to = forms.ChoiceField(label=_("发给谁"), widget=ChipChoice)
    chosen: Any = SeveralField(label=_("挑哪几个"), queryset=None, required=False, widget=ChipChoices)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, initial={"to": To.CHILDREN}, **kwargs)
        fields: Any = self.fields
        fields["files"] = FilesField()
        written = [(one.slug, one.label) for one in registers.every() if one.tile]
        fields["register"].choices = [("", _("不用记")), *written]
        levels = [one for one in To if one != To.VILLAGES or user.unit.level < UnitLevel.TOWNSHIP]
        fields["to"].choices = [(one.value, one.label) for one in levels]
        fields["chosen"].queryset = children_on(user.unit, today()).open_on(today())


class AnswerForm(JgForm):
    said = forms.CharField(label=_("想多说一句"), max_length=200, required=False)


class WithdrawForm(JgForm):
    reason = forms.CharField(label=_("为什么收回"), max_length=200)
