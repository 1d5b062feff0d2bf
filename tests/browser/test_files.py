"""A picture of the day, put to its record from a phone."""

from pathlib import Path

import pytest

from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.records.tests.make import make_jpeg
from jinguo.records.tests.test_registers import make_board
from tests.conftest import Visit


@pytest.mark.django_db(transaction=True)
def test_a_picture_is_put_to_a_record_on_a_phone(visit: Visit) -> None:
    officer = make_user(make_unit())
    board = make_board(officer)
    page = visit(f"/registers/boards/{board.pk}/", user=officer, width=390)
    page.get_by_role("link", name="放照片、文件").click()
    page.set_input_files("#files", {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": make_jpeg((900, 600))})
    page.get_by_role("button", name="放上", exact=True).click()
    page.get_by_text("放上了：现场.jpg").wait_for()
    picture = page.locator(".jg-file-picture")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.jg-file-picture').naturalWidth === 320")


@pytest.mark.django_db(transaction=True)
def test_a_film_is_told_to_be_too_large_before_it_is_sent_and_the_picture_beside_it_stays(
    visit: Visit, tmp_path: Path
) -> None:
    officer = make_user(make_unit())
    film, picture = tmp_path / "录像.mp4", tmp_path / "现场.jpg"
    picture.write_bytes(make_jpeg((900, 600)))
    with film.open("wb") as lying:
        lying.truncate(300 * 1024**2)
    page = visit(f"/files/boards/{make_board(officer).pk}/", user=officer, width=390)
    page.set_input_files("#files", [film, picture])
    page.get_by_text("“录像.mp4”有 300 MB，最多 20 MB，没放上。").wait_for()
    page.get_by_role("button", name="放上", exact=True).click()
    page.get_by_text("放上了：现场.jpg").wait_for()
