import logging
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from jinguo.orgs import jobs
from jinguo.orgs.jobs import Work, run_waiting, start
from jinguo.orgs.models import Job, Unit
from jinguo.orgs.tests.make import PASSWORD, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    """Kinds of work of these tests' own: they found a unit for each row, or go wrong in the middle."""
    before = dict(jobs._kinds)

    @jobs.job("tests.found", title="放进单位", progress="已看 %(done)s / %(total)s 行")
    def found(work: Work, *, rows: int, stop_at: int = -1, wrong: str = "") -> dict[str, object]:
        with transaction.atomic():
            for row in range(rows):
                if row == stop_at:
                    jobs.cancel(work.job)
                work.progress(row, rows)
                make_unit(f"第{row}行")
            if wrong:
                raise ValidationError(wrong) if wrong != "crash" else RuntimeError("out of wits")
        return {"url": reverse("units"), "text": f"放进了 {rows} 个单位。"}

    yield
    jobs._kinds.clear()
    jobs._kinds.update(before)


def signed_in(username: str) -> Client:
    client = Client()
    client.post(reverse("sign-in"), {"username": username, "password": PASSWORD})
    return client


def page_of(job: Job, client: Client) -> str:
    return client.get(reverse("job", args=[job.pk])).content.decode()


def test_long_work_goes_on_without_its_page_and_its_result_waits_on_today() -> None:
    user = make_user(username="yuexi")
    client = signed_in("yuexi")
    job = start("tests.found", by=user, rows=3)
    assert "排着队" in page_of(job, client)
    assert "放进单位" in client.get(reverse("today")).content.decode()
    run_waiting()
    page = page_of(job, client)
    assert "放进了 3 个单位。" in page
    assert f'href="{reverse("units")}"' in page
    assert "hx-trigger" not in page.split('id="job"')[1]
    assert "办好了" in client.get(reverse("today")).content.decode()


def test_how_far_it_is_reads_in_its_own_words() -> None:
    job = Job(kind="tests.found", done=32000, total=100000)
    assert jobs.progress_of(job) == "已看 32000 / 100000 行"


def test_stopping_it_while_it_runs_leaves_nothing() -> None:
    job = start("tests.found", by=make_user(), rows=5, stop_at=3)
    run_waiting()
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert not Unit.objects.filter(name__startswith="第").exists()


def test_stopping_it_before_it_began_keeps_it_from_beginning() -> None:
    user = make_user(username="yuexi")
    job = start("tests.found", by=user, rows=5)
    answer = signed_in("yuexi").post(reverse("job-stop", args=[job.pk]), follow=True)
    assert "停下了，什么都没有留下" in answer.content.decode()
    run_waiting()
    assert not Unit.objects.filter(name__startswith="第").exists()


def test_a_crash_is_one_sentence_for_her_and_a_traceback_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    user = make_user(username="yuexi")
    broken, fine = start("tests.found", by=user, rows=1, wrong="crash"), start("tests.found", by=user, rows=2)
    with caplog.at_level(logging.ERROR):
        run_waiting()
    broken.refresh_from_db()
    code = broken.error.split("“")[1].split("”")[0]
    assert code in caplog.text
    assert "out of wits" in caplog.text
    assert "out of wits" not in page_of(broken, signed_in("yuexi"))
    assert code in page_of(broken, signed_in("yuexi"))
    fine.refresh_from_db()
    assert fine.state == Job.State.DONE


def test_what_the_work_refuses_is_told_in_its_words() -> None:
    job = start("tests.found", by=make_user(), rows=1, wrong="第 2 行的身份证号少一位。")
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "第 2 行的身份证号少一位。")


def test_work_that_a_killed_server_left_is_told_as_failed_and_what_waited_is_done() -> None:
    user = make_user(username="yuexi")
    left = Job.objects.create(kind="tests.found", by=user, params={"rows": 1}, state=Job.State.RUNNING)
    waiting = start("tests.found", by=user, rows=1)
    jobs._take_up_left_over()
    run_waiting()
    assert "服务停过一次，这件事没办完。请再来一次。" in page_of(left, signed_in("yuexi"))
    waiting.refresh_from_db()
    assert waiting.state == Job.State.DONE


def test_somebody_elses_work_is_not_there() -> None:
    unit = make_unit()
    job = start("tests.found", by=make_user(unit), rows=1)
    make_user(unit, username="neighbour")
    neighbour = signed_in("neighbour")
    assert neighbour.get(reverse("job", args=[job.pk])).status_code == 404
    assert neighbour.post(reverse("job-stop", args=[job.pk])).status_code == 404
    job.refresh_from_db()
    assert job.state == Job.State.WAITING
