"""Notices and tasks from above: written once, done where they arrive, overseen where they came from."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jinguo.common.dates import add_workdays, today
from jinguo.files.models import Attachment
from jinguo.notices.due import due_words
from jinguo.notices.models import Addressee, Notice
from jinguo.notices.services import To, send_notice
from jinguo.orgs.accounts import hand_over
from jinguo.orgs.models import Role, User
from jinguo.orgs.tests.make import PASSWORD, House, browser_of, make_unit, make_user
from jinguo.records.tests.make import make_jpeg

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def house() -> House:
    return House()


def typed(**fields: object) -> dict[str, object]:
    return {"title": "报一下留守儿童人数", "text": "照名单核一遍", "to": To.VILLAGES, **fields}


def sent(by: User, due_on: date | None = None, to: str = To.VILLAGES, register: str = "") -> Notice:
    return send_notice(
        title="报一下留守儿童人数", text="照名单核一遍", due_on=due_on, register=register, to=to, chosen=[], by=by
    )


def home(user: User) -> str:
    return browser_of(user).get("/").content.decode()


def test_a_county_asks_all_villages_and_each_finds_it_on_today_until_it_is_done(house: House) -> None:
    county = house.browser(house.county, Role.COUNTY_STAFF)
    county.post("/notices/new/", typed(due_on="明天"))
    notice = Notice.objects.get()
    worker, neighbour = (make_user(unit, Role.VILLAGE_WORKER) for unit in (house.village, house.other))
    assert "报一下留守儿童人数" in home(worker) and "报一下留守儿童人数" in home(neighbour)
    text = browser_of(worker).get(f"/notices/{notice.pk}/").content.decode()
    assert "照名单核一遍" in text and "办好了" in text
    answer = browser_of(worker).post(f"/notices/{notice.pk}/answer/", {"said": "一共 3 个"}, follow=True)
    assert "“报一下留守儿童人数”办好了" in answer.content.decode()
    assert "去办" not in home(worker) and "报一下留守儿童人数" in home(neighbour)
    text = county.get(f"/notices/{notice.pk}/").content.decode()
    assert "一共 3 个" in text and f"{worker} 今天" in text and "还没办" in text
    assert text.index("河湾村") < text.index("沙湾村"), "in the units' own order"


def test_a_notice_without_a_day_goes_when_she_knows_and_nobody_is_told_that_she_read_it(house: House) -> None:
    sender, worker = make_user(house.county, Role.COUNTY_STAFF), make_user(house.village, Role.VILLAGE_WORKER)
    notice = sent(sender)
    before = browser_of(sender).get(f"/notices/{notice.pk}/").content.decode()
    assert "报一下留守儿童人数" in home(worker) and "还没办" not in before
    browser_of(worker).post(f"/notices/{notice.pk}/answer/")
    assert "报一下留守儿童人数" not in home(worker)
    assert "报一下留守儿童人数" in home(make_user(house.village, Role.VILLAGE_WORKER)), "her own mark alone"
    after = browser_of(sender).get(f"/notices/{notice.pk}/").content.decode()
    assert str(worker) not in after and not Addressee.objects.exclude(done_at=None).exists()


@pytest.mark.parametrize(
    ("to", "reached"),
    [(To.CHILDREN, {"柳溪镇", "长堤镇"}), (To.VILLAGES, {"河湾村", "沙湾村"}), (To.CHOSEN, {"长堤镇"})],
)
def test_it_goes_to_whom_she_chose(house: House, to: str, reached: set[str]) -> None:
    client = house.browser(house.county, Role.COUNTY_STAFF)
    client.post("/notices/new/", typed(to=to, chosen=[house.sister.pk] if to == To.CHOSEN else []))
    assert {one.unit.name for one in Addressee.objects.all()} == reached


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"due_on": "2008-06-01"}, "这一天已经过了。"),
        ({"to": To.CHOSEN}, "没有收的单位。"),
        ({"title": ""}, "这里还没填。"),
    ],
)
def test_what_cannot_be_sent_is_refused_at_its_field(house: House, fields: dict[str, str], sentence: str) -> None:
    client = house.browser(house.county, Role.COUNTY_STAFF)
    text = client.post("/notices/new/", typed(**fields)).content.decode()
    assert sentence in text and "照名单核一遍" in text
    assert not Notice.objects.exists()


def test_a_task_that_names_a_register_leads_there(house: House) -> None:
    worker = make_user(house.village, Role.VILLAGE_WORKER)
    notice = sent(make_user(house.county, Role.COUNTY_STAFF), today(), register="training")
    assert "/registers/training/new/" in browser_of(worker).get(f"/notices/{notice.pk}/").content.decode()


def sent_with(house: House, *uploads: SimpleUploadedFile) -> str:
    """What the page says after a county sent a task with these files to the village's town."""
    client = house.browser(house.county, Role.COUNTY_STAFF)
    answers = typed(due_on="明天", to=To.CHOSEN, chosen=[house.town.pk], files=list(uploads))
    return client.post("/notices/new/", answers, follow=True).content.decode()


def test_a_task_carries_its_papers_and_whom_it_reached_saves_them(house: House) -> None:
    page = sent_with(house, SimpleUploadedFile("红头文件.pdf", PDF), SimpleUploadedFile("样子.jpg", make_jpeg()))
    assert "红头文件.pdf" in page
    notice, worker = Notice.objects.get(), house.browser(house.town, Role.TOWNSHIP_OFFICER)
    here = worker.get(f"/notices/{notice.pk}/").content.decode()
    assert "红头文件.pdf" in here and "样子.jpg" in here
    paper, picture = Attachment.objects.order_by("pk")
    answer = worker.get(f"/files/{paper.pk}/")
    assert answer.content == PDF and answer["Content-Disposition"].startswith("attachment")
    assert worker.get(f"/files/{picture.pk}/small/").status_code == 200
    assert [one["name"] for one in worker.get(f"/api/v1/notices/{notice.pk}").json()["files"]] == [
        "红头文件.pdf", "样子.jpg"
    ]  # fmt: skip
    lying = [path.read_bytes() for path in (Path(settings.HOME) / "files").rglob(f"{paper.place}*")]
    assert lying and not any(b"%PDF" in each for each in lying), "encrypted on the disk"


def test_whom_it_did_not_reach_opens_none_of_its_papers(house: House) -> None:
    sent_with(house, SimpleUploadedFile("红头文件.pdf", PDF))
    [paper] = Attachment.objects.all()
    for unit in (house.sister, house.other, house.village, make_unit()):
        stranger = house.browser(unit, Role.TOWNSHIP_OFFICER)
        for path in (f"/files/{paper.pk}/", f"/files/{paper.pk}/small/", f"/api/v1/files/{paper.pk}"):
            assert stranger.get(path).status_code == 404
    for unit in (house.town, house.county):
        assert house.browser(unit, Role.TOWNSHIP_OFFICER).post(f"/files/{paper.pk}/withdraw/").status_code == 404
    assert Client().get(f"/files/{paper.pk}/").status_code == 302


def test_what_is_no_paper_is_refused_and_nothing_is_sent(house: House) -> None:
    page = sent_with(house, SimpleUploadedFile("红头文件.pdf", PDF), SimpleUploadedFile("报表.xlsm", b"MZ\x90\x00"))
    assert "“报表.xlsm”没放上：只收照片、PDF、Word 和 Excel" in page and "照名单核一遍" in page
    assert not Notice.objects.exists() and not Attachment.objects.exists()


def test_the_papers_of_a_withdrawn_notice_are_taken_back(house: House) -> None:
    sent_with(house, SimpleUploadedFile("发错了.pdf", PDF))
    notice, [paper] = Notice.objects.get(), Attachment.objects.all()
    house.browser(house.county, Role.COUNTY_STAFF).post(f"/notices/{notice.pk}/withdraw/", {"reason": "发错了"})
    worker = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    assert "发错了.pdf" not in worker.get(f"/notices/{notice.pk}/").content.decode()
    assert worker.get(f"/files/{paper.pk}/").status_code == 404


def test_a_withdrawn_one_needs_a_reason_leaves_today_and_says_why(house: House) -> None:
    sender, worker = make_user(house.town), make_user(house.village, Role.VILLAGE_WORKER)
    notice = sent(sender, today())
    client, here = browser_of(sender), f"/notices/{notice.pk}/withdraw/"
    assert "这里还没填。" in client.post(here, {"reason": " "}).content.decode()
    client.post(here, {"reason": "县里已经有数了"})
    assert "报一下留守儿童人数" not in home(worker)
    assert "县里已经有数了" in browser_of(worker).get(f"/notices/{notice.pk}/").content.decode()
    assert browser_of(worker).post(f"/notices/{notice.pk}/answer/").status_code == 404


def test_a_sister_town_finds_nothing_of_it(house: House) -> None:
    notice = sent(make_user(house.town), today())
    for unit in (house.sister, house.other):
        stranger = house.browser(unit, Role.TOWNSHIP_OFFICER)
        assert "报一下留守儿童人数" not in stranger.get("/notices/").content.decode()
        for act in ("", "withdraw/"):
            assert stranger.get(f"/notices/{notice.pk}/{act}").status_code == 404
        assert stranger.post(f"/notices/{notice.pk}/answer/").status_code == 404


def test_a_village_sees_no_other_villages_answer(house: House) -> None:
    notice = sent(make_user(house.county, Role.COUNTY_STAFF), today())
    text = house.browser(house.village, Role.VILLAGE_WORKER).get(f"/notices/{notice.pk}/").content.decode()
    assert "河湾村" in text and "沙湾村" not in text


def test_a_leader_reads_and_neither_answers_nor_sends(house: House) -> None:
    notice = sent(make_user(house.county, Role.COUNTY_STAFF), today())
    leader = house.browser(house.village, Role.LEADER)
    text = leader.get(f"/notices/{notice.pk}/").content.decode()
    assert "照名单核一遍" in text and f"/notices/{notice.pk}/answer/" not in text
    assert leader.post(f"/notices/{notice.pk}/answer/").status_code == 404
    assert leader.get("/notices/new/").status_code == 404


def test_a_village_worker_gets_and_never_sends_or_withdraws(house: House) -> None:
    notice = sent(make_user(house.county, Role.COUNTY_STAFF), today())
    worker = house.browser(house.village, Role.VILLAGE_WORKER)
    assert worker.post("/notices/new/", typed()).status_code == 404
    assert worker.post(f"/notices/{notice.pk}/withdraw/", {"reason": "不想办"}).status_code == 404
    assert Notice.objects.get().withdrawn_at is None


def test_only_a_unit_that_it_reached_answers_and_the_first_answer_stands(house: House) -> None:
    notice = sent(make_user(house.county, Role.COUNTY_STAFF), today())
    officer = house.browser(house.town, Role.TOWNSHIP_OFFICER)
    assert officer.get(f"/notices/{notice.pk}/").status_code == 200, "she sees what her villages are asked"
    assert officer.post(f"/notices/{notice.pk}/answer/").status_code == 404
    worker = house.browser(house.village, Role.VILLAGE_WORKER)
    for said in ("一共 3 个", "后来的"):
        worker.post(f"/notices/{notice.pk}/answer/", {"said": said})
    assert notice.addressees.get(unit=house.village).said == "一共 3 个"


def test_a_day_says_in_workdays_how_near_it_is_once_it_is_near() -> None:
    assert due_words(None) == due_words(add_workdays(today(), 4)) == ""
    assert due_words(add_workdays(today(), 2)) == "还剩 2 个工作日"
    assert due_words(today()) == "今天到期"
    assert due_words(today() - timedelta(days=30)).startswith("过了 ")


def test_the_successor_finds_the_open_task_and_who_left_is_out(house: House) -> None:
    officer = make_user(house.town)
    sent(officer, today())
    leaving = make_user(house.village, Role.VILLAGE_WORKER)
    her_browser = browser_of(leaving)
    assert "报一下留守儿童人数" in her_browser.get("/").content.decode()
    successor = hand_over(
        leaving=leaving, to=None, display_name="演示新人", username="xinren", password=PASSWORD, on=today(), by=officer
    )
    assert her_browser.get("/").status_code == 302, "her session has ended"
    successor.must_change_password = False
    successor.save(update_fields=["must_change_password"])
    assert "报一下留守儿童人数" in home(successor)


def test_a_program_reads_what_its_unit_got_and_nothing_else(house: House) -> None:
    notice = sent(make_user(house.county, Role.COUNTY_STAFF), due_on=add_workdays(today(), 2))
    worker = browser_of(make_user(house.village, Role.VILLAGE_WORKER))
    [told] = worker.get("/api/v1/notices").json()
    assert (told["title"], told["due_on"], told["unit"]) == (notice.title, str(notice.due_on), house.county.pk)
    assert worker.get(f"/api/v1/notices/{notice.pk}").json() == {**told, "files": []}
    stranger = browser_of(make_user(make_unit()))
    assert stranger.get("/api/v1/notices").json() == []
    assert stranger.get(f"/api/v1/notices/{notice.pk}").status_code == 404
