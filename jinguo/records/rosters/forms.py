"""登记一个新的人, without leaving the form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinguo.orgs.fields import UnitField
from jinguo.orgs.models import UnitLevel, User
from jinguo.records.models import NoIdReason, Sex
from jinguo.ui.forms import PRIVATE, ChipChoice, DayField, JgForm, PlainDayInput

SEXES = [(one.value, one.label) for one in (Sex.FEMALE, Sex.MALE)]


class NewcomerForm(JgForm):
    """Only what is needed to know her again."""

    prefix = "newcomer"

    name = forms.CharField(label=_("姓名"), strip=False, widget=forms.TextInput(PRIVATE))
    sex = forms.ChoiceField(label=_("性别"), choices=SEXES, initial=Sex.FEMALE, widget=ChipChoice)
    born_on = DayField(label=_("出生日期"), required=False, widget=PlainDayInput(PRIVATE))
    group_name = forms.CharField(label=_("村民小组"), required=False, max_length=50)
    id_number = forms.CharField(label=_("身份证号"), required=False, widget=forms.TextInput(PRIVATE))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user.unit.level != UnitLevel.VILLAGE:
            self.fields["unit"] = UnitField(label=_("住在哪个村")).within(user)

    def arguments(self) -> Mapping[str, Any]:
        reason = "" if self.cleaned_data["id_number"] else NoIdReason.OTHER
        return {"unit": self.user.unit, "no_id_reason": reason, **self.cleaned_data}
