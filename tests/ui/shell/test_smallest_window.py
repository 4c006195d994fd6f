"""No window is made too small for its text."""

from __future__ import annotations

from tests.support.app_harness import AppHarness


def test_the_smallest_window_grows_with_the_text(harness: AppHarness) -> None:
    session = harness.open()
    before = session.window.minimumSize()
    settings = session.services.settings
    settings.change(text_scale=2.0)
    large = session.window.minimumSize()
    assert large.width() >= 1_000 and large.height() >= 640
    room = session.window.screen().availableSize()
    assert large.width() <= room.width() and large.height() <= room.height()
    settings.change(text_scale=1.0)
    assert session.window.minimumSize() == before
