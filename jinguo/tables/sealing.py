"""Encrypted columns in forms."""

from typing import Any

from django.utils.translation import gettext as _

from jinguo.orgs.crypto import EncryptedCharField
from jinguo.ui.forms import JgModelForm


class SealingForm(JgModelForm):
    """A form over a model. What is encrypted is not shown again: left empty, it stays as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._sealed():
            self.initial[name] = ""
            if getattr(self.instance, name):
                self.fields[name].required = False
                self.fields[name].widget.attrs["placeholder"] = _("不改就空着")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        return data | {name: data.get(name) or getattr(self.instance, name) for name in self._sealed()}

    def _sealed(self) -> list[str]:
        columns = self.instance._meta.concrete_fields
        return [f.name for f in columns if isinstance(f, EncryptedCharField) and f.name in self.fields]
