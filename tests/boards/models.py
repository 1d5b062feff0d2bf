from django.db import models

from jinguo.records.models import Person, Record
from jinguo.records.references import ReferenceField


class Board(Record):
    """A notice board (宣传栏) of a village."""

    class Kind(models.TextChoices):
        WALL = "wall", "墙报"
        SCREEN = "screen", "电子屏"

    name = models.CharField("叫什么", max_length=50)
    kind = models.CharField("哪一种", max_length=10, choices=Kind.choices)
    put_up_on = models.DateField("哪天立的")
    panels = models.PositiveIntegerField("几块板", default=1)
    keeper = models.ForeignKey(Person, models.PROTECT, verbose_name="谁管", null=True, blank=True)

    work = ReferenceField("records.programme", verbose_name="属于哪项工作")
    thing = ReferenceField("elsewhere.thing", verbose_name="没有装的那一种")

    class Meta:
        verbose_name = "宣传栏"
        ordering = ["-put_up_on", "-pk"]

    def __str__(self) -> str:
        return self.name
