"""Which scene plays here: drag a stretch, press S, type a few letters, Enter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
from ui.scenes.chooser import SceneChooser


def test_work_and_scene_are_created_on_the_way_and_found_again_by_letters(
    harness: AppHarness,
) -> None:
    session = harness.playing(0)
    first = _drag(session, 5_000, 20_000)
    session.driver.tap(Qt.Key.Key_S)
    _chooser(session)
    session.driver.write("Farewell at the pier")
    session.driver.tap(Qt.Key.Key_Return)
    session.driver.write("Seven Bridges")
    session.driver.tap(Qt.Key.Key_Return)
    session.until(lambda: len(session.timeline.cues) == 1)
    session.take_keyboard()
    cue = session.timeline.cues[0]
    assert cue.span == first
    scene = session.services.scenes.scenes()[0]
    assert (scene.title, scene.work_title) == ("Farewell at the pier", "Seven Bridges")

    second = _drag(session, 30_000, 45_000)
    session.driver.tap(Qt.Key.Key_S)
    _chooser(session)
    session.driver.write("pier")
    session.driver.tap(Qt.Key.Key_Return)
    session.until(lambda: len(session.timeline.cues) == 2)
    assert session.timeline.cues[1].span == second
    assert len(session.services.scenes.scenes()) == 1, "found, not made twice"


def test_a_whole_track_is_one_key(harness: AppHarness) -> None:
    session = harness.playing(0)
    session.driver.tap(Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    _chooser(session)
    session.driver.write("All of it")
    session.driver.tap(Qt.Key.Key_Return)
    session.driver.write("Some film")
    session.driver.tap(Qt.Key.Key_Return)
    session.until(lambda: len(session.timeline.cues) == 1)
    assert session.timeline.cues[0].span == Span(0, session.playback.duration_ms)


def test_escape_leaves_everything_as_it_was(harness: AppHarness) -> None:
    session = harness.playing(0)
    session.driver.tap(Qt.Key.Key_S)
    _chooser(session)
    session.driver.tap(Qt.Key.Key_Escape)
    session.until(lambda: QApplication.activeModalWidget() is None)
    assert session.timeline.cues == ()
    assert session.desk.context.history.stack.count() == 0


def _drag(session: WindowSession, start_ms: int, end_ms: int) -> Span:
    """Over the empty foot of the waveform; the stretch that came of it."""
    view = session.pages.listen.timeline
    y = view.height() // 2
    points = [
        QPoint(round(view.canvas.gutter_px + view.viewport.axis.x_of(at_ms)), y)
        for at_ms in (start_ms, end_ms)
    ]
    session.driver.drag(view.canvas, *points)
    session.until(lambda: view.marks.selected_span is not None)
    span = view.marks.selected_span
    assert span is not None
    assert abs(span.start_ms - start_ms) < 200 and abs(span.end_ms - end_ms) < 200
    return span


def _chooser(session: WindowSession) -> SceneChooser:
    session.until(lambda: isinstance(QApplication.activeWindow(), SceneChooser))
    chooser = QApplication.activeWindow()
    assert isinstance(chooser, SceneChooser)
    return chooser
