from django.db import models

from jinguo.orgs.crypto import EncryptedCharField
from jinguo.records.models import Partner, Person, Record, Turnout
from jinguo.tables.references import ReferenceField


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


class Poster(models.Model):
    """One poster on a board: who put it up, and whether it was of use."""

    class Use(models.TextChoices):
        GOOD = "good", "有用"
        NONE = "none", "没人看"

    board = models.ForeignKey(Board, models.CASCADE, related_name="posters")
    title = models.CharField("写的什么", max_length=30)
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="谁贴的", null=True, blank=True)
    price = models.DecimalField("花了多少钱", max_digits=8, decimal_places=2, null=True, blank=True)
    since = models.DateField("哪天贴的", null=True, blank=True)
    phone = EncryptedCharField("电话", max_length=20, blank=True)
    use = models.CharField("有没有用", max_length=10, choices=Use.choices, blank=True)
    use_on = models.DateField("哪天知道的", null=True, blank=True)

    class Meta:
        verbose_name = "海报"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "title"],
                name="poster_hangs_once",
                violation_error_message="这一张已经贴着了。",
            ),
            models.CheckConstraint(
                condition=models.Q(price=None) | models.Q(price__gte=0),
                name="poster_costs_something",
                violation_error_message="钱数不能比 0 少。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Play(Record):
    """What is shown. Other records name it by a word."""

    class Kind(models.TextChoices):
        OPERA = "opera", "戏曲"
        FILM = "film", "电影"

    name = models.CharField("叫什么", max_length=30)
    kind = models.CharField("哪一种", max_length=10, choices=Kind.choices)

    class Meta:
        verbose_name = "剧目"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Show(Turnout):
    """One showing of a play (演出), with who came."""

    play = models.ForeignKey(Play, models.PROTECT, verbose_name="演什么")
    troupe = models.CharField("谁演的", max_length=30, blank=True)

    class Meta(Turnout.Meta):
        verbose_name = "演出"

    def __str__(self) -> str:
        return str(self.play)


class Spectator(models.Model):
    """Somebody who came to a show."""

    show = models.ForeignKey(Show, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="姓名")
    seat = models.CharField("坐哪里", max_length=10, blank=True)

    class Meta:
        verbose_name = "来看的人"
        ordering = ["person__sort_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["show", "person"], name="spectator_once")]

    def __str__(self) -> str:
        return str(self.person)


class ShowPartner(Partner):
    """A unit that put a show on together with its owner."""

    show = models.ForeignKey(Show, models.CASCADE, related_name="partner_rows")

    class Meta:
        verbose_name = "一起办的单位"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["show", "unit"], name="show_partner_once")]
