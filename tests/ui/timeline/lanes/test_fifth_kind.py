"""A fifth kind of mark and its lane: saved, drawn, moved, described and in the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QAccessible, QColor, QPainter
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.core.words import Text
from app.timeline.records import TrackTimeline
from tests.support.dance_marks import DANCE, Dance, dances
from tests.support.opened_profile import OpenedProfile
from tests.ui.timeline.timeline_view import drag, mark_point, shown_table, x_at
from ui.marks.table.rows import KIND, WHAT
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.mark_lane import MarkLane
from ui.timeline.lanes.registry import LANES, LaneParts
from ui.timeline.layout.laid_marks import Placed
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.mark_index import Entry
from ui.timeline.view import TimelineView
from ui.words.marks import told_in_words

INK = QColor("#3f8f4f")


def _entry(dance: Dance) -> Entry:
    return dance.span.start_ms, dance.span.end_ms, dance.id, 0, 0


class Dances(MarkLane[Dance]):
    kind = DANCE
    key = "dances"
    title = Text("Dances")
    icon = "sparkles"

    def __init__(self) -> None:
        super().__init__(_entry)

    def values_of(self, timeline: TrackTimeline) -> Sequence[Dance]:
        return [mark for mark in timeline.lane(DANCE) if isinstance(mark, Dance)]

    def as_mark(self, value: Dance) -> LaneMark[Dance]:
        return LaneMark(value.ref, value.span, value, told_in_words)

    def heights(self) -> LaneHeights:
        return LaneHeights(least=30, natural=40, most=60)

    def row_bounds(self) -> tuple[float, float]:
        return 12.0, 24.0

    def reach_of_point(self) -> float:
        return 6.0

    def paint_mark(
        self, painter: QPainter, area: LaneArea, placed: Placed[Dance], row: QRectF
    ) -> None:
        painter.fillRect(row, INK)


def dance_lane(_parts: LaneParts) -> Lane:
    return Dances()


class Floor:
    """A track with a waltz, on screen. What is dragged is saved in the journal."""

    def __init__(self, opened: OpenedProfile, view: TimelineView, waltz: MarkRef) -> None:
        self.services, self.track, self.view, self.waltz = opened.services, 0, view, waltz
        self.track = opened.services.marks.tracks_of([waltz])[waltz]
        view.marks.marks_moved.connect(self._on_moved)

    def timeline(self) -> TrackTimeline:
        return self.services.timelines.timeline(self.track)

    def _on_moved(self, spans: dict[MarkRef, Span]) -> None:
        self.services.marks.move(spans)
        self.view.marks.set_timeline(self.timeline())


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedProfile]:
    profile = OpenedProfile(tmp_path)
    yield profile
    profile.services.close()


@pytest.fixture
def floor(qtbot: QtBot, opened: OpenedProfile, monkeypatch: pytest.MonkeyPatch) -> Iterator[Floor]:
    with dances(opened.services, monkeypatch) as rows:
        track = opened.track()
        says = {"steps": "Waltz", "note": ""}
        row = rows.press("Dance", track, Span(40_000, 44_000), None, None, None, None, **says)  # type: ignore[arg-type]
        view = TimelineView(makers=(*LANES, dance_lane))
        qtbot.addWidget(view)
        view.resize(1_000, 620)
        view.marks.set_timeline(opened.services.timelines.timeline(track))
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.setFocus()
        yield Floor(opened, view, MarkRef(DANCE, row.id))


def test_it_is_painted_and_described_from_its_spec(floor: Floor) -> None:
    picture = floor.view.grab().toImage()
    at = mark_point(floor.view, floor.waltz, 42_000)
    assert picture.pixelColor(at).name() == INK.name()
    canvas = QAccessible.queryAccessibleInterface(floor.view.canvas)
    lanes = [canvas.child(place) for place in range(canvas.childCount())]
    (dances,) = [lane for lane in lanes if lane.text(QAccessible.Text.Name) == "Dances"]
    assert dances.text(QAccessible.Text.Description) == "1 mark"
    assert dances.child(0).text(QAccessible.Text.Name).startswith("Dance “Waltz”")


def test_a_drag_moves_it_in_the_journal(qtbot: QtBot, floor: Floor) -> None:
    start = mark_point(floor.view, floor.waltz, 42_000)
    drag(qtbot, floor.view, start, QPoint(x_at(floor.view, 62_000), start.y()))
    (waltz,) = floor.timeline().lane(DANCE)
    assert abs(waltz.span.start_ms - 60_000) < 500 and waltz.span.duration_ms == 4_000
    assert floor.view.marks.span_of(floor.waltz) == waltz.span


def test_the_table_lists_it_and_renames_it(qtbot: QtBot, floor: Floor) -> None:
    table = shown_table(qtbot, floor.timeline())
    edited = QSignalSpy(table.cell_edited)
    table.set_selected([floor.waltz], floor.waltz)
    assert table.selection == floor.waltz
    model = table.model()
    assert [model.index(0, n).data() for n in (KIND, WHAT)] == ["Dance", "Waltz"]
    assert model.setData(model.index(0, WHAT), "Tango")
    ref, field, text = edited.at(0)
    floor.services.marks.edit(ref, **{field: text})
    table.set_timeline(floor.timeline())
    assert model.index(0, WHAT).data() == "Tango"
