"""What the server itself refuses, before the product sees any of it, told in the words of a page."""

from django.template.loader import render_to_string
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge


class Refusal(ErrorTask):  # type: ignore[misc]
    """Answers for `waitress`, which would write English into an empty page."""

    def execute(self) -> None:
        error = self.request.error
        if not isinstance(error, RequestEntityTooLarge):
            super().execute()
            return
        body = render_to_string("413.html").encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "text/html; charset=utf-8"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


def in_our_words() -> None:
    """From now on the server answers so."""
    HTTPChannel.error_task_class = Refusal
