"""A whole real track annotated by keys alone: marked, edited, closed, and found again as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from app.core.timecode import Span
from app.emotions.records import Mode
from app.player.records import PlayState
from tests.support.house import House, Visit, kept_rows
from ui.themes.chooser import ThemeChooser

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
# Ryan Reilly's “Love Theme”, 1:35, from Debian's wesnoth-1.16-music.
REAL = Path("/usr/share/games/wesnoth/1.16/data/core/music/love_theme.ogg")
LASTS_MS = 95_000
NEAR_MS = 40


def test_a_whole_track_is_annotated_by_keys_and_is_there_after_a_restart(house: House) -> None:
    name = _bring_music(house)
    house.play_by_hand(**{name: LASTS_MS})
    visit = house.open()
    _play_the_first_track(visit)
    _mark_while_it_plays(visit)
    _say_scene_and_theme(visit)
    _edit(visit)
    _carry_marks_over(visit)
    before = kept_rows(house.paths, leave_out=frozenset({"listen", "heard_stretch"}))
    marks = visit.timeline.marks()
    visit.hands.ctrl(Key.Key_Q)
    visit.until(lambda: not visit.window.isVisible())
    visit.close()

    visit = house.open()
    assert kept_rows(house.paths, leave_out=frozenset({"listen", "heard_stretch"})) == before
    _play_the_first_track(visit)
    assert visit.timeline.marks() == marks
    _hear_one_again(visit)


def _bring_music(house: House) -> str:
    """The real track where it is installed; else a tone as long."""
    if REAL.exists():
        shutil.copy(REAL, house.music / REAL.name)
        house.take_in()
        return REAL.name
    house.record("love_theme.wav", seconds=LASTS_MS / 1000)
    house.take_in()
    return "love_theme.wav"


def _play_the_first_track(visit: Visit) -> None:
    hands = visit.hands
    hands.alt(Key.Key_2)
    hands.ctrl(Key.Key_F)
    hands.write("love")
    visit.until(lambda: visit.pages.library.table.model().rowCount() == 1)
    hands.tap(Key.Key_Down)
    hands.tap(Key.Key_Return)
    visit.until(lambda: visit.playback.track is not None)
    visit.turn(400)
    visit.until(lambda: visit.playback.state is PlayState.PLAYING)
    assert visit.desk.pages.current_key == "listen"


def _mark_while_it_plays(visit: Visit) -> None:
    """Taps, holds, two at once, louder, expressed, favourites, a note – to the last second."""
    hands = visit.hands
    visit.turn(6_000)
    hands.tap(Key.Key_1)
    visit.turn(700)
    hands.tap(Key.Key_1)
    visit.turn(5_000)
    hands.press(Key.Key_4)
    visit.turn(2_000)
    hands.press(Key.Key_9)
    visit.turn(3_000)
    hands.release(Key.Key_4)
    visit.turn(2_000)
    hands.release(Key.Key_9)
    visit.turn(4_000)
    hands.tap(Key.Key_8, SHIFT)
    visit.turn(3_000)
    hands.press(Key.Key_F)
    visit.turn(4_000)
    hands.release(Key.Key_F)
    hands.tap(Key.Key_N)
    hands.write("where the oboe answers")
    hands.ctrl(Key.Key_Return)
    visit.turn(5_000)
    hands.tap(Key.Key_3)
    hands.tap(Key.Key_Right)
    hands.tap(Key.Key_Right)
    visit.turn(3_000)
    hands.tap(Key.Key_2)
    visit.turn(400)
    hands.tap(Key.Key_Backspace)
    while visit.playback.position_ms < LASTS_MS - 4_000:
        visit.turn(500)
    hands.press(Key.Key_5)
    while visit.playback.state is PlayState.PLAYING:
        visit.turn(100)
    hands.release(Key.Key_5)
    tags = {item.emotion.shortcut: item.tag for item in visit.timeline.tags}
    assert set(tags) == {"1", "4", "9", "8", "3", "5"}
    assert tags["1"].intensity == 4
    assert tags["8"].mode is Mode.EXPRESSED
    assert abs(tags["4"].span.duration_ms - 5_000) <= NEAR_MS
    assert abs(tags["9"].span.duration_ms - 5_000) <= NEAR_MS
    assert tags["4"].span.overlaps(tags["9"].span)
    assert abs(tags["5"].span.end_ms - (LASTS_MS - 1_500)) <= NEAR_MS
    assert visit.timeline.moments[0].note == "where the oboe answers"


def _say_scene_and_theme(visit: Visit) -> None:
    hands = visit.hands
    hands.tap(Key.Key_S, SHIFT)
    visit.until(lambda: not hands.has_keyboard)
    hands.write("The farewell")
    hands.tap(Key.Key_Return)
    hands.write("Wesnoth")
    hands.tap(Key.Key_Return)
    visit.until(lambda: len(visit.timeline.cues) == 1)
    visit.take_keyboard()
    _go_to(visit, 20_000)
    hands.tap(Key.Key_B)
    _go_to(visit, 30_000)
    hands.tap(Key.Key_E)
    hands.tap(Key.Key_T)
    visit.until(lambda: isinstance(QApplication.activeWindow(), ThemeChooser))
    hands.write("Their theme")
    hands.tap(Key.Key_Return)
    visit.until(lambda: len(visit.timeline.occurrences) == 1)
    visit.take_keyboard()
    assert visit.timeline.cues[0].span == Span(0, visit.playback.duration_ms)
    occurrence = visit.timeline.occurrences[0]
    assert occurrence.theme.name == "Their theme"
    assert occurrence.span == visit.pages.listen.timeline.marks.selected_span


def _edit(visit: Visit) -> None:
    """Walk to marks, move, reword, split, merge, duplicate, delete; undo and redo."""
    hands, view = visit.hands, visit.pages.listen.timeline
    hands.alt(Key.Key_1)
    assert view.hasFocus()
    hands.tap(Key.Key_Escape)
    _walk_to(visit, "4")
    nostalgia = view.marks.selection
    assert nostalgia is not None
    start_ms = view.marks.selected_spans()[nostalgia].start_ms
    hands.tap(Key.Key_Right, CTRL)
    assert view.marks.selected_spans()[nostalgia].start_ms == start_ms + 1_000
    hands.tap(Key.Key_H)
    while visit.playback.position_ms < start_ms + 3_000:
        visit.turn(100)
    hands.tap(Key.Key_Space)
    hands.ctrl(Key.Key_I)
    assert [item.emotion.shortcut for item in visit.timeline.tags].count("4") == 2
    hands.ctrl(Key.Key_J)
    assert [item.emotion.shortcut for item in visit.timeline.tags].count("4") == 1
    hands.tap(Key.Key_C)
    visit.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    hands.tap(Key.Key_6)
    assert "6" in {item.emotion.shortcut for item in visit.timeline.tags}
    hands.tap(Key.Key_7)
    assert "7" in {item.emotion.shortcut for item in visit.timeline.tags}
    hands.tap(Key.Key_Down, SHIFT)
    assert len(view.marks.selected_marks) == 2
    hands.ctrl(Key.Key_D)
    assert len(visit.timeline.tags) == 8
    hands.tap(Key.Key_Delete)
    assert len(visit.timeline.tags) == 6
    hands.ctrl(Key.Key_Z)
    hands.ctrl(Key.Key_Z)
    hands.ctrl(Key.Key_Z)
    assert {item.emotion.shortcut for item in visit.timeline.tags} == {"1", "6", "9", "8", "3", "5"}
    hands.ctrl(Key.Key_Y)
    assert {item.emotion.shortcut for item in visit.timeline.tags} == {"1", "7", "9", "8", "3", "5"}


def _carry_marks_over(visit: Visit) -> None:
    """A whole lane is copied and pasted earlier; what was pasted goes again but for its text."""
    hands = visit.hands
    _walk_to(visit, "1")
    hands.ctrl(Key.Key_A)
    hands.ctrl(Key.Key_C)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 6
    _go_to(visit, 0)
    hands.ctrl(Key.Key_V)
    assert len(visit.timeline.tags) == 12
    hands.tap(Key.Key_Delete)
    assert len(visit.timeline.tags) == 6


def _hear_one_again(visit: Visit) -> None:
    visit.hands.tap(Key.Key_Space)
    _walk_to(visit, "8")
    span = visit.pages.listen.timeline.marks.selection_span
    assert span is not None
    visit.hands.tap(Key.Key_H)
    visit.turn(400)
    assert visit.playback.state is PlayState.PLAYING
    assert abs(visit.playback.position_ms - (span.start_ms - 3_000)) < 600


def _walk_to(visit: Visit, shortcut: str) -> None:
    """Tab by Tab from the first mark."""
    view = visit.pages.listen.timeline
    visit.hands.tap(Key.Key_Escape)
    for _ in visit.timeline.marks():
        visit.hands.tap(Key.Key_Tab)
        for item in visit.timeline.tags:
            if item.ref == view.marks.selection and item.emotion.shortcut == shortcut:
                return
    raise AssertionError(f"no mark of {shortcut}")


def _go_to(visit: Visit, position_ms: int) -> None:
    """By steps of five seconds: with no mark selected the arrows move the playhead."""
    if visit.pages.listen.timeline.marks.selection is not None:
        visit.hands.tap(Key.Key_Escape)
    key = Key.Key_Right if visit.playback.position_ms < position_ms else Key.Key_Left
    while abs(visit.playback.position_ms - position_ms) > 2_500:
        visit.hands.tap(key)
