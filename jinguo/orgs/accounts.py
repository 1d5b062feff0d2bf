"""What can be done to accounts."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from axes.utils import reset as forget_failures
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jinguo.common.dates import today
from jinguo.orgs import audit, queries
from jinguo.orgs.audit import target_of
from jinguo.orgs.jobs import hand_on
from jinguo.orgs.models import ApiToken, Unit, User
from jinguo.orgs.passwords import FirstTimeHasher, first_time_password

TOKEN_BYTES = 32
TOKEN_LIFE = timedelta(hours=12)


@transaction.atomic
def create_user(
    *,
    username: str = "",
    display_name: str,
    unit: Unit,
    role: str,
    password: str,
    must_change_password: bool = False,
    by: User | None = None,
) -> User:
    """Make an account, its name proposed if none is given. Raises ValidationError by field."""
    user = User(
        username=username.strip().lower() or queries.free_username(unit, display_name),
        display_name=display_name.strip(),
        unit=unit,
        role=role,
        must_change_password=must_change_password,
    )
    _check_password(password, user)
    user.password = make_password(password, hasher=FirstTimeHasher.algorithm if must_change_password else "default")
    user.full_clean()
    user.save()
    audit.log(by, "account.create", target_of(user), unit=unit.pk, role=role)
    return user


@transaction.atomic
def rename_account(*, user: User, display_name: str, username: str, by: User) -> User:
    """Mend a name that was written wrong, or that has changed. Whoever works there stays the same person."""
    user.display_name, user.username = display_name.strip(), username.strip().lower()
    user.full_clean()
    user.save(update_fields=["display_name", "username"])
    audit.log(by, "account.rename", target_of(user))
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
    audit.log(user, "account.password", target_of(user))
    return user


@transaction.atomic
def reset_password(*, user: User, by: User) -> str:
    """A first-time password, told once; it must be changed at the next sign-in.

    It ends a lockout and every session, and opens an account that was stopped.
    """
    password = first_time_password()
    audit.log(by, "account.reset" if user.is_active else "account.on", target_of(user))
    user.is_active = True
    _set_password(user, password, first_time=True)
    forget_failures(username=user.username)
    return password


@transaction.atomic
def stop_account(*, user: User, by: User) -> User:
    """Nobody comes in with it any more, neither by an open session nor by a program. What it wrote down stays."""
    _close(user)
    audit.log(by, "account.off", target_of(user))
    return user


@transaction.atomic
def hand_over(
    *, leaving: User, to: User | None, display_name: str, username: str, password: str, on: date, by: User
) -> User:
    """From that day on another does the work of an account that leaves: one of its unit, or (to=None) a new one.

    Records keep their author. What is open in the unit is the successor's because it is the unit's; long work under
    way for the one who leaves is hers from now on. Returns her account.
    """
    if on > today():
        raise ValidationError({"on": _("日子还没到。请填今天或以前的日子，到那一天再办。")})
    successor = to or create_user(
        username=username,
        display_name=display_name,
        unit=leaving.unit,
        role=leaving.role,
        password=password,
        must_change_password=True,
        by=by,
    )
    _close(leaving)
    hand_on(leaving, successor)
    audit.log(by, "account.handover", target_of(leaving), on=on.isoformat(), account=successor.pk)
    audit.log(by, "account.takeover", target_of(successor), on=on.isoformat(), account=leaving.pk)
    return successor


@transaction.atomic
def issue_token(*, user: User) -> tuple[str, datetime]:
    """A program's way in and when it ends. Only the token's digest is kept."""
    token, expires = secrets.token_urlsafe(TOKEN_BYTES), timezone.now() + TOKEN_LIFE
    ApiToken.objects.create(user=user, digest=_digest(token), expires_at=expires)
    audit.log(user, "account.token", target_of(user))
    return token, expires


def token_owner(token: str) -> User | None:
    """Whose token it is, while it lasts and the account may sign in."""
    known = ApiToken.objects.filter(
        digest=_digest(token), expires_at__gt=timezone.now(), user__is_active=True
    ).select_related("user__unit")
    found = known.first()
    return found.user if found else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _set_password(user: User, password: str, *, first_time: bool) -> None:
    user.password = make_password(password, hasher=FirstTimeHasher.algorithm if first_time else "default")
    user.must_change_password = first_time
    _write(user)


def _close(user: User) -> None:
    """Open sessions end with the next click. It opens again with a new password only, so none comes back to life."""
    user.is_active = False
    _write(user)


def _write(user: User) -> None:
    """Programs have to sign in again; so do browsers, whose sessions hang on the password."""
    user.save(update_fields=["password", "must_change_password", "is_active"])
    user.tokens.all().delete()


def _check_password(password: str, user: User, field: str = "password") -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
