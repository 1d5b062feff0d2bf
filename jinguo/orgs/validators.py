"""A password has ten characters or more, of three of the four classes."""

import re

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LEAST_LENGTH = 10
LEAST_CLASSES = 3
CLASSES = [re.compile(pattern) for pattern in ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")]


class LongEnough:
    """At least LEAST_LENGTH characters."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:  # noqa: ARG002
        if len(password) < LEAST_LENGTH:
            raise ValidationError(_("密码太短了，最少要 %(least)d 个字符。") % {"least": LEAST_LENGTH})

    def get_help_text(self) -> str:
        return _("最少 %(least)d 个字符。") % {"least": LEAST_LENGTH}


class MixedEnough:
    """Characters of at least LEAST_CLASSES classes."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:  # noqa: ARG002
        if sum(bool(kind.search(password)) for kind in CLASSES) < LEAST_CLASSES:
            raise ValidationError(
                _("密码太简单了：小写字母、大写字母、数字、符号，这四种里最少要有 %(least)d 种。")
                % {"least": LEAST_CLASSES}
            )

    def get_help_text(self) -> str:
        return _("小写字母、大写字母、数字、符号里最少有 %(least)d 种。") % {"least": LEAST_CLASSES}


class NotTheName:
    """Neither the account's name nor a text around it."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        name = user.get_username().lower() if user else ""
        if name and name in password.lower():
            raise ValidationError(_("密码里不要带账号。请换一个。"))

    def get_help_text(self) -> str:
        return _("不要带账号。")


@deconstructible
class AccountName(RegexValidator):
    regex = r"^[a-z][a-z0-9._-]{2,39}$"
    message = gettext_lazy("账号用小写字母开头，只用小写字母、数字、点和横线，3 到 40 个字符。")


@deconstructible
class DivisionCode(RegexValidator):
    regex = r"^(\d\d){1,3}(\d{3}){0,2}$"
    message = gettext_lazy("区划代码是 2、4、6、9 或 12 位数字，不带末尾的零。")
