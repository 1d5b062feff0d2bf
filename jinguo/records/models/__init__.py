"""The records' tables. A line imports what it needs from here."""

from jinguo.records.models.base import Action, Change, Record, RecordQuerySet
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
from jinguo.tables.checks import after, done, not_before, once
