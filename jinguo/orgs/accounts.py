"""What can be done to accounts."""

import hashlib
import secrets
from datetime import datetime, timedelta

from axes.utils import reset as forget_failures
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.orgs import audit
from jinguo.orgs.models import ApiToken, Unit, User

# Without 0 O 1 l I: a first-time password is read aloud over the telephone.
LETTERS = ("abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789")
GROUPS = 3
TOKEN_BYTES = 32
TOKEN_LIFE = timedelta(hours=12)


@transaction.atomic
def create_user(
    *,
    username: str,
    display_name: str,
    unit: Unit,
    role: str,
    password: str,
    must_change_password: bool = False,
    by: User | None = None,
) -> User:
    """Make an account. Raises ValidationError by field."""
    user = User(
        username=username.strip().lower(),
        display_name=display_name.strip(),
        unit=unit,
        role=role,
        must_change_password=must_change_password,
    )
    _check_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    audit.log(by, "account.create", _target(user), unit=unit.pk, role=role)
    return user


@transaction.atomic
def change_password(*, user: User, old: str, new: str) -> User:
    """The user's own change. Other devices are signed out, because sessions hang on the password."""
    if not user.check_password(old):
        raise ValidationError({"old": _("现在的密码不对，请再填一遍。")})
    _check_password(new, user, field="new")
    if old == new:
        raise ValidationError({"new": _("新密码和现在的一样。请换一个。")})
    _set_password(user, new, first_time=False)
    audit.log(user, "account.password", _target(user))
    return user


@transaction.atomic
def reset_password(*, user: User, by: User) -> str:
    """A first-time password, told once; it must be changed at the next sign-in. Ends a lockout."""
    password = first_time_password()
    _set_password(user, password, first_time=True)
    forget_failures(username=user.username)
    audit.log(by, "account.reset", _target(user))
    return password


@transaction.atomic
def switch_account(*, user: User, on: bool, by: User) -> User:
    """Allow or stop signing in. What the account wrote down stays."""
    if user == by:
        raise ValidationError(_("不能停用自己的账号。请另一位管理员来办。"))
    user.is_active = on
    user.save(update_fields=["is_active"])
    audit.log(by, "account.on" if on else "account.off", _target(user))
    return user


@transaction.atomic
def issue_token(*, user: User) -> tuple[str, datetime]:
    """A program's way in and when it ends. Only the token's digest is kept."""
    token, expires = secrets.token_urlsafe(TOKEN_BYTES), timezone.now() + TOKEN_LIFE
    ApiToken.objects.create(user=user, digest=_digest(token), expires_at=expires)
    audit.log(user, "account.token", _target(user))
    return token, expires


def token_owner(token: str) -> User | None:
    """Whose token it is, while it lasts and the account may sign in."""
    known = ApiToken.objects.filter(
        digest=_digest(token), expires_at__gt=timezone.now(), user__is_active=True
    ).select_related("user__unit")
    found = known.first()
    return found.user if found else None


def first_time_password() -> str:
    """Three groups of four letters and digits, such as wK7p-h3Rn-Tq9x."""
    pools = [*LETTERS, "".join(LETTERS)]
    return "-".join("".join(secrets.choice(pool) for pool in pools) for _group in range(GROUPS))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _set_password(user: User, password: str, *, first_time: bool) -> None:
    """Whoever came in with the old one, browser or program, has to sign in again."""
    user.set_password(password)
    user.must_change_password = first_time
    user.save(update_fields=["password", "must_change_password"])
    user.tokens.all().delete()


def _check_password(password: str, user: User, field: str = "password") -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error


def _target(user: User) -> str:
    return f"account:{user.pk}"
