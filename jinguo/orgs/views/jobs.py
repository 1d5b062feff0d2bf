"""The page of long work: how far it is, 停下, and what came of it. Everybody sees her own."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jinguo.orgs import jobs
from jinguo.orgs.http import UserRequest, login_required
from jinguo.ui.pages import page


@login_required
def job(request: UserRequest, pk: int) -> HttpResponse:
    found = jobs.job_for(request.user, pk)
    context = {
        "job": found,
        "title": jobs.title_of(found),
        "progress": jobs.progress_of(found),
        "resumes": jobs.resumes(found),
    }
    return page(request, "orgs/job.html", context, part="state")


@require_POST
@login_required
def stop(request: UserRequest, pk: int) -> HttpResponse:
    jobs.cancel(jobs.job_for(request.user, pk))
    return redirect("job", pk)
