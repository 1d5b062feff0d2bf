"""What is written down about work: one file for what belongs together."""

from jinguo.lines.employment.models.fairs import Employer, FairPartner, JobFair, Seeker
from jinguo.lines.employment.models.points import Pairing, PointWorker, WorkSite
from jinguo.lines.employment.models.starting import Outcome, Project, StartupWish, Trade
