"""Subtitles of an episode and pasted lyrics, in step with the music, by real keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.core.ids import EntryId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness
from tests.support.seen import seen
from ui.journal.entry_dialog import EntryDialog
from ui.listen.lyrics_dialog import LyricsDialog
from ui.story.line_picker import LinePicker
from ui.story.story_nodes import NodeRef

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
EPISODE = "".join(
    f"{n}\n00:12:{n:02d},000 --> 00:12:{n:02d},900\nLine {n} of the scene\n\n" for n in range(1, 30)
)


def _type(words: str) -> None:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    QTest.keyClicks(widget, words)


def test_dialogue_and_lyrics_play_under_the_music(harness: AppHarness, tmp_path: Path) -> None:
    session = harness.playing(400)
    services, until = session.services, session.until
    window = session.window.windowHandle()
    track = TrackId(session.rows()[0].id)
    session.playback.pause()
    scenes = services.scenes
    work = scenes.add_work(WorkKind.SERIES, "My Heart")
    episode = scenes.add_episode(work, 1, 3)
    scene = scenes.add_scene(work, "The lights", episode_id=episode)
    cue = services.cues.add_cue(track, Span(10_000, 40_000), scene)

    # The episode's subtitles, and the scene's time by two of its lines.
    session.desk.pages.show_page("story")
    story = session.pages.story
    story.open(NodeRef("episode", episode))
    file = tmp_path / "S01E03.en.srt"
    file.write_text(EPISODE, encoding="utf-8")
    story.episode_editor.subtitles.take_in([file])
    until(lambda: story.episode_editor.subtitles.rows)
    story.open(NodeRef("scene", scene))
    until(story.scene_editor.time.by_lines.isVisible)
    story.scene_editor.time.by_lines.click()
    picker = session.window.findChild(LinePicker)
    assert isinstance(picker, LinePicker)
    for row in (4, 19):
        picker.list.setCurrentRow(row)
        QTest.keyClick(picker.list, Key.Key_Return)
    picker.set_button.click()
    assert scenes.scene(scene).span == Span(725_000, 740_900)

    # The passage begins with the scene.
    session.desk.pages.show_page("listen")
    listen = session.pages.listen
    listen.select(MarkRef(MarkKind.CUE, cue))
    until(listen.side.inspector.offset.say.isVisible)
    listen.side.inspector.offset.say.click()
    now = session.desk.words_now
    until(lambda: len(now.track.known.said) == 16)

    def card() -> list[str]:
        return [label.text() for label in seen(listen.side.companion, QLabel)]

    session.playback.seek_ms(12_500)
    until(lambda: "“Line 7 of the scene”" in card())

    # Lyrics are pasted, and timed by a key while the music plays.
    listen.focus_marks()
    QTest.keyClick(window, Key.Key_L, Alt)
    until(lambda: session.window.findChild(LyricsDialog) is not None)
    dialog = session.window.findChild(LyricsDialog)
    assert isinstance(dialog, LyricsDialog)
    until(dialog.text.hasFocus)
    dialog.text.setPlainText("No wish\nYou hold the key")
    for at_ms in (13_000, 16_000):
        session.playback.seek_ms(at_ms)
        QTest.keyClick(dialog, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: [line.span.start_ms for line in now.track.known.sung] == [13_000, 16_000])
    until(lambda: "You hold the key" in card())

    # By keys from line to line, and a line into the journal.
    session.take_keyboard()
    listen.focus_marks()
    QTest.keyClick(window, Key.Key_PageUp, Alt)
    assert session.playback.position_ms == 13_000
    assert {"No wish", "“Line 8 of the scene”"} <= set(card())
    QTest.keyClick(window, Key.Key_Q, Alt)
    until(lambda: session.window.findChild(EntryDialog) is not None)
    entry = session.window.findChild(EntryDialog)
    assert isinstance(entry, EntryDialog)
    until(entry.text_edit.editor.hasFocus)
    _type("That one.")
    entry.keep()
    kept = services.journal.entry(EntryId(1))
    assert kept.text.startswith("> No wish") and kept.text.endswith("That one.")
    assert kept.track_ids == (track,)

    # All of it is undone, the newest first.
    until(lambda: session.window.findChild(EntryDialog) is None)
    session.take_keyboard()
    session.desk.pages.show_page("listen")
    listen.focus_marks()
    for _each in range(5):
        session.driver.ctrl(Key.Key_Z)
    until(lambda: not services.subtitles.of_work(work) and not services.lyrics.of_track(track))
    assert scenes.scene(scene).span is None
