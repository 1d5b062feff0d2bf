"""The words of a template as an office worker edits them: no code in sight, nothing lost on the way there and back."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from jinguo.common.errors import BadInput
from jinguo.indicators import catalogue
from jinguo.orgs.models import Role
from jinguo.reports import services
from jinguo.reports.plain import plain, template
from jinguo.reports.tests.make import county_with_officer, make_report, page_of

TEXTS = sorted(Path(services.TEXTS).glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_shipped_texts_show_no_code_and_come_back_as_they_were(path: Path) -> None:
    text = path.read_text(encoding="utf8").strip()
    shown = plain(text)

    assert "{" not in shown
    assert not [measure.code for measure in catalogue.every() if f"〔{measure.code}" in shown]
    assert template(shown, before=text) == text


def test_a_text_without_figures_stays_word_for_word() -> None:
    text = "一、妇字〔2026〕5号\n\n（一）{% if unit == '别处' %}只在别处{% endif %}"

    assert plain(text) == text
    assert template(text, before=text) == text


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("参训妇女", 'figure("training.women")'),
        ("参训妇女，多，名", 'figure("training.women", style="多", word="名")'),
        ("参训妇女比上年同期", 'figure("training.women~change")'),
        ("参训妇女比上年同期增长率，近", 'figure("training.women~growth", style="近")'),
        ("比上年：参训妇女，人数", 'change("training.women", what="人数")'),
        ("最多：参训妇女，5，只写名字", 'top("training.women", limit=5, amounts=False)'),
        ("参训妇女，哪里实用技术培训班最多", 'figure("training.women", at="training.practical.sessions")'),
        ("图：参训妇女", 'chart("training.women")'),
        ("图：参训妇女，按月", 'chart("training.women", by="month")'),
        ("不足", "shortcomings()"),
        ("下一步", "next_steps()"),
        ("列举：培训学校的级别，3 样", 'names("training.school_levels")'),
        ("列举：培训学校的级别，3", 'names("training.school_levels", limit=3)'),
    ],
)
def test_a_figure_is_put_in_by_its_name(place: str, asked: str) -> None:
    assert template(f"共〔{place}〕。", before="") == f"共{{{{ {asked} }}}}。"


def test_what_a_programme_promises_is_kept_by_its_name() -> None:
    text = '计划培训{{ target("wanming", "农家女") }}'

    assert plain(text) == "计划培训〔目标：农家女〕"
    assert template("只培训〔目标：农家女〕", before=text) == '只培训{{ target("wanming", "农家女") }}'


def test_two_that_would_read_alike_are_told_apart() -> None:
    text = '{{ target("a", "农家女") }}和{{ target("b", "农家女") }}'

    assert template(plain(text), before=text) == text


def test_a_name_that_is_unknown_is_told_at_its_line_with_the_nearest() -> None:
    with pytest.raises(BadInput, match=r"第 2 行：没有叫〔参加培训妇女〕的数。是不是〔.*参训妇女〕？"):
        template("第一行\n共〔参加培训妇女〕", before="")


@pytest.mark.django_db
def test_the_page_shows_names_saves_them_and_keeps_what_was_typed_wrong(client: Client) -> None:
    _county, officer = county_with_officer()
    report = make_report(officer, '共{{ figure("training.sessions") }}。')
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("report-words", args=[report.pk])

    assert "共〔培训〕。" in client.get(address).content.decode()
    refused = client.post(address, {"text": "我写了很多字，〔陪训〕"}).content.decode()
    assert "第 1 行：没有叫〔陪训〕的数" in refused
    assert "我写了很多字，〔陪训〕" in refused
    client.post(address, {"text": "新的话：〔培训〕。"})

    report.template.refresh_from_db()
    assert report.template.text == '新的话：{{ figure("training.sessions") }}。'
    assert "新的话" in page_of(client, officer, report)


@pytest.mark.django_db
def test_a_township_may_not_open_the_words(client: Client) -> None:
    _county, officer = county_with_officer()
    report = make_report(officer)
    officer.role = Role.TOWNSHIP_OFFICER
    officer.save(update_fields=["role"])
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("report-words", args=[report.pk])).status_code == 403
