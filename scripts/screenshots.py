"""Take the pictures in docs/pictures anew: the demo in a home of its own, served, seen by a headless Chromium."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.with_postgres import free_port

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
MANUAL = ROOT / "jinguo" / "ui" / "static" / "ui" / "manual"
MANUAL_COLOURS = 48
JINGUO = Path(sys.executable).with_name("jinguo")
PASSWORD = "Jinguo-2026"  # noqa: S105 (the demo prints it)
COUNTY, TOWNSHIP, VILLAGE = "ninghai-fazhan", "yuexi-fulian", "yuexi-village"
DESK, PHONE = 1280, 390
HEIGHTS = {DESK: 800, PHONE: 844}
BOTH = (DESK, PHONE)
SECONDS_TO_START = 30


@dataclass(frozen=True)
class Picture:
    """A page to be taken: `show` brings it to the state that is worth a picture."""

    name: str
    account: str
    widths: tuple[int, ...]
    show: Callable[[Page], object]
    in_manual: bool = False
    """Whether the phone's picture stands in the manual, too, in few colours: an installed product carries it along."""


def open_drawer(page: Page, number: str) -> None:
    page.locator(number).first.click()
    page.locator("#jg-drawer .jg-drawer-foot").wait_for()


def show_report(page: Page) -> None:
    page.goto("/reports/")
    page.locator("a.jg-row-link").first.click()
    open_drawer(page, "a.jg-fig[href*='training.practical.sessions']")


def show_figures(page: Page) -> None:
    page.goto("/figures/?i=training.practical.sessions")
    wide = page.locator(".jg-figures-wide").is_visible()
    open_drawer(page, "tbody .jg-fig-cell:not(.is-zero)" if wide else ".jg-figures-narrow .jg-row + .jg-row .jg-fig")


def show_session(page: Page) -> None:
    page.goto("/registers/training/")
    page.locator("a.jg-row-link").first.click()
    page.locator(".jg-roster-row, .jg-facts").first.wait_for()


def show_person(page: Page) -> None:
    show_session(page)
    page.locator("a.jg-row-link[href^='/people/']").first.click()
    page.locator(".jg-thread").wait_for()


def show_writing(page: Page) -> None:
    page.goto("/registers/training/new/")
    page.locator("[data-fill=id_course]").first.click()
    page.locator("[data-roster-add-last]").click()
    page.locator("[data-kept]:visible").wait_for()
    page.locator("[data-effect] strong").first.wait_for()
    page.locator("[data-roster]").evaluate("roster => roster.scrollIntoView()")
    page.mouse.wheel(0, -90)


PICTURE_LIST = (
    Picture("sign-in", "", BOTH, lambda page: page.goto("/sign-in/"), in_manual=True),
    Picture("today", COUNTY, (DESK,), lambda page: page.goto("/")),
    Picture("today", VILLAGE, (PHONE,), lambda page: page.goto("/"), in_manual=True),
    Picture("report", COUNTY, BOTH, show_report, in_manual=True),
    Picture("figures", COUNTY, BOTH, show_figures, in_manual=True),
    Picture("register", COUNTY, BOTH, lambda page: page.goto("/registers/training/"), in_manual=True),
    Picture("session", COUNTY, BOTH, show_session),
    Picture("person", COUNTY, BOTH, show_person, in_manual=True),
    Picture("write", TOWNSHIP, (PHONE,), show_writing, in_manual=True),
)


def main() -> None:
    for folder in (PICTURES, MANUAL):
        folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("Chromium is missing. Run: sudo apt-get install -y chromium")
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture in PICTURE_LIST:
            for width in picture.widths:
                take(browser, url, picture, width)
        browser.close()


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="jinguo-pictures-") as home:
        place = {**environ, "JINGUO_HOME": home}
        place.pop("DATABASE_URL", None)
        subprocess.run([JINGUO, "demo", "--no-serve"], env=place, check=True)  # noqa: S603
        port = free_port()
        with subprocess.Popen([JINGUO, "serve", "--port", str(port)], env=place, stdout=subprocess.DEVNULL) as server:  # noqa: S603
            try:
                url = f"http://127.0.0.1:{port}"
                wait_for(url)
                yield url
            finally:
                server.terminate()


def wait_for(url: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            urlopen(f"{url}/sign-in/").close()  # noqa: S310
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def take(browser: Browser, url: str, picture: Picture, width: int) -> None:
    is_phone = width == PHONE
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": HEIGHTS[width]},
        has_touch=is_phone,
        is_mobile=is_phone,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if picture.account:
        sign_in(page, picture.account)
    picture.show(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    path = PICTURES / f"{picture.name}-{width}.png"
    page.screenshot(path=path)
    context.close()
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB")
    if is_phone and picture.in_manual:
        with Image.open(path) as shot:
            shot.convert("RGB").quantize(MANUAL_COLOURS).save(MANUAL / f"{picture.name}.png", optimize=True)


def sign_in(page: Page, account: str) -> None:
    page.goto("/sign-in/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", PASSWORD)
    page.click("form[data-sign-in] button[type=submit]")
    page.locator("#content").wait_for()


if __name__ == "__main__":
    main()
