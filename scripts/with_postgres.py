"""Run a command beside a PostgreSQL of its own, named to it by DATABASE_URL; in the end nothing is left of it.

PostgreSQL refuses to run as root, so root lends it the account `postgres`. Without a locale it would make
clusters that know ASCII only.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "PostgreSQL is missing. Run: sudo apt-get install -y postgresql"
OWNER = "jinguo"


def main(command: list[str]) -> int:
    """The exit code is the command's."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="jinguo-postgres-") as folder, cluster(Path(folder)) as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode  # noqa: S603


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A running server for this machine only, on a free port. It forgets on a power cut, which makes it quick.

    It never counts rows by itself: in the midst of tests it would count none, since they write within transactions
    that are rolled back, and from then on plan as for empty tables, fifty times slower.
    """
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    port = free_port()
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    settings += " -c autovacuum=off"
    run(folder, "initdb", "-U", OWNER, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    run(folder, "pg_ctl", "-w", "-l", folder / "log", "-o", settings, "start")
    try:
        yield f"postgres://{OWNER}@127.0.0.1:{port}/postgres"
    finally:
        run(folder, "pg_ctl", "-w", "-m", "immediate", "stop")


def run(folder: Path, program: str, *arguments: str | Path) -> None:
    """Run one of PostgreSQL's programs; its output and the server's log are shown only where it fails."""
    done = subprocess.run(  # noqa: S603
        [programs() / program, "-D", folder / "data", *arguments],
        user="postgres" if os.geteuid() == 0 else None,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        log = folder / "log"
        sys.exit(f"{program} failed:\n{done.stdout}{log.read_text(encoding='utf8') if log.exists() else ''}")


def programs() -> Path:
    """The folder of the newest PostgreSQL: Debian keeps it out of the search path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    if not elsewhere:
        sys.exit(MISSING)
    return Path(elsewhere).parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
