"""The story is played on the Stage, and marked there, by real keys and mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.bootstrap import Services
from app.core.ids import WorkId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.spoken_files.line import Line
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession, kept_rows, with_services
from tests.support.pictures import png
from tests.support.said_by_windows import said_by_windows
from ui.bridge.places import StoryLinePlace
from ui.companion.parts import StillView
from ui.stage.backdrop import Kind

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def _tell(services: Services, folder: Path) -> None:
    """Two scenes in one track of a minute, the second with words; a third that is yet to come."""
    (row,) = services.library.tracks()
    scenes = services.scenes
    work = scenes.add_work(WorkKind.FILM, "My Heart", track_ids=[row.id])
    mira = scenes.add_character(work, "Mira Solene")
    for n, title in enumerate(("The harbour", "The lights", "The secret end")):
        (folder / f"{n}.png").write_bytes(png(n, 64, 36))
        still = services.pictures.keep(folder / f"{n}.png")
        begins = {"start_ms": 100_000 * n, "end_ms": 100_000 * n + 60_000}
        scene = scenes.add_scene(
            work, title, character_ids=[mira], still=still, is_spoiler=n == 2, **begins
        )
        span = Span(15_000 * n, 15_000 * (n + 1))
        services.cues.add_cue(row.id, span, scene, scene_offset_ms=0)
    said = [Line("MIRA: No wish.", 101_000, 104_000), Line("And if I drop it?", 105_000, 108_000),
            Line("The end.", 200_500, 203_000)]  # fmt: skip
    services.subtitles.add(work, None, said)
    wonder = services.emotions.named("wonder")
    assert wonder is not None
    services.tagging.add_tag(row.id, wonder.id, Span.point(16_000))


def _opened(harness: AppHarness) -> WindowSession:
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    with_services(harness.paths, lambda services: _tell(services, harness.music))
    harness.play_by_hand()
    return harness.open()


def _tags(harness: AppHarness) -> list[dict[str, Any]]:
    """On disk, in the order in which they were made."""
    return sorted(kept_rows(harness.paths)["emotional_tag"], key=lambda row: int(row["id"]))


def test_the_story_is_played_and_marked_on_the_stage(harness: AppHarness) -> None:
    session = _opened(harness)
    desk, driver, until = session.desk, session.driver, session.until
    window, stage = session.window, session.pages.stage
    place_before = window.saveGeometry()

    # From the work's page, by its menu.
    desk.navigation.show(StoryLinePlace(WorkId(1)))
    work = session.pages.work
    until(work.head.play.caption.text)
    menu = QMenu()
    work.head.play.fill_menu(menu)
    next(one for one in menu.actions() if one.text() == "From the start, on the Stage").trigger()
    menu.deleteLater()
    assert desk.pages.current_key == "stage" and window.isFullScreen()
    assert not desk.rail.isVisible() and not desk.bar.isVisible()
    session.turn(400)
    until(lambda: stage.canvas.has_picture and stage.words.told.line == "The harbour")
    first = stage.canvas.backdrop

    # The still changes with the cue, and the words are spoken in step.
    driver.ctrl(Key.Key_Right)
    session.turn(1_500)
    until(lambda: stage.words.told.line == "“No wish.”")
    assert stage.canvas.backdrop != first and stage.canvas.backdrop.kind is Kind.STILL
    assert stage.words.accessibleDescription() == "“And if I drop it?”"
    assert stage.foot.head.text() == "The lights"
    until(lambda: len(stage.canvas.drift.feelings) == 1)

    # A key marks: it is on disk, and in sight. Again: more of it. Ctrl+Z takes it back.
    driver.tap(Key.Key_2)
    assert len(_tags(harness)) == 2 and _tags(harness)[-1]["raw_start_ms"] >= 15_000
    until(lambda: any(one.is_new for one in stage.canvas.drift.feelings))
    driver.tap(Key.Key_2)
    assert _tags(harness)[-1]["intensity"] == 4
    for _step in range(2):
        driver.ctrl(Key.Key_Z)
    until(lambda: len(_tags(harness)) == 1)
    until(lambda: not any(one.is_new for one in stage.canvas.drift.feelings))
    driver.tap(Key.Key_F)
    driver.tap(Key.Key_Backspace)
    assert kept_rows(harness.paths)["favourite_moment"] == []

    # Space pauses, Right seeks; the pills stand meanwhile.
    driver.tap(Key.Key_Space)
    assert not session.playback.is_playing
    stood = stage.canvas.drift.rects
    session.turn(500)
    assert stage.canvas.drift.rects == stood
    driver.tap(Key.Key_Right)
    assert session.playback.position_ms > 20_000

    # A covered scene is uncovered for one look, with what is said in it.
    session.playback.seek_ms(31_000)
    assert stage.canvas.backdrop.kind is Kind.COVERED and stage.words.told.line == "A later scene"
    assert said_by_windows(["The secret end", "The end."]) == []
    driver.tap(Key.Key_U)
    until(lambda: stage.words.told.line == "“The end.”")
    assert stage.canvas.backdrop.kind is Kind.STILL and stage.foot.head.text() == "The secret end"
    session.playback.seek_ms(20_000)
    session.playback.seek_ms(31_000)
    assert stage.words.told.line == "A later scene"
    assert desk.words_now.here.said is None

    # After a while without a hand the keys and the pointer go; any key brings them back.
    stage.hands._timer.setInterval(1)
    stage.hands.stir()
    until(lambda: not stage.leave.isVisible())
    assert stage.cursor().shape() is Qt.CursorShape.BlankCursor
    stage.hands._timer.setInterval(60_000)
    driver.tap(Key.Key_Left)
    assert stage.leave.isVisible() and stage.foot.keys.isVisible()

    # Escape leads back to where one was, with the keyboard.
    driver.tap(Key.Key_Escape)
    assert desk.pages.current_key == "work" and not window.isFullScreen()
    assert desk.rail.isVisible() and desk.bar.isVisible()
    assert work.isAncestorOf(window.focusWidget())
    assert window.saveGeometry() == place_before


def test_the_stage_from_the_companion_card_by_keys_and_by_closing(harness: AppHarness) -> None:
    session = _opened(harness)
    desk, driver, until = session.desk, session.driver, session.until
    session.play()
    session.playback.pause()
    listen, stage = session.pages.listen, session.pages.stage
    still = listen.side.companion.findChild(StillView)
    assert isinstance(still, StillView)
    until(still.isVisible)

    # Double click on the still; double click on the picture leads back.
    driver.double_click(still)
    assert desk.pages.current_key == "stage"
    QTest.mouseDClick(stage.canvas, LEFT, pos=QPoint(400, 200))
    assert desk.pages.current_key == "listen"

    # With a mark selected on the page behind, a key on the Stage marks all the same.
    listen.focus_marks()
    listen.select(MarkRef(MarkKind.TAG, 1))
    driver.tap(Key.Key_F11)
    assert desk.pages.current_key == "stage" and stage.hasFocus()
    (before,) = _tags(harness)
    driver.tap(Key.Key_3)
    assert len(_tags(harness)) == 2 and _tags(harness)[0] == before
    driver.tap(Key.Key_F11)
    assert desk.pages.current_key == "listen" and listen.timeline.isAncestorOf(
        session.window.focusWidget()
    )

    # Closed on the Stage, the window comes back as it was before it, on the page before it.
    place = session.window.saveGeometry()
    driver.tap(Key.Key_F11)
    session.close()
    state = session.window.memory.state
    assert state.value("geometry") == place and state.value("page") == "listen"
    again = harness.open()
    assert again.desk.pages.current_key == "listen" and not again.window.isFullScreen()


def test_a_moment_is_looked_up_across_the_years_and_the_stage_is_as_it_was(
    harness: AppHarness,
) -> None:
    session = _opened(harness)
    session.play()
    session.playback.seek_ms(16_500)
    session.turn(100)
    session.playback.pause()
    session.driver.tap(Key.Key_F11)
    desk, stage = session.desk, session.pages.stage
    session.until(lambda: stage.canvas.has_picture)
    at_ms, shown = session.playback.position_ms, stage.canvas.backdrop
    session.driver.alt(Key.Key_M)
    page = session.pages.same_moment
    session.until(lambda: page.shown is not None and not page.is_reading)
    assert desk.pages.current_key == "same_moment" and not session.window.isFullScreen()
    assert page.shown is not None and page.shown.moment.many == 1
    assert page.shown.moment.asked.span == Span.point(at_ms)
    assert page.back.text() == "Stage"
    session.driver.tap(Key.Key_Escape)
    session.until(lambda: desk.pages.current_key == "stage")
    assert session.window.isFullScreen() and session.playback.position_ms == at_ms
    assert stage.canvas.backdrop == shown and stage.hasFocus()
    session.driver.tap(Key.Key_F11)  # from there to where the Stage was opened
    assert desk.pages.current_key == "listen" and not session.window.isFullScreen()
