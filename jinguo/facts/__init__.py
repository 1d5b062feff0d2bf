"""The one narrow table of countable things, the rules that fill it, and the proof that it agrees.

    record ──rule──▶ facts ──indicators──▶ figures

A line declares its kinds and rules in its `facts.py`; a service calls `sync` after saving a root and `touched`
after changing what rules may copy. Indicators read the table. Nothing here knows a line.
"""

from jinguo.facts.confidential import ways_back
from jinguo.facts.fact import FOREVER, Evidence, Fact
from jinguo.facts.kinds import FactKind, family_of, get_kind, is_confidential, kind, kinds_in, word_of, words_of
from jinguo.facts.posting import Drift, post, rebuild, sync, touched, verify
from jinguo.facts.rules import derived_from, naming, rows_named, sources
from jinguo.facts.waiting import kinds as waiting_kinds
from jinguo.facts.waiting import records as waiting_records

__all__ = [
    "FOREVER",
    "Drift",
    "Evidence",
    "Fact",
    "FactKind",
    "derived_from",
    "family_of",
    "get_kind",
    "is_confidential",
    "kind",
    "kinds_in",
    "naming",
    "post",
    "rebuild",
    "rows_named",
    "sources",
    "sync",
    "touched",
    "verify",
    "waiting_kinds",
    "waiting_records",
    "ways_back",
    "word_of",
    "words_of",
]
