"""Signing in and out: the door, the lock on it, and what happens when a session has ended."""

import re
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from jinguo.orgs import accounts
from jinguo.orgs.models import ApiToken, AuditEntry, Role, User
from jinguo.orgs.staying import RENEW_EVERY
from jinguo.orgs.tests.make import PASSWORD, make_unit, make_user

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Linux; Android 10) Mobile Safari/537.36"


def attempt(client: Client, username: str, password: str, **extra: str) -> int:
    return client.post("/sign-in/", {"username": username, "password": password}, headers=extra).status_code


def test_the_right_password_leads_to_where_one_wanted_to_go(client: Client) -> None:
    user = make_user()
    answer = client.get("/account/")
    assert answer.headers["Location"] == "/sign-in/?next=/account/"
    answer = client.post("/sign-in/", {"username": user.username.upper(), "password": PASSWORD, "next": "/account/"})
    assert answer.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert AuditEntry.objects.get(action="sign-in").by == user


def test_nobody_is_led_out_of_the_house(client: Client) -> None:
    user = make_user()
    answer = client.post("/sign-in/", {"username": user.username, "password": PASSWORD, "next": "https://example.com/"})
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_says_so_without_saying_which_half_was_wrong(client: Client) -> None:
    user = make_user()
    for name in (user.username, "nobody"):
        answer = client.post("/sign-in/", {"username": name, "password": "wrong"})
        assert "账号或密码不对" in answer.content.decode()


def test_five_failures_lock_the_account_and_say_until_when(client: Client) -> None:
    user = make_user()
    assert [attempt(client, user.username, "wrong") for _ in range(5)] == [200, 200, 200, 200, 429]
    answer = client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 429
    assert re.search(r"密码错了 5 次，先停一停。\d\d:\d\d 以后再试", answer.content.decode())


def test_another_account_is_not_locked_along(client: Client) -> None:
    user, colleague = make_user(), make_user()
    for _ in range(5):
        attempt(client, user.username, "wrong")
    assert attempt(client, colleague.username, PASSWORD) == 302


def test_the_lock_opens_after_half_an_hour_and_trying_on_does_not_prolong_it(client: Client) -> None:
    user = make_user()
    for _ in range(6):
        attempt(client, user.username, "wrong")
    tried = AccessAttempt.objects.get()
    tried.attempt_time -= timedelta(minutes=20)
    tried.save()
    assert attempt(client, user.username, PASSWORD) == 429
    tried.refresh_from_db()
    tried.attempt_time -= timedelta(minutes=11)
    tried.save()
    assert attempt(client, user.username, PASSWORD) == 302


def test_an_administrators_reset_opens_the_lock(client: Client) -> None:
    user = make_user()
    admin = make_user(user.unit, Role.ADMINISTRATOR)
    for _ in range(5):
        attempt(client, user.username, "wrong")
    password = accounts.reset_password(user=user, by=admin)
    assert attempt(client, user.username, password) == 302
    assert client.get("/account/").headers["Location"] == "/account/password/"


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Accept": "application/json"}])
def test_a_script_without_a_session_gets_401_and_where_to_sign_in(client: Client, headers: dict[str, str]) -> None:
    answer = client.get("/units/", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Trigger"] == "jg:sign-in"
    assert answer.json()["sign_in"] == "/sign-in/"


def test_a_script_can_sign_in_and_gets_the_new_form_token() -> None:
    client, user = Client(enforce_csrf_checks=True), make_user()
    token = client.get("/sign-in/").context["csrf_token"]
    body = {"username": user.username, "password": PASSWORD, "csrfmiddlewaretoken": str(token)}
    answer = client.post("/sign-in/", body, headers={"Accept": "application/json"})
    assert answer.json()["account"] == str(user.pk)
    new = {"csrfmiddlewaretoken": answer.json()["csrf"], "size": "large"}
    assert client.post("/account/type/", new).status_code == 302


def test_a_script_is_told_at_which_field_it_was_refused(client: Client) -> None:
    answer = client.post("/sign-in/", {"username": "x", "password": ""}, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"password": ["请填密码。"]}


def test_a_session_ends_after_fifteen_idle_minutes_thirty_on_a_phone(client: Client) -> None:
    user = make_user()
    attempt(client, user.username, PASSWORD)
    assert client.session.get_expiry_age() == 15 * 60
    attempt(client, user.username, PASSWORD, **{"User-Agent": PHONE})
    assert client.session.get_expiry_age() == 30 * 60


def test_whoever_goes_on_working_stays_signed_in(client: Client) -> None:
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    session, nearly_over = client.session, timezone.now() + timedelta(seconds=20)
    session["renewed"] = int(time.time()) - RENEW_EVERY
    session.save()
    Session.objects.update(expire_date=nearly_over)
    assert client.get("/account/").status_code == 200
    assert Session.objects.get().expire_date > nearly_over + timedelta(minutes=10)


def test_whoever_is_not_signed_in_gets_no_session(client: Client) -> None:
    client.cookies["sessionid"] = "long-gone-and-forgotten-session"
    client.get("/sign-in/")
    assert not Session.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite lets one write at a time")
def test_pages_are_read_while_somebody_else_is_writing_for_long(client: Client) -> None:
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/account/").status_code == 200
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        connection.cursor().execute("PRAGMA busy_timeout = 0")
        assert client.get("/account/").status_code == 200


def test_signing_out_needs_a_form_and_ends_the_session(client: Client) -> None:
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("Ab1", "密码太短了，最少要 10 个字符。"),
        ("abcdefghij1", "密码太简单了"),
        ("Chair-2008-x", "密码里不要带账号"),
    ],
)
def test_a_weak_password_is_refused_in_plain_words(password: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        accounts.create_user(
            username="chair", display_name="主席", unit=make_user().unit, role=Role.LEADER, password=password
        )
    assert any(sentence in message for message in refused.value.message_dict["password"])


def test_a_new_password_ends_other_sessions_and_tokens(client: Client) -> None:
    user, other = make_user(), Client()
    for browser in (client, other):
        attempt(browser, user.username, PASSWORD)
    token, _expires = accounts.issue_token(user=user)
    answer = client.post("/account/password/", {"old": PASSWORD, "new": "Xin-mi-ma 2026"})
    assert answer.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert accounts.token_owner(token) is None


def test_a_first_time_password_must_be_changed_before_anything_else(client: Client) -> None:
    user = make_user()
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    attempt(client, user.username, PASSWORD)
    assert client.get("/units/").headers["Location"] == "/account/password/"
    client.post("/account/password/", {"old": PASSWORD, "new": "Xin-mi-ma 2026"})
    assert client.get("/units/").status_code == 200


def test_a_program_gets_a_token_and_only_its_digest_is_kept(client: Client) -> None:
    user = make_user()
    body = {"username": user.username, "password": PASSWORD}
    answer = client.post("/api/v1/sign-in", body, content_type="application/json")
    assert answer.status_code == 200
    assert accounts.token_owner(answer.json()["token"]) == user
    assert answer.json()["token"] not in ApiToken.objects.get().digest


def test_a_program_is_refused_and_locked_out_like_a_person(client: Client) -> None:
    user = make_user()
    body = {"username": user.username, "password": "wrong"}
    answers = [client.post("/api/v1/sign-in", body, content_type="application/json") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 401, 429]
    assert "先停一停" in answers[-1].json()["errors"]["__all__"][0]


def test_a_token_ends_with_its_time_and_with_its_account() -> None:
    user = make_user()
    token, expires = accounts.issue_token(user=user)
    ApiToken.objects.update(expires_at=expires - timedelta(hours=13))
    assert accounts.token_owner(token) is None
    token, _expires = accounts.issue_token(user=user)
    accounts.stop_account(user=user, by=make_user())
    assert accounts.token_owner(token) is None


def test_a_new_installation_gets_its_first_administrator_from_the_command_line(client: Client) -> None:
    make_unit(code="330226")
    out = StringIO()
    call_command("administrator", unit="330226", username="ninghai", name="管理员", stdout=out)
    assert attempt(client, "ninghai", out.getvalue().strip().rpartition("：")[2]) == 302
    with pytest.raises(CommandError, match="没有代码是 99 的单位"):
        call_command("administrator", unit="99", username="someone", name="管理员")
