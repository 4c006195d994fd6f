"""A whole real track by keys alone: marked, edited, closed, and the same after a restart."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from app.emotions.records import Mode
from app.player.records import PlayState
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from ui.marks.theme_chooser import ThemeChooser
from ui.widgets.finder_popup import FinderPopup

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
# Ryan Reilly's “Love Theme”, 1:35, from Debian's wesnoth-1.16-music.
REAL = Path("/usr/share/games/wesnoth/1.16/data/core/music/love_theme.ogg")
LASTS_MS = 95_000
NEAR_MS = 40


def test_a_whole_track_is_marked_by_keys_and_is_there_after_a_restart(
    harness: AppHarness,
) -> None:
    name = _bring_music(harness)
    harness.play_by_hand(**{name: LASTS_MS})
    session = harness.open()
    _play_the_first_track(session)
    _mark_while_it_plays(session)
    _say_scene_and_theme(session)
    _edit(session)
    _carry_marks_over(session)
    before = kept_rows(harness.paths, leave_out=frozenset({"listen", "heard_stretch"}))
    marks = session.timeline.marks()
    session.driver.ctrl(Key.Key_Q)
    session.until(lambda: not session.window.isVisible())
    session.close()

    session = harness.open()
    assert kept_rows(harness.paths, leave_out=frozenset({"listen", "heard_stretch"})) == before
    _play_the_first_track(session)
    assert session.timeline.marks() == marks
    _hear_one_again(session)


def _bring_music(harness: AppHarness) -> str:
    """The real track if it is installed; otherwise a tone of the same length."""
    if REAL.exists():
        shutil.copy(REAL, harness.music / REAL.name)
        harness.take_in()
        return REAL.name
    harness.record("love_theme.wav", seconds=LASTS_MS / 1000)
    harness.take_in()
    return "love_theme.wav"


def _play_the_first_track(session: WindowSession) -> None:
    driver = session.driver
    driver.alt(Key.Key_2)
    driver.ctrl(Key.Key_F)
    driver.write("love")
    session.until(lambda: session.pages.library.table.model().rowCount() == 1)
    driver.tap(Key.Key_Down)
    driver.tap(Key.Key_Return)
    session.until(lambda: not session.pages.library.is_searching)
    session.until(lambda: session.playback.track is not None)
    session.turn(400)
    session.until(lambda: session.playback.state is PlayState.PLAYING)
    assert session.desk.pages.current_key == "listen"


def _mark_while_it_plays(session: WindowSession) -> None:
    """Taps, holds, two at once, raised, expressed, favourites, a note – to the last second."""
    driver = session.driver
    session.turn(6_000)
    driver.tap(Key.Key_1)
    session.turn(700)
    driver.tap(Key.Key_1)
    session.turn(5_000)
    driver.press(Key.Key_4)
    session.turn(2_000)
    driver.press(Key.Key_9)
    session.turn(3_000)
    driver.release(Key.Key_4)
    session.turn(2_000)
    driver.release(Key.Key_9)
    session.turn(4_000)
    driver.tap(Key.Key_8, SHIFT)
    session.turn(3_000)
    driver.press(Key.Key_F)
    session.turn(4_000)
    driver.release(Key.Key_F)
    driver.tap(Key.Key_N)
    driver.write("where the oboe answers")
    driver.ctrl(Key.Key_Return)
    session.turn(5_000)
    driver.tap(Key.Key_3)
    driver.tap(Key.Key_Right)
    driver.tap(Key.Key_Right)
    session.turn(3_000)
    driver.tap(Key.Key_2)
    session.turn(400)
    driver.tap(Key.Key_Backspace)
    while session.playback.position_ms < LASTS_MS - 4_000:
        session.turn(500)
    driver.press(Key.Key_5)
    while session.playback.state is PlayState.PLAYING:
        session.turn(100)
    driver.release(Key.Key_5)
    tags = {item.emotion.shortcut: item.tag for item in session.timeline.tags}
    assert set(tags) == {"1", "4", "9", "8", "3", "5"}
    assert tags["1"].intensity == 4
    assert tags["8"].mode is Mode.EXPRESSED
    assert abs(tags["4"].span.duration_ms - 5_000) <= NEAR_MS
    assert abs(tags["9"].span.duration_ms - 5_000) <= NEAR_MS
    assert tags["4"].span.overlaps(tags["9"].span)
    assert abs(tags["5"].span.end_ms - (LASTS_MS - 1_500)) <= NEAR_MS
    assert session.timeline.moments[0].note == "where the oboe answers"


def _say_scene_and_theme(session: WindowSession) -> None:
    driver = session.driver
    driver.tap(Key.Key_S, SHIFT)
    session.until(lambda: not driver.has_keyboard)
    driver.write("The farewell")
    driver.tap(Key.Key_Return)
    driver.write("Wesnoth")
    driver.tap(Key.Key_Return)
    session.until(lambda: len(session.timeline.cues) == 1)
    driver.tap(Key.Key_Escape)  # nothing more about the scene
    session.take_keyboard()
    _go_to(session, 20_000)
    driver.tap(Key.Key_B)
    _go_to(session, 30_000)
    driver.tap(Key.Key_E)
    driver.tap(Key.Key_T)
    session.until(lambda: isinstance(QApplication.activeWindow(), ThemeChooser))
    driver.write("Their theme")
    driver.tap(Key.Key_Return)
    session.until(lambda: len(session.timeline.occurrences) == 1)
    session.take_keyboard()
    assert session.timeline.cues[0].span == Span(0, session.playback.duration_ms)
    occurrence = session.timeline.occurrences[0]
    assert occurrence.theme.name == "Their theme"
    assert occurrence.span == session.pages.listen.timeline.marks.selected_span


def _edit(session: WindowSession) -> None:
    """Goes to marks, moves, changes, splits, merges, duplicates, deletes; undoes and redoes."""
    driver, view = session.driver, session.pages.listen.timeline
    driver.alt(Key.Key_1)
    assert view.hasFocus()
    driver.tap(Key.Key_Escape)
    _walk_to(session, "4")
    nostalgia = view.marks.selection
    assert nostalgia is not None
    start_ms = view.marks.selected_spans()[nostalgia].start_ms
    driver.tap(Key.Key_Right, CTRL)
    assert view.marks.selected_spans()[nostalgia].start_ms == start_ms + 1_000
    driver.tap(Key.Key_H)
    while session.playback.position_ms < start_ms + 3_000:
        session.turn(100)
    driver.tap(Key.Key_Space)
    driver.ctrl(Key.Key_I)
    assert [item.emotion.shortcut for item in session.timeline.tags].count("4") == 2
    driver.ctrl(Key.Key_J)
    assert [item.emotion.shortcut for item in session.timeline.tags].count("4") == 1
    driver.tap(Key.Key_C)
    session.until(lambda: isinstance(QApplication.activePopupWidget(), FinderPopup))
    driver.tap(Key.Key_6)
    assert "6" in {item.emotion.shortcut for item in session.timeline.tags}
    driver.tap(Key.Key_7)
    assert "7" in {item.emotion.shortcut for item in session.timeline.tags}
    driver.tap(Key.Key_Down, SHIFT)
    assert len(view.marks.selected_marks) == 2
    driver.ctrl(Key.Key_D)
    assert len(session.timeline.tags) == 8
    driver.tap(Key.Key_Delete)
    assert len(session.timeline.tags) == 6
    driver.ctrl(Key.Key_Z)
    driver.ctrl(Key.Key_Z)
    driver.ctrl(Key.Key_Z)
    assert {item.emotion.shortcut for item in session.timeline.tags} == {
        "1",
        "6",
        "9",
        "8",
        "3",
        "5",
    }
    driver.ctrl(Key.Key_Y)
    assert {item.emotion.shortcut for item in session.timeline.tags} == {
        "1",
        "7",
        "9",
        "8",
        "3",
        "5",
    }


def _carry_marks_over(session: WindowSession) -> None:
    """Copies a whole lane, as text too; pastes it earlier, and deletes what was pasted."""
    driver = session.driver
    _walk_to(session, "1")
    driver.ctrl(Key.Key_A)
    driver.ctrl(Key.Key_C)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 6
    _go_to(session, 0)
    driver.ctrl(Key.Key_V)
    assert len(session.timeline.tags) == 12
    driver.tap(Key.Key_Delete)
    assert len(session.timeline.tags) == 6


def _hear_one_again(session: WindowSession) -> None:
    session.driver.tap(Key.Key_Space)
    _walk_to(session, "8")
    span = session.pages.listen.timeline.marks.selection_span
    assert span is not None
    session.driver.tap(Key.Key_H)
    session.turn(400)
    assert session.playback.state is PlayState.PLAYING
    assert abs(session.playback.position_ms - (span.start_ms - 3_000)) < 600


def _walk_to(session: WindowSession, shortcut: str) -> None:
    """Presses Ctrl+Page Down from the first mark on."""
    view = session.pages.listen.timeline
    session.driver.tap(Key.Key_Escape)
    for _ in session.timeline.marks():
        session.driver.ctrl(Key.Key_PageDown)
        for item in session.timeline.tags:
            if item.ref == view.marks.selection and item.emotion.shortcut == shortcut:
                return
    raise AssertionError(f"no mark of {shortcut}")


def _go_to(session: WindowSession, position_ms: int) -> None:
    """In steps of five seconds: with no mark selected, the arrow keys move the playhead."""
    if session.pages.listen.timeline.marks.selection is not None:
        session.driver.tap(Key.Key_Escape)
    key = Key.Key_Right if session.playback.position_ms < position_ms else Key.Key_Left
    while abs(session.playback.position_ms - position_ms) > 2_500:
        session.driver.tap(key)
