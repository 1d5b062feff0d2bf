"""What is counted of people: who is on file, and for whom what holds."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from jinguo.indicators import HOUSEHOLDS, PEOPLE, Indicator, When, declare
from jinguo.records.models import Sex, SituationKind

classified = partial(
    Indicator,
    measure_word=_("户"),
    reads=("person.situation",),
    counts=HOUSEHOLDS,
    when=When.AT_END,
    reading=_("期末家里有这种情况的户，一户只算 1 户；没有登记哪一户的不算。"),
)
CLASSES = {
    SituationKind.LEFT_BEHIND_CHILD: _("留守儿童户"),
    SituationKind.ORPHAN: _("孤儿户"),
    SituationKind.SINGLE_PARENT: _("单亲家庭户"),
    SituationKind.LEFT_BEHIND_WOMAN: _("留守妇女户"),
}
"""What households are classed by; one may be of several classes."""

declare(
    Indicator(
        code="people.women",
        label=_("在册妇女"),
        measure_word=_("人"),
        reads=("person.registered",),
        counts=PEOPLE,
        when=When.AT_END,
        where={"category": (Sex.FEMALE.value,), "level": ("adult",)},
        reading=_("期末登记在册的成年妇女，按住在哪里算；成年按出生年份算满 18 岁的那年起。"),
    ),
    Indicator(
        code="people.left_behind_women",
        label=_("留守妇女"),
        measure_word=_("人"),
        reads=("person.situation",),
        counts=PEOPLE,
        when=When.AT_END,
        where={"category": (SituationKind.LEFT_BEHIND_WOMAN.value,)},
        reading=_("期末还是留守妇女的人，一个人只算 1 人。"),
    ),
    Indicator(
        code="people.left_behind_children",
        label=_("留守儿童"),
        measure_word=_("人"),
        reads=("person.situation",),
        counts=PEOPLE,
        when=When.AT_END,
        where={"category": (SituationKind.LEFT_BEHIND_CHILD.value,)},
        reading=_("期末还是留守儿童的孩子，一个孩子只算 1 人。"),
    ),
    *(
        classified(code=f"people.households.{kind.value}", label=label, where={"category": (kind.value,)})
        for kind, label in CLASSES.items()
    ),
    classified(
        code="people.households.classified",
        label=_("要关爱的户"),
        where={"category": tuple(kind.value for kind in CLASSES)},
        split_by=("unit", "category"),
        reading=_("期末有留守儿童、孤儿、单亲或留守妇女的户；一户占几样，也只算 1 户。"),
    ),
)
