"""Zoomed in, drags snap to where notes start, and say so; zoomed out or with Alt they don't."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.core.marks import MarkRef
from app.core.timecode import Span
from tests.ui.timeline.builders import cue, tagged, timeline
from tests.ui.timeline.timeline_view import drag, mark_point, point_at, shown_view
from ui.style.theme import colour
from ui.timeline.geometry.edges import Edge
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.waveform_lane import ONSETS_BELOW_MS_PER_PX, WaveformLane
from ui.timeline.view import TimelineView

ALT = Qt.KeyboardModifier.AltModifier
TAG = tagged(1, 40_000, 40_400)
NOTE_MS = 41_120


class Notes:
    """In place of `app.analysis.onsets`: one note, and the spans asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, float]] = []

    def between(self, start_ms: float, end_ms: float) -> list[int]:
        self.asked.append((start_ms, end_ms))
        return [NOTE_MS] if start_ms <= NOTE_MS <= end_ms else []


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def view(qtbot: QtBot, notes: Notes) -> TimelineView:
    view = shown_view(qtbot, timeline(100_000, tags=[TAG], cues=[cue(1, 10_000, 42_000)]))
    view.waveform.set_onsets(notes)  # type: ignore[arg-type]
    view.viewport.zoom_to_span(Span(38_500, 43_500))
    return view


@pytest.fixture
def moved(view: TimelineView) -> list[dict[MarkRef, Span]]:
    heard: list[dict[MarkRef, Span]] = []
    view.marks.marks_moved.connect(heard.append)
    return heard


def drag_end_near(
    qtbot: QtBot, view: TimelineView, ms: int, *, release: bool = True, alt: bool = False
) -> QPoint:
    """The tag's end to four pixels beside a time. Where it was let go."""
    start = mark_point(view, TAG.ref, TAG.span.end_ms)
    end = QPoint(point_at(view, ms).x() + 4, start.y())
    keys = ALT if alt else Qt.KeyboardModifier.NoModifier
    drag(qtbot, view, start, end, keys=keys, release=release)
    return end


def test_an_edge_snaps_to_an_onset_and_says_so(
    qtbot: QtBot, view: TimelineView, moved: list[dict[MarkRef, Span]]
) -> None:
    free = view.grab().toImage()
    end = drag_end_near(qtbot, view, NOTE_MS, release=False)
    assert view.marks.snap == Edge(NOTE_MS, "Onset", gives_way=True)
    chip = QPoint(point_at(view, NOTE_MS).x() - 20, 4)
    assert free.pixelColor(chip) != colour("tooltip")
    shown = view.grab().toImage()
    chips = [shown.pixelColor(chip.x() + dx, 3).name() for dx in range(40)]
    assert colour("tooltip").name() in chips, "a chip in the ruler names the onset"
    qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=end)
    assert moved == [{TAG.ref: Span(40_000, NOTE_MS)}]
    assert view.marks.snap is None


def test_with_alt_nothing_snaps_to_onsets(
    qtbot: QtBot, view: TimelineView, moved: list[dict[MarkRef, Span]]
) -> None:
    drag_end_near(qtbot, view, NOTE_MS, alt=True)
    (spans,) = moved
    assert abs(spans[TAG.ref].end_ms - NOTE_MS) in range(10, 60)


def test_a_selected_passage_starts_and_ends_at_onsets(qtbot: QtBot, view: TimelineView) -> None:
    drag(qtbot, view, point_at(view, NOTE_MS) - QPoint(3, 0), point_at(view, 42_000) + QPoint(2, 0))
    assert view.marks.selected_span == Span(NOTE_MS, 42_000), "from a note to the scene's end"


def test_the_playhead_wins_over_an_onset_as_near(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.set_position(NOTE_MS + 1)
    drag_end_near(qtbot, view, NOTE_MS, release=False)
    assert view.marks.snap == Edge(NOTE_MS + 1, "Playhead")


def test_zoomed_out_no_onsets_are_computed(qtbot: QtBot, view: TimelineView, notes: Notes) -> None:
    view.viewport.zoom_to_all()
    assert view.viewport.axis.ms_per_px > ONSETS_BELOW_MS_PER_PX
    drag_end_near(qtbot, view, NOTE_MS, release=False)
    assert view.marks.snap == Edge(42_000, "Scene"), "as near as the note"
    assert notes.asked == []


def test_onsets_are_computed_only_near_the_pointer(
    qtbot: QtBot, view: TimelineView, notes: Notes
) -> None:
    drag_end_near(qtbot, view, NOTE_MS)
    assert notes.asked
    assert all(end - start <= 12 * ONSETS_BELOW_MS_PER_PX for start, end in notes.asked)


def test_with_the_music_lane_hidden_there_are_none(qtbot: QtBot, view: TimelineView) -> None:
    view.arrangement.show(LaneChoices(shown={"music": False}))
    start = mark_point(view, TAG.ref, TAG.span.end_ms)
    at = QPoint(round(view.canvas.gutter_px + view.viewport.axis.x_of(NOTE_MS)) + 4, start.y())
    drag(qtbot, view, start, at, release=False)
    assert view.marks.snap is None


def test_another_track_forgets_them(view: TimelineView) -> None:
    view.marks.set_timeline(None)
    assert view.lanes.of(WaveformLane).onsets is None


@pytest.mark.parametrize(
    ("at_ms", "name"), [(10_000, "Scene"), (40_400, "Emotion"), (0, "Start"), (100_000, "End")]
)
def test_every_edge_has_a_name(view: TimelineView, at_ms: int, name: str) -> None:
    view.viewport.zoom_to_all()
    assert Edge(at_ms, name) in view.canvas.edges_near(view.viewport.axis.x_of(at_ms))
