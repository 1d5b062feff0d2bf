"""The pages behind the lists of figures, each opened once."""

from collections.abc import Iterable, Sequence

from django.test import Client

from jinguo.indicators.opening import Line
from jinguo.orgs.models import User
from jinguo.scenarios.spread import spread

AT_ONCE = 20


class Pages:
    """The pages behind lists, each opened once as the officer."""

    def __init__(self, officer: User, urls: Iterable[str]) -> None:
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        self.statuses = dict(spread(self._opened, sorted(set(urls)), at_once=AT_ONCE))

    def wrong(self, lines: Sequence[Line]) -> str:
        """What is wrong with the first of these lines whose page can't be read; '' when all can."""
        for line in lines:
            if line.described is None:
                return f"{line.source} {line.record} can't be seen"
            url = line.described.url
            if url and self.statuses[url] != 200:
                return f"{url}: {self.statuses[url]}"
        return ""

    def _opened(self, url: str) -> tuple[str, int]:
        return url, self.client.get(url).status_code
