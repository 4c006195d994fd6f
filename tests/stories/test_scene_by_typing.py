"""Assigning a scene: select a passage, press S, type a few letters, Enter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.track_verbs import edit_tracks
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
    session.driver.tap(Qt.Key.Key_Escape)
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


def test_a_scene_for_the_whole_track_is_one_key(harness: AppHarness) -> None:
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


def test_a_scene_is_named_and_told_in_one_card_by_keys(harness: AppHarness) -> None:
    session = harness.playing(0)
    library = session.services.library
    edit_tracks(library, [row.id for row in library.tracks()], album="Tidewatch (Original Score)")
    session.play("theme")
    driver, key = session.driver, Qt.Key
    before = session.desk.context.history.stack.count()
    driver.tap(key.Key_S)
    chooser = _chooser(session)
    driver.write("The long walk home")
    driver.tap(key.Key_Return)
    assert chooser.work_field.list.currentItem().text() == "Create work “Tidewatch”"
    driver.tap(key.Key_Return)
    session.until(lambda: len(session.timeline.cues) == 1)
    steps = session.desk.context.history.stack.count() - before
    assert steps == 1, "work, scene and mark are one step"
    driver.tap(key.Key_Down)  # the episode: a new one is suggested
    driver.tap(key.Key_Return)
    for name in ("Mira Solene", "Anselm Solene"):
        driver.write(name)
        driver.tap(key.Key_Return)
    driver.tap(key.Key_Return)  # no more characters
    driver.tap(key.Key_Tab)  # no picture
    driver.write("Nobody talks, 1 2 3 steps apart.")
    driver.ctrl(key.Key_Return)
    session.take_keyboard()
    scene = session.services.scenes.scene(session.timeline.cues[0].scene.id)
    assert (scene.work_title, scene.episode_label) == ("Tidewatch", "S1 E1")
    assert [who.name for who in scene.characters] == ["Anselm Solene", "Mira Solene"]
    assert scene.summary == "Nobody talks, 1 2 3 steps apart."
    assert session.timeline.tags == (), "digits were typed, not marked"

    driver.tap(key.Key_S)
    _chooser(session)
    driver.write("The harbour at dawn")
    driver.tap(key.Key_Return)
    session.until(lambda: len(session.services.scenes.scenes()) == 2)
    driver.tap(key.Key_Escape)
    session.take_keyboard()
    while session.desk.context.history.stack.canUndo():
        driver.ctrl(key.Key_Z)
    assert session.services.scenes.works() == ()
    assert session.timeline.cues == ()


def test_undo_in_the_card_leads_back_to_the_name(harness: AppHarness) -> None:
    session = harness.playing(0)
    driver, key = session.driver, Qt.Key
    driver.tap(key.Key_S)
    chooser = _chooser(session)
    for words in ("The long walk hme", "Tidewatch"):
        driver.write(words)
        driver.tap(key.Key_Return)
    session.until(lambda: len(session.timeline.cues) == 1)
    driver.ctrl(key.Key_Z)
    session.until(chooser.scene_field.isVisible)
    assert session.timeline.cues == ()
    driver.write("The long walk home")
    driver.tap(key.Key_Return)
    driver.write("Tidewatch")
    driver.tap(key.Key_Return)
    session.until(lambda: len(session.timeline.cues) == 1)
    driver.tap(key.Key_Escape)
    session.take_keyboard()
    assert [scene.title for scene in session.services.scenes.scenes()] == ["The long walk home"]


def _drag(session: WindowSession, start_ms: int, end_ms: int) -> Span:
    """Drags over the empty bottom of the waveform; returns the selected passage."""
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
