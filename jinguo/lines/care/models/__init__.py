"""What is done for women and children who need care."""

from jinguo.lines.care.models.counselling import Counselling, CounsellingConfidant
from jinguo.lines.care.models.needs import Help, Need, NeedStep
from jinguo.lines.care.models.surveys import SurveyedHousehold, SurveyRound
from jinguo.lines.care.models.visits import Pairing, Visit
