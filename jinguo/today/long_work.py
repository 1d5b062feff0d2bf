"""Long work of hers on 今天: under way, or ended a short while ago."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jinguo.orgs import jobs
from jinguo.orgs.models import User
from jinguo.today.providers import Task, ask


@ask
def long_work(user: User) -> Iterator[Task]:
    for job in jobs.jobs_to_tell(user):
        yield Task(
            title=jobs.title_of(job),
            hint=job.error or (job.is_open and jobs.progress_of(job)) or job.get_state_display(),
            action=_("看看"),
            url=reverse("job", args=[job.pk]),
        )
