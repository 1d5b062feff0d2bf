"""Every address of the product, found in the URL configuration, with its parameters filled in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")

Values = Mapping[str, list[object]]
"""The beginning of a route, up to and with a parameter → what to put there."""


@dataclass(frozen=True)
class Address:
    """One address: `route` as it is written, `path` filled in. `names`: does it name a record, a unit or an account?"""

    route: str
    path: str
    names: bool

    def __str__(self) -> str:
        return self.path


def routes() -> list[str]:
    """The routes of the whole URL configuration, in its order."""
    return list(_routes(get_resolver().url_patterns, ""))


def _routes(patterns: "list[URLPattern | URLResolver]", prefix: str) -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def addresses(values: Values) -> list[Address]:
    """Every route with every value that is known for its parameters."""
    found = []
    for route in routes():
        # A register's own route stands once for each register; the generic one takes what fits its slug.
        for path in dict.fromkeys(_filled(route, values)):
            found.append(Address(route, "/" + path, bool(PARAMETER.search(route)) and not _only_slug(route)))
    return found


def _only_slug(route: str) -> bool:
    return all(found["name"] == "slug" for found in PARAMETER.finditer(route))


def _filled(route: str, values: Values) -> Iterator[str]:
    found = PARAMETER.search(route)
    if found is None:
        yield route
        return
    beginning = route[: found.end()]
    known = values.get(beginning)
    if known is None:
        pytest.fail(
            f"the walk doesn't know what stands for {found.group()} in /{route}: "
            f'add "{beginning}" with its values to World.values() of tests/invariants/test_permissions.py',
            pytrace=False,
        )
    for value in known:
        yield from _filled(f"{route[: found.start()]}{value}{route[found.end() :]}", values)
