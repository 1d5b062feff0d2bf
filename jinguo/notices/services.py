"""Sending, answering and withdrawing a notice."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinguo.common.dates import today
from jinguo.files.checking import Checked
from jinguo.files.services import keep, take_back
from jinguo.notices.models import Addressee, Notice, PutAway
from jinguo.orgs.models import Unit, UnitLevel, User
from jinguo.orgs.tree import branch_ids, children_on


class To(models.TextChoices):
    """Whom a notice goes to."""

    CHILDREN = "children", gettext_lazy("下一级都发")
    VILLAGES = "villages", gettext_lazy("所有村（社区）")
    CHOSEN = "chosen", gettext_lazy("挑几个")


@transaction.atomic
def send_notice(
    *,
    title: str,
    text: str,
    due_on: date | None,
    register: str,
    to: str,
    chosen: Iterable[Unit],
    by: User,
    files: Iterable[Checked] = (),
) -> Notice:
    """Tell the units below; `due_on` makes it a task. Raises ValidationError by field."""
    if due_on and due_on < today():
        raise ValidationError({"due_on": _("这一天已经过了。请填今天或以后的日子。")})
    units = list(_units(To(to), chosen, by.unit))
    if not units:
        raise ValidationError({"chosen" if to == To.CHOSEN else "to": _("没有收的单位。请另选一个。")})
    notice = Notice(unit=by.unit, title=title, text=text, due_on=due_on, register=register, sent_by=by)
    notice.full_clean()
    notice.save()
    Addressee.objects.bulk_create([Addressee(notice=notice, unit=unit) for unit in units], batch_size=1000)
    keep(notice.source, notice.pk, files, by=by)
    return notice


def _units(to: To, chosen: Iterable[Unit], sender: Unit) -> Iterable[Unit]:
    match to:
        case To.CHILDREN:
            return children_on(sender, today()).open_on(today())
        case To.VILLAGES:
            below = Unit.objects.filter(pk__in=branch_ids(sender, today()), level=UnitLevel.VILLAGE)
            return below.open_on(today()).exclude(pk=sender.pk)
        case To.CHOSEN:
            return chosen


@transaction.atomic
def answer(addressee: Addressee, *, said: str, by: User) -> None:
    """办好了, with a sentence if she likes. The first answer of a unit stands."""
    addressee.said = said.strip()
    addressee.full_clean(exclude=["notice", "unit"])
    Addressee.objects.filter(pk=addressee.pk, done_at=None).update(
        done_at=timezone.now(), done_by=by, said=addressee.said
    )


def put_away(notice: Notice, *, by: User) -> None:
    """知道了."""
    PutAway.objects.get_or_create(notice=notice, user=by)


@transaction.atomic
def withdraw(notice: Notice, *, reason: str, by: User) -> None:
    """It leaves every 今天, nobody opens its files; who looks it up reads why. Raises ValidationError without one."""
    if not reason.strip():
        raise ValidationError(_("请写一句为什么收回。"))
    notice.withdrawn_at, notice.withdrawn_by, notice.withdraw_reason = timezone.now(), by, reason.strip()
    notice.full_clean()
    notice.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    take_back(notice.source, notice.pk)
