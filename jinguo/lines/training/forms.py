"""培训后怎么样了: what became of the women of a session."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.lines.training.models import Attendance, Session
from jinguo.orgs.models import User
from jinguo.records.rosters.queries import lines_of
from jinguo.ui.forms import ChipChoice, DayField, JgForm


class OutcomesForm(JgForm):
    """One line for each woman, one day for all that is new."""

    on = DayField(label=_("哪天知道的"))

    def __init__(self, *args: Any, session: Session, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.initial["on"] = today()
        for line in lines_of(session, "attendances", user):
            self.fields[f"outcome_{line.row.pk}"] = forms.ChoiceField(
                label=line.name,
                help_text=line.hint,
                choices=[("", _("还不知道")), *Attendance.Outcome.choices],
                initial=line.row.outcome,
                required=False,
                widget=ChipChoice,
            )

    def women(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "on"]

    def arguments(self) -> Mapping[str, Any]:
        given = dict(self.cleaned_data)
        on = given.pop("on")
        return {"session": self.session, "on": on, "outcomes": {int(k.rpartition("_")[2]): v for k, v in given.items()}}
