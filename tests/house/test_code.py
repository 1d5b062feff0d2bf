"""Rules about Python code. Each failure says what to do instead."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.files import PRODUCT, each, kept, name, product, text

LONGEST = 350
LINES = PRODUCT / "lines"
NAMES_OF_A_LINE = {
    *("__init__", "apps", "models", "registers", "services", "queries", "facts", "indicators"),
    *("sheets", "forms", "views", "urls", "api", "demo", "today"),
}
VIEWS = tuple(path for path in product(".py") if path.name == "views.py" or "views" in path.parent.parts)


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(text(path)))


def fail(path: Path, line: int, instead: str) -> None:
    pytest.fail(f"{name(path)}:{line}: {instead}", pytrace=False)


@each(VIEWS)
def test_views_never_touch_the_database_directly(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            fail(path, node.lineno, "a view reads rows; call queries.py, which scopes them by the user")


@each(product(".py"))
def test_saving_a_record_has_no_hidden_effects(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}:
                    fail(path, method.lineno, f"{node.name} overrides {method.name}(); write a service that says so")


@each(product(".py"))
def test_nothing_happens_by_signal(path: Path) -> None:
    for node in nodes(path):
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        if module == "django.dispatch" or module.endswith(".signals"):
            fail(path, getattr(node, "lineno", 1), "a signal hides what follows from what; call it in the service")


@each(tuple(path for path in product(".py") if path.is_relative_to(PRODUCT / "common")))
def test_common_is_plain_python(path: Path) -> None:
    for node in nodes(path):
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        if module.startswith("django.") and not module.startswith("django.utils."):
            fail(path, getattr(node, "lineno", 1), f"common/ has no {module}: what needs Django goes one layer up")


@each(tuple(path for path in kept() if path.suffix in {".py", ".js", ".css", ".html"}))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    length = len(text(path).splitlines())
    if length > LONGEST and "migrations" not in path.parts:
        fail(path, length, f"{length} lines, {LONGEST} are the most; find the second subject in it and move it out")


@each(tuple(path for path in product(".py") if path.parent.parent == LINES))
def test_a_line_has_the_same_files_as_every_other(path: Path) -> None:
    if path.stem not in NAMES_OF_A_LINE:
        fail(path, 1, f"a line consists of {', '.join(sorted(NAMES_OF_A_LINE))}; find the one that this belongs in")
