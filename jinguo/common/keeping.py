"""Small secret files: whole or not there at all, readable by their owner only."""

import os
import tempfile
from pathlib import Path


def write_once(file: Path, text: str) -> None:
    """Write a file that isn't there yet. If another process is quicker, its file stays.

    Whoever is stopped in the middle leaves no half of it: the file gets its name when all is on the disk.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=file.parent)  # readable by its owner only
    try:
        with os.fdopen(handle, "w", encoding="utf8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            return
        except OSError:  # a file system without second names
            Path(draft).replace(file)
    finally:
        Path(draft).unlink(missing_ok=True)
