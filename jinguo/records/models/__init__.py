"""The records' tables. A line imports what it needs from here."""

from jinguo.records.models.base import Action, Change, Record, RecordQuerySet
from jinguo.records.models.checks import after, done, not_before, once
from jinguo.records.models.confidential import Confidant, Confidential, ConfidentialQuerySet
from jinguo.records.models.happening import Happening, Turnout
from jinguo.records.models.level import Level
from jinguo.records.models.partner import Partner, partner_key
from jinguo.records.models.programme import Programme, ProgrammeFigure, ProgrammeTarget
from jinguo.records.models.rows import PersonRow, Stay
from jinguo.records.people.models.codes import Education, NoIdReason, Political, Relation, Sex
from jinguo.records.people.models.merge import Merge
from jinguo.records.people.models.person import Household, Move, Person, PersonKey
from jinguo.records.people.models.situation import (
    OUTGROWN_AT,
    SENSITIVE,
    EndReason,
    RecognisedBy,
    Situation,
    SituationKind,
    fitting,
)
from jinguo.records.people.models.transfer import TransferRequest, TransferState

__all__ = [
    "OUTGROWN_AT",
    "SENSITIVE",
    "Action",
    "Change",
    "Confidant",
    "Confidential",
    "ConfidentialQuerySet",
    "Education",
    "EndReason",
    "Happening",
    "Household",
    "Level",
    "Merge",
    "Move",
    "NoIdReason",
    "Partner",
    "Person",
    "PersonKey",
    "PersonRow",
    "Political",
    "Programme",
    "ProgrammeFigure",
    "ProgrammeTarget",
    "RecognisedBy",
    "Record",
    "RecordQuerySet",
    "Relation",
    "Sex",
    "Situation",
    "SituationKind",
    "Stay",
    "TransferRequest",
    "TransferState",
    "Turnout",
    "after",
    "done",
    "fitting",
    "not_before",
    "once",
    "partner_key",
]
