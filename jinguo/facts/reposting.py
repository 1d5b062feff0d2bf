"""The long work that writes anew what a change of very many records has left waiting."""

from django.utils.translation import gettext_lazy as _

from jinguo.facts.posting import post_waiting
from jinguo.facts.waiting import REPOST
from jinguo.orgs.jobs import Work, job


@job(REPOST, title=_("重算"), resumes=True)
def repost(work: Work) -> dict[str, object]:
    return {"records": post_waiting(work.progress)}
