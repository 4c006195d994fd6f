"""A new lane is a file and a line: one defined only in this file is like all others."""

from __future__ import annotations

from collections.abc import Sequence, Set

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QPainter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.core.words import Text
from app.moments.records import Moment
from app.timeline.records import TrackTimeline
from tests.support.app_harness import AppHarness
from tests.ui.timeline.builders import moment, tagged, timeline
from tests.ui.timeline.timeline_view import drag, mark_point, move, point_at, shown_table, x_at
from ui.listen.lane_popup import LanePopup
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights, Part
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.mark_lane import MarkLane
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.lanes.registry import LANES, LaneParts
from ui.timeline.layout.laid_marks import Placed
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.mark_index import Entry
from ui.timeline.view import TimelineView

BREATH = Span(50_000, 60_000)
INK = QColor("#12ab34")
TAG, HEART, OTHER = tagged(1, 20_000, 30_000), moment(7, 40_000, 44_000, "Here"), moment(8, 80_000)
HEART_REF = MarkRef(MarkKind.MOMENT, 7)
TIMELINE = timeline(tags=[TAG], moments=[HEART, OTHER])


class Breaths(Lane):
    """Without marks: where somebody breathes."""

    key = "breaths"
    title = Text("Breaths")
    icon = "wind"

    def __init__(self) -> None:
        self._breaths: tuple[Span, ...] = ()

    @property
    def is_filled(self) -> bool:
        return bool(self._breaths)

    def set_timeline(self, timeline: TrackTimeline) -> list[Span] | None:
        self._breaths = (BREATH,) if timeline.duration_ms else ()
        return None

    def heights(self) -> LaneHeights:
        return LaneHeights(least=20, natural=40, most=60)

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        for breath in self._breaths:
            left, right = (area.axis.x_of(ms) for ms in (breath.start_ms, breath.end_ms))
            painter.fillRect(QRectF(left, 0, right - left, area.height), INK)

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        at_ms = area.axis.position_at(x)
        here = (breath for breath in self._breaths if breath.contains(at_ms))
        return next((Hit(None, breath, Part.BODY, "A deep breath") for breath in here), None)

    def tip_at(self, area: LaneArea, x: float, y: float, here: Sequence[str]) -> Sequence[str]:
        return ("Nobody breathes", *here)

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        edges = (Edge(BREATH.start_ms, "Breath"), Edge(BREATH.end_ms, "Breath"))
        return [edge for edge in edges if abs(axis.x_of(edge.at_ms) - x) <= within_px]

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        return f"{len(self._breaths)} breath"


class Hearts(MarkLane[Moment]):
    """With marks: favourites, as plain blocks."""

    key = "hearts"
    kind = MarkKind.MOMENT
    title = Text("Hearts")
    icon = "sparkles"

    def __init__(self) -> None:
        super().__init__(_entry)

    def values_of(self, timeline: TrackTimeline) -> Sequence[Moment]:
        return timeline.moments

    def as_mark(self, value: Moment) -> LaneMark[Moment]:
        ref = MarkRef(MarkKind.MOMENT, value.id)
        return LaneMark(ref, value.span, value, lambda heart: f"A heart: {heart.label}")

    def heights(self) -> LaneHeights:
        return LaneHeights(least=30, natural=40, most=60)

    def row_bounds(self) -> tuple[float, float]:
        return 12.0, 24.0

    def reach_of_point(self) -> float:
        return 6.0

    def paint_mark(
        self, painter: QPainter, area: LaneArea, placed: Placed[Moment], row: QRectF
    ) -> None:
        painter.fillRect(row, INK)


def _entry(heart: Moment) -> Entry:
    return heart.span.start_ms, heart.span.end_ms, heart.id, 0, 0


def breaths(_parts: LaneParts) -> Lane:
    return Breaths()


def hearts(_parts: LaneParts) -> Lane:
    return Hearts()


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    """Instead of the favourites there are hearts, and at the foot breaths."""
    known = [make for make in LANES if not isinstance(make(LaneParts()), MomentLane)]
    view = TimelineView(makers=(*known, hearts, breaths))
    qtbot.addWidget(view)
    view.resize(1_000, 700)
    view.marks.set_timeline(TIMELINE)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    QApplication.processEvents()
    return view


def shown(view: TimelineView) -> list[str]:
    return [slot.lane.key for slot in view.lanes.slots]


def middle(view: TimelineView, key: str) -> int:
    slot = view.lanes.slot_named(key)
    assert slot is not None
    return slot.top + slot.height // 2


def tip(view: TimelineView, at: QPoint) -> str:
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.canvas.mapToGlobal(at))
    QApplication.sendEvent(view.canvas, event)
    return QToolTip.text()


def test_it_is_painted_in_its_place(view: TimelineView) -> None:
    assert shown(view)[-2:] == ["hearts", "breaths"]
    picture = view.grab().toImage()
    for at in (
        point_at(view, 55_000, middle(view, "breaths")),
        mark_point(view, HEART_REF, 42_000),
    ):
        assert picture.pixelColor(at).name() == INK.name()


def test_without_content_it_takes_no_room(view: TimelineView) -> None:
    view.marks.set_timeline(timeline(0))
    assert shown(view)[-1] == "hearts"


def test_what_is_under_the_pointer_is_hit(qtbot: QtBot, view: TimelineView) -> None:
    at = point_at(view, 55_000, middle(view, "breaths"))
    hit = view.canvas.hit_at(at.toPointF())
    assert hit == Hit(None, BREATH, Part.BODY, "A deep breath")
    assert "A deep breath" in tip(view, at)
    beside = point_at(view, 25_000, middle(view, "breaths"))
    assert "Nobody breathes\nWonder" in tip(view, beside)
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert view.viewport.axis.visible.duration_ms < 15_000, "it is zoomed in on"


def test_a_mark_in_it_is_selected_dragged_and_moved_on_to(qtbot: QtBot, view: TimelineView) -> None:
    moved = QSignalSpy(view.marks.marks_moved)
    start = mark_point(view, HEART_REF, 42_000)
    drag(qtbot, view, start, start + QPoint(x_at(view, 50_000) - x_at(view, 44_000) + 3, 0))
    assert moved.at(0) == [{HEART_REF: Span(46_000, 50_000)}], "its end snaps to the breath"
    view.marks.set_selection(TAG.ref)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Down)
    assert view.marks.selection == HEART_REF
    view.marks.select_all()
    assert len(view.marks.selected_marks) == 2


def test_drags_snap_to_it_and_name_the_edge(qtbot: QtBot, view: TimelineView) -> None:
    start = mark_point(view, TAG.ref, 30_000)
    end = QPoint(x_at(view, BREATH.start_ms) + 3, start.y())
    drag(qtbot, view, start, end, release=False)
    assert view.marks.snap == Edge(BREATH.start_ms, "Breath")
    move(view, end, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=end)
    assert view.marks.span_of(TAG.ref) == Span(20_000, BREATH.start_ms)


def test_the_popup_lists_hides_moves_and_resizes_it(qtbot: QtBot, view: TimelineView) -> None:
    popup = LanePopup(view.lanes, view)
    popup.chosen.connect(view.arrangement.choose)
    row = popup.rows["breaths"]
    assert row.shown.text() == "Breaths" and row.shown.isChecked()
    before = view.lanes.slots[-1].height
    row.larger.click()
    row.up.click()
    assert shown(view)[-2:] == ["breaths", "hearts"]
    assert view.lanes.slots[-2].height > before
    row.shown.click()
    assert "breaths" not in shown(view)
    remembered = LaneChoices.from_text(view.lanes.choices.as_text())
    other = TimelineView(makers=(*LANES, breaths))
    qtbot.addWidget(other)
    other.arrangement.show(remembered)
    assert other.lanes.choices == remembered and not other.lanes.is_shown("breaths")


def test_the_table_and_it_show_the_same_marks(qtbot: QtBot, view: TimelineView) -> None:
    table = shown_table(qtbot, TIMELINE)
    table.selection_changed.connect(lambda _ref: view.marks.set_selected(table.selected_marks))
    table.set_selected([HEART_REF], HEART_REF)
    view.marks.set_selected(table.selected_marks)
    assert table.selection == view.marks.selection == HEART_REF
    hearts = view.lanes.by_key["hearts"].marks
    assert hearts is not None and set(hearts.refs()) <= {ref for ref, _span in TIMELINE.marks()}


def test_a_screen_reader_can_read_it(view: TimelineView) -> None:
    canvas = QAccessible.queryAccessibleInterface(view.canvas)
    voices = [canvas.child(place) for place in range(canvas.childCount())]
    lanes = {voice.text(QAccessible.Text.Name): voice for voice in voices}
    assert lanes["Breaths"].text(QAccessible.Text.Description) == "1 breath"
    assert lanes["Breaths"].role() == QAccessible.Role.Graphic
    assert lanes["Hearts"].role() == QAccessible.Role.List
    assert lanes["Hearts"].text(QAccessible.Text.Description) == "2 marks"
    heart = lanes["Hearts"].child(0).text(QAccessible.Text.Name)
    assert heart == "A heart: Here, 0:40.000 to 0:44.000"
    view.marks.set_selection(HEART_REF)
    assert canvas.text(QAccessible.Text.Description).startswith("A heart: Here")


def test_the_window_remembers_choices_about_it(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.timeline.lanes.registry.LANES", (*LANES, breaths))
    harness.record("theme.wav")
    harness.take_in()
    harness.play_by_hand(**{"theme.wav": 20_000})
    first = harness.open()
    first.play()
    page = first.pages.listen
    first.until(lambda: "breaths" in shown(page.timeline))
    popup = page.seeing.open_lanes()
    popup.rows["breaths"].larger.click()
    popup.rows["breaths"].up.click()
    popup.close()
    arranged, chosen = shown(page.timeline), page.timeline.lanes.choices
    assert "breaths" in chosen.heights
    first.close()
    second = harness.open()
    second.play()
    view = second.pages.listen.timeline
    second.until(lambda: "breaths" in shown(view))
    assert shown(view) == arranged and view.lanes.choices == chosen
