"""Which scene plays here: drag a stretch, press S, type a few letters, Enter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from tests.support.house import House, Visit
from ui.scenes.chooser import SceneChooser


def test_work_and_scene_are_created_on_the_way_and_found_again_by_letters(house: House) -> None:
    visit = house.playing(0)
    first = _drag(visit, 5_000, 20_000)
    visit.hands.tap(Qt.Key.Key_S)
    _chooser(visit)
    visit.hands.write("Farewell at the pier")
    visit.hands.tap(Qt.Key.Key_Return)
    visit.hands.write("Seven Bridges")
    visit.hands.tap(Qt.Key.Key_Return)
    visit.until(lambda: len(visit.timeline.cues) == 1)
    visit.take_keyboard()
    cue = visit.timeline.cues[0]
    assert cue.span == first
    scene = visit.services.scenes.scenes()[0]
    assert (scene.title, scene.work_title) == ("Farewell at the pier", "Seven Bridges")

    second = _drag(visit, 30_000, 45_000)
    visit.hands.tap(Qt.Key.Key_S)
    _chooser(visit)
    visit.hands.write("pier")
    visit.hands.tap(Qt.Key.Key_Return)
    visit.until(lambda: len(visit.timeline.cues) == 2)
    assert visit.timeline.cues[1].span == second
    assert len(visit.services.scenes.scenes()) == 1, "found, not made twice"


def test_a_whole_track_is_one_key(house: House) -> None:
    visit = house.playing(0)
    visit.hands.tap(Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    _chooser(visit)
    visit.hands.write("All of it")
    visit.hands.tap(Qt.Key.Key_Return)
    visit.hands.write("Some film")
    visit.hands.tap(Qt.Key.Key_Return)
    visit.until(lambda: len(visit.timeline.cues) == 1)
    assert visit.timeline.cues[0].span == Span(0, visit.playback.duration_ms)


def test_escape_leaves_everything_as_it_was(house: House) -> None:
    visit = house.playing(0)
    visit.hands.tap(Qt.Key.Key_S)
    _chooser(visit)
    visit.hands.tap(Qt.Key.Key_Escape)
    visit.until(lambda: QApplication.activeModalWidget() is None)
    assert visit.timeline.cues == ()
    assert visit.desk.context.history.stack.count() == 0


def _drag(visit: Visit, start_ms: int, end_ms: int) -> Span:
    """Over the empty foot of the waveform; the stretch that came of it."""
    view = visit.pages.listen.timeline
    y = view.height() // 2
    points = [
        QPoint(round(view.canvas.gutter_px + view.viewport.axis.x_of(at_ms)), y)
        for at_ms in (start_ms, end_ms)
    ]
    visit.hands.drag(view.canvas, *points)
    visit.until(lambda: view.marks.selected_span is not None)
    span = view.marks.selected_span
    assert span is not None
    assert abs(span.start_ms - start_ms) < 200 and abs(span.end_ms - end_ms) < 200
    return span


def _chooser(visit: Visit) -> SceneChooser:
    visit.until(lambda: isinstance(QApplication.activeWindow(), SceneChooser))
    chooser = QApplication.activeWindow()
    assert isinstance(chooser, SceneChooser)
    return chooser
