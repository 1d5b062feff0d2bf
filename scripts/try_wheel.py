"""Install the wheel where neither this folder nor Node can be found, and use it: demo, facts, a page, its scripts.

python scripts/try_wheel.py dist/jinguo-0.1.0-py3-none-any.whl
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from pathlib import Path
from urllib.error import URLError

from scripts.with_postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
PINNED = ROOT / "requirements" / "base.txt"
PATIENCE = 60
"""Seconds that the server may take until it answers."""


def main(wheel: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="jinguo-wheel-") as folder:
        there = Path(folder)
        venv.create(there / "venv", with_pip=True)
        programs = there / "venv" / "bin"
        run(there, programs / "pip", "install", "--quiet", "--require-hashes", "-r", PINNED)
        run(there, programs / "pip", "install", "--quiet", "--no-deps", wheel.resolve())
        run(there, programs / "jinguo", "demo", "--no-serve")
        run(there, programs / "jinguo", "facts", "verify")
        look(there, programs / "jinguo")


def run(there: Path, *command: str | Path) -> None:
    subprocess.run(command, cwd=there, env=environment(there), check=True)  # noqa: S603


def environment(there: Path) -> dict[str, str]:
    """This one's, but for a home of its own and a PATH on which there is no Node."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "PYTHONPATH"}}
    folders = [each for each in kept["PATH"].split(os.pathsep) if not shutil.which("node", path=each)]
    return {**kept, "JINGUO_HOME": str(there / "home"), "PATH": os.pathsep.join(folders)}


def look(there: Path, jinguo: Path) -> None:
    """Serve, and read the sign-in page with every style and script that it names."""
    port = free_port()
    serving = subprocess.Popen([jinguo, "serve", "--port", str(port)], cwd=there, env=environment(there))  # noqa: S603
    try:
        address = f"http://127.0.0.1:{port}"
        page = patiently(f"{address}/sign-in/")
        assets = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
        if len(assets) < 3:
            sys.exit(f"The sign-in page names only these styles and scripts: {assets}")
        for asset in assets:
            patiently(address + asset)
    finally:
        serving.terminate()
        serving.wait()


def patiently(address: str) -> str:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 (this machine)
                return answer.read().decode(errors="replace")  # type: ignore[no-any-return]
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
