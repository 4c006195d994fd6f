"""The lyrics lane: lines at their time, phrases from afar, and the line that is sung."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QAccessible, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.timeline.words import HeardLine
from tests.ui.timeline.builders import busy_timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lyrics_lane import LyricsLane

Text = QAccessible.Text


def sung(*starts_ms: int, lasts_ms: int = 2_000) -> tuple[HeardLine, ...]:
    return tuple(
        HeardLine(f"line {n}", Span(at, at + lasts_ms)) for n, at in enumerate(starts_ms, 1)
    )


FOUR = sung(1_000, 3_000, 5_000, 30_000)


def lane_of(lines: tuple[HeardLine, ...]) -> LyricsLane:
    lane = LyricsLane()
    lane.set_lines(lines)
    return lane


def test_close_by_each_line_has_its_own_place() -> None:
    lane = lane_of(FOUR)
    assert [lane.words_of(phrase) for phrase in lane.phrases(10)] == [
        *("line 1", "line 2", "line 3", "line 4"),
    ]


def test_from_afar_neighbours_share_one_and_a_long_pause_parts_them() -> None:
    lane = lane_of(FOUR)
    assert [lane.words_of(phrase) for phrase in lane.phrases(80)] == [
        *("line 1 / line 2 / line 3", "line 4"),
    ]


def test_the_line_that_is_sung_stands_for_its_phrase() -> None:
    lane = lane_of(FOUR)
    lane.phrases(80)
    assert lane.set_current(FOUR[1]) == [Span(1_000, 7_000)]
    assert lane.words_of(lane.phrases(80)[0]) == "line 2"
    assert lane.set_current(FOUR[1]) == []
    assert lane.set_current(FOUR[3]) == [Span(1_000, 7_000), Span(30_000, 32_000)]
    assert lane.set_current(None) == [Span(30_000, 32_000)]


def test_a_hit_leads_to_the_beginning_of_the_line() -> None:
    area = LaneArea(TimeAxis(60_000, 600, 100, 0), 24)
    hit = lane_of(FOUR).hit(area, 45, 10)
    assert hit is not None and (hit.seek_ms, hit.text, hit.ref) == (3_000, "line 2", None)
    assert lane_of(FOUR).hit(area, 200, 10) is None


STARTS = st.lists(st.integers(0, 59), min_size=1, max_size=30, unique=True).map(sorted)


@given(STARTS, st.floats(1, 500))
def test_every_line_is_in_one_phrase(starts: list[int], ms_per_px: float) -> None:
    lane = lane_of(sung(*(1_000 * start for start in starts), lasts_ms=900))
    phrases = lane.phrases(ms_per_px)
    assert [n for phrase in phrases for n in range(phrase.first, phrase.last)] == list(
        range(len(starts))
    )
    assert all(a.span.end_ms <= b.span.start_ms for a, b in pairwise(phrases))


def test_a_strip_is_painted_like_the_whole(qtbot: QtBot) -> None:
    lane, axis = lane_of(FOUR), TimeAxis(60_000, 600, 100, -12)
    lane.set_current(FOUR[2])

    def painted(left_px: float, width: int) -> QImage:
        image = QImage(width, 24, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        lane.paint(painter, LaneArea(TimeAxis(60_000, width, 100, left_px), 24))
        painter.end()
        return image

    whole = painted(axis.left_px, 600)
    for left in (0, 33, 150):
        assert painted(axis.left_px + left, 100) == whole.copy(left, 0, 100, 24)


def test_a_track_without_lyrics_has_no_lane_and_costs_no_picture(qtbot: QtBot) -> None:
    view = shown_view(qtbot, busy_timeline(60_000, 50))
    lane = view.lanes.of(LyricsLane)
    assert view.lanes.slot_for(lane) is None
    renders = view.canvas.pictures.renders
    view.lyrics.show(())
    view.lyrics.show_current(None)
    view.canvas.grab()
    assert view.canvas.pictures.renders == renders
    view.lyrics.show(FOUR)
    assert view.lanes.slot_for(lane) is not None


def test_screen_readers_reach_every_line_with_its_time(qtbot: QtBot) -> None:
    view = shown_view(qtbot, busy_timeline(60_000, 50))
    view.lyrics.show(FOUR)
    view.lyrics.show_current(FOUR[1])
    canvas = QAccessible.queryAccessibleInterface(view.canvas)
    found = [canvas.child(place) for place in range(canvas.childCount())]
    lane = next(one for one in found if one.text(Text.Name) == "Lyrics")
    lines = [lane.child(place) for place in range(lane.childCount())]
    assert lane.role() == QAccessible.Role.List
    assert [lane.indexOfChild(line) for line in lines] == [0, 1, 2, 3]
    assert [(line.text(Text.Name), line.text(Text.Value)) for line in lines[:2]] == [
        ("line 1", "0:01.000 to 0:03.000"), ("line 2", "0:03.000 to 0:05.000"),
    ]  # fmt: skip
    assert [bool(line.state().active) for line in lines] == [False, True, False, False]  # type: ignore[attr-defined]
    at = lines[3].rect().center()
    assert lane.childAt(at.x(), at.y()) == lines[3]
    view.lyrics.show(FOUR[:2])
    assert lines[1].isValid() and not lines[3].isValid()
    assert lines[3].text(Text.Name) == "" and lines[3].rect().isEmpty()


def test_between_two_songs_the_lane_stays(qtbot: QtBot) -> None:
    view = shown_view(qtbot, busy_timeline(60_000, 50))
    lane = view.lanes.of(LyricsLane)
    view.lyrics.show((), is_awaited=True)
    assert view.lanes.slot_for(lane) is None, "it wasn't there before"
    view.lyrics.show(FOUR)
    view.lyrics.show((), is_awaited=True)
    assert view.lanes.slot_for(lane) is not None and lane.what_to_do() == ""
    view.lyrics.show(FOUR[:2])
    assert view.lanes.slot_for(lane) is not None
    view.lyrics.show((), is_awaited=True)
    view.lyrics.show(())
    assert view.lanes.slot_for(lane) is None
