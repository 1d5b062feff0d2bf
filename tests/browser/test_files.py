"""A picture of the day, put to its record from a phone."""

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
