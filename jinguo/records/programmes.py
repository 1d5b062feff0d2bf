"""Programmes (一项工作) as a register: what is promised is written one target a line."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.records.models import Programme, ProgrammeTarget
from jinguo.records.pages.forms import RecordForm, form_field
from jinguo.records.parts.declared import Part
from jinguo.records.registers import Register, register
from jinguo.records.wording import said

TARGET = re.compile(r"(?P<what>.+?)\s+(?P<amount>\d{1,12}(?:\.\d{1,2})?)\s*(?P<word>\D{1,10})", re.ASCII)


def in_words(target: ProgrammeTarget) -> str:
    """As the form reads it back: what, how much, of what."""
    return f"{target.what} {said(target.amount)} {target.measure_word}"


class ProgrammeForm(RecordForm):
    """Name, days and theme; the targets as lines of text."""

    targets = forms.CharField(
        label=gettext_lazy("要做到什么"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("一行一个：做什么、多少、单位，中间空一格。"),
    )

    class Meta:
        model = Programme
        fields = ("name", "since", "until", "theme", "code")
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["targets"] = "\n".join(map(in_words, self.instance.targets.all()))

    def clean_targets(self) -> list[ProgrammeTarget]:
        lines = [line.strip() for line in self.cleaned_data["targets"].splitlines() if line.strip()]
        return [_target(line) for line in lines]

    def arguments(self) -> Mapping[str, Any]:
        return {"record": self.instance, "rows": {"targets": self.cleaned_data["targets"]}}


def _target(line: str) -> ProgrammeTarget:
    found = TARGET.fullmatch(line)
    if found is None:
        raise ValidationError(_("看不懂“%(line)s”。请写成：做什么 多少 单位。") % {"line": line})
    return ProgrammeTarget(what=found["what"], amount=Decimal(found["amount"]), measure_word=found["word"].strip())


PROGRAMMES = register(
    Register(
        model=Programme,
        slug="programmes",
        intro=gettext_lazy("一项一项的工程和活动；记事的时候可以挂在它下面。"),
        group=gettext_lazy("专项工作"),
        order=50,
        icon="flag",
        columns=("name", "since", "until", "theme", "unit"),
        details=(
            "since",
            "until",
            "theme",
            "code",
        ),
        filters=("period", "unit"),
        search=("name", "theme"),
        search_hint=gettext_lazy("名称、主题"),
        result=gettext_lazy("共 {count} 项"),
        write=gettext_lazy("记一项工作"),
        first=gettext_lazy("记第一项工作"),
        for_all_below=True,
        form=ProgrammeForm,
        more=("theme", "code"),
        parts=(Part("targets"),),
    )
)
