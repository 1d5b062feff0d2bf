"""One settings file. The environment decides: JINGUO_HOME, DATABASE_URL, JINGUO_SECRET_KEY, JINGUO_HOSTS."""

import os
import re
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from jinguo.common.keeping import write_once

PACKAGE = Path(__file__).resolve().parent.parent
SECRET = re.compile(rb"[\w-]{40,}")
HOME = Path(os.environ.get("JINGUO_HOME") or "var").resolve()
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
NO_DATABASE = "DATABASE_URL 写得不对。要像 postgres://用户:密码@主机/库名，或 sqlite:////文件夹/文件名。"
"""Told before anything can be translated; what was typed is not repeated, for the password in it."""


def kept_secret(name: str) -> str:
    """A random text made on first use and kept in the home folder, readable by its owner only.

    It only signs what is under way: one that was damaged is made anew, and everybody signs in again.
    """
    path = HOME / "keys" / name
    if path.exists() and not SECRET.fullmatch(path.read_bytes()):
        path.unlink()
    if not path.exists():
        write_once(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf8")


SECRET_KEY = os.environ.get("JINGUO_SECRET_KEY") or kept_secret("django")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("JINGUO_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

LINES = [
    f"jinguo.lines.{folder.name}"
    for folder in sorted((PACKAGE / "lines").iterdir())
    if (folder / "__init__.py").exists()
]
INSTALLED_APPS = [
    "jinguo.config",
    "jinguo.scenarios",
    *LINES,
    "jinguo.reports",
    "jinguo.sheets",
    "jinguo.files",
    "jinguo.later",
    "jinguo.notices",
    "jinguo.today",
    "jinguo.finding",
    "jinguo.records",
    "jinguo.indicators",
    "jinguo.facts",
    "jinguo.extras",
    "jinguo.orgs",
    "jinguo.ui",
    "template_partials",
    "django_htmx",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "jinguo.ui.nul.WithoutNulMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jinguo.orgs.staying.StaySignedInMiddleware",
    "jinguo.ui.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
# A form may hold a thousand rows of several columns (records/parts).
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_HANDLERS = ["jinguo.ui.uploads.InMemory"]
ROOT_URLCONF = "jinguo.config.urls"
WSGI_APPLICATION = "jinguo.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jinguo.ui.context.shell",
            ],
        },
    }
]


def database() -> dict[str, Any]:
    """SQLite in the home folder, or what DATABASE_URL names. WAL and IMMEDIATE: writers wait instead of failing."""
    url = os.environ.get("DATABASE_URL")
    waiting = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    if not url:
        return {"ENGINE": SQLITE, "NAME": HOME / "jinguo.sqlite3", "OPTIONS": waiting}
    try:
        named = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    except ValueError as error:
        raise ImproperlyConfigured(NO_DATABASE) from error
    if named["ENGINE"] not in (SQLITE, POSTGRESQL) or not named["NAME"]:
        raise ImproperlyConfigured(NO_DATABASE)
    return named | {"CONN_MAX_AGE": 0, "OPTIONS": waiting} if named["ENGINE"] == SQLITE else named


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "sign-in"
# Five failures lock an account for half an hour; a session ends after 15 idle minutes (30 on a phone).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "jinguo.orgs.views.signing.locked_out"
AXES_RESET_ON_SUCCESS = True
# Trying on while locked doesn't prolong it: the time that was told stays true.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# The account is locked wherever the tries come from: a county often has one address for all.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_DISABLE_ACCESS_LOG = True
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "jinguo.orgs.passwords.FirstTimeHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"jinguo.orgs.validators.{name}"} for name in ("LongEnough", "MixedEnough", "NotTheName")
]
SESSION_COOKIE_AGE = 15 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"

# JINGUO_HTTPS=1: browsers come over HTTPS, through a proxy that says so. `serve` opens to a network only then.
HTTPS = os.environ.get("JINGUO_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "jinguo.ui.errors.csrf_failure"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# `demo` leaves this mark in its home: every page then says so, and `serve` keeps to this machine.
JINGUO_DEMO = (HOME / "demo").exists()

# Who adds doors to the side bar and to the name menu.
JINGUO_NAV = ["jinguo.records.nav.register_items", "jinguo.notices.nav.items", "jinguo.orgs.nav.items"]
