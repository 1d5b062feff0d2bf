"""Where women meet and learn."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinguo.records.models import Level, Person, Record, after


class Venue(Record):
    """A place of a unit, from the day its plate goes up. It counts on every day until it closes."""

    class Kind(models.TextChoices):
        HOME = "home", _("妇女之家")
        FAMILY_HOME = "family_home", _("妇女儿童之家")
        CHILDREN = "children", _("儿童之家")
        MICRO = "micro", _("妇女微家")
        SCHOOL = "school", _("培训学校")
        CENTRE = "centre", _("培训中心")
        STATION = "station", _("服务站")
        POINT = "point", _("活动点")

    name = models.CharField(_("名称"), max_length=100, help_text=_("牌子上怎么写就怎么填。"))
    kind = models.CharField(_("哪一种"), max_length=20, choices=Kind.choices)
    level = models.CharField(_("级别"), max_length=10, choices=Level.choices)
    opened_on = models.DateField(_("哪天挂的牌"))
    keeper = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, verbose_name=_("谁管"))
    address = models.CharField(_("地址"), max_length=200, blank=True)
    facilities = models.CharField(_("有什么设施"), max_length=200, blank=True)
    seats = models.PositiveIntegerField(_("能坐几人"), null=True, blank=True)
    area = models.PositiveIntegerField(_("多少平方米"), null=True, blank=True)
    closed_on = models.DateField(_("从哪天起不用了"), null=True, blank=True)

    class Meta:
        verbose_name = _("阵地")
        ordering = ["name", "pk"]
        constraints = [
            after("venue_closes_after_it_opens", "opened_on", "closed_on", _("不用的日子要在挂牌那天之后。"))
        ]

    def __str__(self) -> str:
        return self.name
