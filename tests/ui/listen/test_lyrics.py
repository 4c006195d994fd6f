"""Lyrics and dialogue on the Listen page, in step with the music, in the real window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.spoken_files.line import Line
from app.story.records import WorkKind
from app.timeline.words import WordsHere
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.seen import seen
from tests.ui.listen.test_announced_returns import asked_by_the_window
from ui.journal.entry_dialog import EntryDialog
from ui.listen.lyrics_dialog import LyricsDialog
from ui.timeline.lanes.lyrics_lane import LyricsLane

Key = Qt.Key
SUNG = (Line("No wish", 5_000), Line("You hold the key", 8_000), Line("", 12_000))
SAID = (Line("And if I drop it?", 101_000, 104_000), Line("Never.", 105_000, 107_000))


class Song:
    """A track of a minute with two timed lines, of which one is sung while two people talk."""

    def __init__(self, harness: AppHarness) -> None:
        self.session: WindowSession = harness.playing(400)
        services = self.session.services
        self.track = TrackId(self.session.rows()[0].id)
        self.lyrics = services.lyrics.add(self.track, SUNG, "en", "theme.lrc")
        work = services.scenes.add_work(WorkKind.SERIES, "My Heart")
        episode = services.scenes.add_episode(work, 1, 3)
        self.scene = services.scenes.add_scene(work, "The lights", episode_id=episode)
        services.scenes.edit("scene", self.scene, start_ms=100_000, end_ms=120_000)
        services.subtitles.add(work, episode, SAID, "en")
        cue = services.cues.add_cue(self.track, Span(6_000, 20_000), self.scene)
        self.cue = MarkRef(MarkKind.CUE, cue)
        services.marks.edit(self.cue, scene_offset_ms=0)
        self.heard: list[WordsHere] = []
        self.now.changed.connect(self.heard.append)
        self.session.until(lambda: len(self.now.track.known.sung) == 2)
        self.session.until(lambda: len(self.now.track.known.said) == 2)

    @property
    def now(self) -> Any:
        return self.session.desk.words_now

    @property
    def page(self) -> Any:
        return self.session.pages.listen

    @property
    def lane(self) -> LyricsLane:
        return self.page.timeline.lanes.of(LyricsLane)

    def play_to(self, second: float) -> None:
        self.session.turn(second * 1000 - self.session.playback.position_ms)

    def card(self) -> list[str]:
        return [label.text() for label in seen(self.page.side.companion, QLabel)]

    def point_of(self, place: int) -> QPoint:
        """Inside a line, in the middle of the lane."""
        canvas = self.page.timeline.canvas
        slot = canvas.lanes.slot_for(self.lane)
        assert slot is not None
        span = self.lane.lines[place].span
        x = canvas.viewport.axis.x_of(span.start_ms + span.duration_ms // 2) + canvas.gutter_px
        return QPoint(round(x), slot.top + slot.height // 2)


@pytest.fixture
def song(harness: AppHarness) -> Song:
    return Song(harness)


def test_card_and_lane_follow_the_music_line_by_line(song: Song) -> None:
    song.play_to(5.5)
    assert "No wish" in song.card()
    assert song.lane.words_of(song.lane.phrases(1.0)[0]) == "No wish"
    song.play_to(7.5)
    assert "“And if I drop it?”" in song.card()
    song.play_to(8.5)
    assert {"You hold the key", "“And if I drop it?”"} <= set(song.card())
    here = song.now.here
    assert here.said_next is not None and here.said_next.text == "Never."
    assert here.sung_next is None
    song.play_to(11.5)
    assert "“Never.”" in song.card()
    song.play_to(14)
    assert song.now.here.sung is None and song.now.here.said is None


def test_it_is_told_only_when_a_line_begins_or_ends(song: Song) -> None:
    song.play_to(4)
    song.heard.clear()
    with asked_by_the_window(song) as said:
        song.play_to(30)
    edges = {5_000, 7_000, 8_000, 10_000, 11_000, 12_000, 13_000}
    assert len(song.heard) == len(edges)
    assert [sql for sql in said if "lyrics" in sql or "subtitle" in sql] == []


def test_a_covered_scene_says_nothing(song: Song) -> None:
    song.play_to(7.5)
    song.session.services.scenes.edit("scene", song.scene, is_spoiler=True)
    song.session.until(lambda: song.now.here.said is None)
    assert "“And if I drop it?”" not in song.card()
    from ui.words.spoilers import spoilers

    spoilers().show(song.scene)
    assert "“And if I drop it?”" in song.card()


def test_a_click_on_a_line_and_its_keys_go_to_its_beginning(song: Song, qtbot: QtBot) -> None:
    canvas, playback = song.page.timeline.canvas, song.session.playback
    playback.pause()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=song.point_of(1))
    assert playback.position_ms == 8_000
    song.page.lyrics.step(-1)
    assert playback.position_ms == 5_000
    song.page.lyrics.step(1)
    assert playback.position_ms == 8_000
    assert canvas.accessibleDescription() == "You hold the key"
    assert "No wish / You hold the key" in song.lane.summary(canvas.viewport.axis, frozenset())


def test_a_line_is_quoted_in_an_entry_that_links_the_track(song: Song) -> None:
    line = song.page.lyrics.line_under(QPointF(song.point_of(1)))
    assert line is not None
    song.page.lyrics.quote(line)
    journal = song.session.pages.journal
    (dialog,) = journal.window().findChildren(EntryDialog)
    assert dialog.draft().text.startswith("> You hold the key")
    assert dialog.draft().track_ids == (song.track,)
    dialog.keep()


def test_lyrics_are_edited_timed_and_taken_back(song: Song) -> None:
    song.session.playback.pause()
    song.session.playback.seek_ms(9_250)
    dialog = song.page.lyrics.edit()
    assert isinstance(dialog, LyricsDialog)
    assert dialog.text.toPlainText().startswith("[00:05.000]No wish\n[00:08.000]You hold")
    dialog.text.moveCursor(dialog.text.textCursor().MoveOperation.Start)
    dialog.time_line()
    dialog.keep()
    song.session.until(lambda: [line.span.start_ms for line in song.lane.lines] == [8_000, 9_250])
    song.session.driver.ctrl(Key.Key_Z)
    song.session.until(lambda: [line.span.start_ms for line in song.lane.lines] == [5_000, 8_000])


def test_plain_lyrics_are_a_text_on_the_card_and_no_lane(song: Song) -> None:
    services = song.session.services
    services.lyrics.edit(song.lyrics, lines=[Line("Somewhere"), Line("out there")])
    song.session.until(lambda: "Somewhere\nout there" in song.card())
    assert song.page.timeline.canvas.lanes.slot_for(song.lane) is None


def test_a_file_put_beside_the_music_is_sung_the_next_time(
    harness: AppHarness,
) -> None:
    music = harness.record("theme.wav", seconds=60)
    harness.take_in()
    Path(music).with_suffix(".lrc").write_text("[00:02.00]From beside it", encoding="utf-8")
    harness.play_by_hand()
    session = harness.open()
    session.play()
    now = session.desk.words_now
    session.until(lambda: [line.text for line in now.track.known.sung] == ["From beside it"])


def test_a_new_mark_reads_no_words_again(song: Song, monkeypatch: pytest.MonkeyPatch) -> None:
    services, asked = song.session.services, list[int]()
    read = services.words_of_tracks.of_track

    def counted(*arguments: Any) -> Any:
        asked.append(1)
        return read(*arguments)

    monkeypatch.setattr(services.words_of_tracks, "of_track", counted)
    wonder = services.emotions.named("wonder")
    assert wonder is not None
    services.tagging.add_tag(song.track, wonder.id, Span.point(3_000))
    song.session.until(lambda: song.session.timeline.tags)
    services.marks.edit(song.cue, scene_offset_ms=500)
    song.session.until(lambda: song.now.track.known.said[0].span.start_ms == 6_500)
    assert len(asked) == 1
