"""No window is made too small for its text."""

from __future__ import annotations

from tests.support.house import House


def test_the_smallest_window_grows_with_the_text(house: House) -> None:
    visit = house.open()
    before = visit.window.minimumSize()
    settings = visit.services.settings
    settings.change(text_scale=2.0)
    large = visit.window.minimumSize()
    assert large.width() >= 1_000 and large.height() >= 640
    room = visit.window.screen().availableSize()
    assert large.width() <= room.width() and large.height() <= room.height()
    settings.change(text_scale=1.0)
    assert visit.window.minimumSize() == before
