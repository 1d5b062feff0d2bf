"""Own fields of a record type: declared on a page, valid for a unit and all below it, filled in with every form.

Their values are never facts: what shall be counted is declared by a line.
"""

from jinguo.records.extras.queries import fields_for, named, told
from jinguo.records.extras.services import change, define, may_define, switch
from jinguo.records.models.extra import PREFIX, ExtraField, ExtraKind

__all__ = [
    "PREFIX",
    "ExtraField",
    "ExtraKind",
    "change",
    "define",
    "fields_for",
    "may_define",
    "named",
    "switch",
    "told",
]
