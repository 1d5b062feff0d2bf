"""The forms of reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinguo.common.dates import today
from jinguo.common.errors import BadInput
from jinguo.indicators import Period
from jinguo.reports import plain, queries
from jinguo.reports.models import ReportTemplate
from jinguo.ui.forms import DayField, JgForm, PlainDayInput


class ReportForm(JgForm):
    """Which report, of which days."""

    template = forms.ModelChoiceField(queries.templates().none(), label=_("哪种报告"), empty_label=None)
    first = DayField(label=_("从哪天起"), widget=PlainDayInput)
    last = DayField(label=_("到哪天止"), widget=PlainDayInput)
    title = forms.CharField(label=_("题目"), required=False, max_length=100, help_text=_("不填就用单位和时段起一个。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = queries.templates()  # type: ignore[attr-defined]
        half_year = Period.half_year(today())
        self.fields["first"].initial, self.fields["last"].initial = half_year.first, half_year.last


class FreezeForm(JgForm):
    """Who answers for the numbers; and why, where a frozen report is corrected."""

    preparer = forms.CharField(label=_("填报人"), max_length=50)
    reason = forms.CharField(label=_("为什么更正"), max_length=200, help_text=_("会写在报告上，比如：补记了一期培训。"))

    def __init__(self, *args: Any, correcting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not correcting:
            del self.fields["reason"]


class ApproveForm(JgForm):
    """Who signs above."""

    reviewer = forms.CharField(label=_("审核人"), max_length=50)
    head = forms.CharField(
        label=_("单位负责人"), max_length=50, required=False, help_text=_("和审核人是同一人就不用填。")
    )


class ReturnForm(JgForm):
    """Why it is not signed."""

    reason = forms.CharField(
        label=_("为什么退回"), max_length=200, help_text=_("写清哪里要改，比如：第二段少了一期培训，请补记。")
    )


class WordsForm(JgForm):
    """The words of a template."""

    text = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea(attrs={"rows": 24, "class": "jg-input jg-words"}),
        help_text=_("字随便改。〔〕里是数的名字，报告里换成能点开的数；不要的连〔〕一起删掉。"),
    )

    def __init__(self, *args: Any, template: ReportTemplate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        self.fields["text"].initial = plain.plain(template.text)

    def clean_text(self) -> str:
        try:
            return plain.template(self.cleaned_data["text"], before=self.template.text)
        except BadInput as bad:
            raise forms.ValidationError(str(bad)) from bad

    @property
    def places(self) -> list[str]:
        """What may be put into the text."""
        return [f"〔{name}〕" for name in (*plain.THEMSELVES.values(), *plain.known())]
