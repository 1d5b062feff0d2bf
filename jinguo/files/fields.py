"""Files in a form of another kind than a record's: all are checked before anything is written down."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jinguo.files.checking import ACCEPT, Checked, check_all


class FilesInput(forms.FileInput):
    """As many as she likes."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """照片和文件, as they will be kept. A page draws it with `files/field.html`, which calls it `files`."""

    accept = ACCEPT

    def __init__(self) -> None:
        super().__init__(label=_("照片和文件"), required=False, widget=FilesInput)

    def clean(self, value: Sequence[Any]) -> list[Checked]:
        """Raises ValidationError with a sentence for each that cannot be kept."""
        taken, refused = check_all(value)
        if refused:
            raise ValidationError([ValidationError(said) for said in refused])
        return taken
