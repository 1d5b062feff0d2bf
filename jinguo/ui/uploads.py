"""What is sent stays in memory until it is encrypted or read: no temporary file holds it in clear."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemory(MemoryFileUploadHandler):
    """Keeps every upload in memory; the server has refused by its size what would be too much (`serve.LARGEST`)."""

    def handle_raw_input(self, *_args: Any, **_kwargs: Any) -> None:
        self.activated = True
