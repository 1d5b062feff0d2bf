"""Facts of confidential kinds name a keyed token in place of person, household and record.

One person has one token, so that she is counted once; yet no join leads from a token to her, nor from her to it. The
way back is to ask the records that somebody may see what they state.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Model

from jinguo.facts.fact import Fact
from jinguo.facts.kinds import family_of, is_confidential
from jinguo.facts.loading import loaded
from jinguo.facts.rules import facts_of, source_of
from jinguo.orgs.crypto import blind_index

FIRST = 1 << 58
"""Tokens begin here: never an id, and within the 18 digits that an address may carry."""
DIGITS = 14
"""So many hexadecimal ones of the digest: 56 bits."""

Named = tuple[str, int]
"""What is named ("person", "household", or a record's type), and its id or token."""


def record_token(source: str, record: int) -> int:
    """What stands for a record in its confidential facts."""
    return _token(source, record)


def disguised(fact: Fact) -> Fact:
    """The fact as the table keeps it: of a confidential kind without the ids of person and household."""
    if not is_confidential(fact.kind):
        return fact
    family = family_of(fact.kind)
    person = None if fact.person is None else _token(f"{family}.person", fact.person)
    household = None if fact.household is None else _token(f"{family}.household", fact.household)
    return replace(fact, person=person, household=household)


def ways_back(model: type[Model], pks: Iterable[int]) -> dict[Named, Named]:
    """Token → id, for these records and those whom their confidential facts name. The caller may see the records."""
    found: dict[Named, Named] = {}
    source = source_of(model)
    for root in loaded(model, pks):
        found[source, record_token(source, root.pk)] = (source, root.pk)
        for fact in facts_of(root):
            kept = disguised(fact)
            for what, token, pk in (
                ("person", kept.person, fact.person),
                ("household", kept.household, fact.household),
            ):
                if token is not None and pk is not None:
                    found[what, token] = (what, pk)
    return found


def _token(purpose: str, pk: int) -> int:
    return FIRST + int(blind_index(str(pk), f"facts.{purpose}")[:DIGITS], 16)
