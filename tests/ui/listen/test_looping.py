"""L loops what was selected last; if that is looping already, it ends the loop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
from ui.listen.page import ListenPage

Key = Qt.Key
FIRST, SECOND, DRAWN = Span(10_000, 15_000), Span(40_000, 45_000), Span(20_000, 24_000)


class Track:
    """A minute with an emotion from 0:10 to 0:15 and another one from 0:40 to 0:45."""

    def __init__(self, harness: AppHarness) -> None:
        self.session: WindowSession = harness.playing(400)
        row, services = self.session.playback.track, self.session.services
        assert row is not None
        feeling = services.emotions.emotions()[0].id
        self.first, self.second = (
            MarkRef(MarkKind.TAG, services.tagging.add_tag(row.id, feeling, span).id)
            for span in (FIRST, SECOND)
        )

    @property
    def page(self) -> ListenPage:
        return self.session.pages.listen

    def loop_after_key(self) -> Span | None:
        self.session.driver.tap(Key.Key_L)
        assert self.page.tools.loop.isChecked() == (self.session.playback.loop is not None)
        return self.session.playback.loop


@pytest.fixture
def track(harness: AppHarness) -> Track:
    return Track(harness)


def test_another_mark_is_looped_instead_and_the_same_key_ends_that_loop(track: Track) -> None:
    hint = track.page.tools.loop.toolTip
    track.page.select(track.first)
    assert hint() == "Loop the selection · L"
    assert track.loop_after_key() == FIRST
    assert hint() == "Looping 0:10 to 0:15. Stop looping · L"
    track.page.select(track.second)
    assert hint() == "Looping 0:10 to 0:15. Loop the selection instead · L"
    assert track.loop_after_key() == SECOND
    assert track.session.said == "Now looping 0:40 to 0:45; press L again to stop."
    assert hint() == "Looping 0:40 to 0:45. Stop looping · L"
    assert track.loop_after_key() is None
    assert hint() == "Loop the selection · L"


def test_the_passage_or_mark_selected_last_is_looped(track: Track) -> None:
    track.page.select(track.first)
    assert track.loop_after_key() == FIRST
    track.page.timeline.marks.set_selected_span(DRAWN)
    assert track.loop_after_key() == DRAWN
    track.page.select(track.second)
    assert track.page.timeline.marks.selected_span == DRAWN
    assert track.loop_after_key() == SECOND
    assert track.loop_after_key() is None
    assert track.loop_after_key() == SECOND


def test_if_nothing_is_selected_any_more_the_loop_ends(track: Track) -> None:
    track.page.select(track.first)
    assert track.loop_after_key() == FIRST
    track.page.timeline.marks.set_selection(None)
    assert track.loop_after_key() is None


def test_a_looped_mark_that_was_moved_is_still_the_same(track: Track) -> None:
    track.page.select(track.first)
    assert track.loop_after_key() == FIRST
    track.session.services.marks.move({track.first: Span(11_000, 16_000)})
    assert track.loop_after_key() is None
    assert track.loop_after_key() == Span(11_000, 16_000)


def test_a_loop_of_the_whole_track_changes_to_the_selection(track: Track) -> None:
    track.page.select(track.first)
    playback = track.session.playback
    playback.set_loop(Span(0, playback.duration_ms))
    assert track.loop_after_key() == FIRST
    track.session.driver.click(track.page.tools.loop)
    assert playback.loop is None
