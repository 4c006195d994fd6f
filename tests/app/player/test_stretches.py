"""A track that is a stretch of a file, or a re-encode of another: its own time, by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from app.core.errors import Problem
from app.core.ids import LineKey
from app.core.source_time import SourceTime
from app.core.timecode import Span
from app.player.player import Player
from app.player.queue import PlayQueue, Repeat
from app.player.records import (
    DurationKnown,
    Jumped,
    JumpReason,
    PlayableTrack,
    PlaybackFault,
    PlayerEvent,
    PlayState,
    SpanFinished,
    StateChanged,
    TrackEnded,
    TrackLoaded,
)
from app.player.session import Session
from tests.support.lines import own
from tests.support.scripted_backend import HandClock, ScriptedBackend

Told = TypeVar("Told")

FILE_MS = 180_000
CHAPTERS = {
    1: SourceTime(0, 60_000),
    2: SourceTime(60_000, 90_000),
    3: SourceTime(90_000),
}
LASTS_MS = {1: 60_000, 2: 30_000, 3: 90_000}


class Book:
    """One file of three chapters, a queue, and a clock turned by hand."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.backend = ScriptedBackend(self.clock, usual_duration_ms=FILE_MS)
        self.player = Player(self.backend, self.clock)
        self.session = Session(self.player, PlayQueue(), self._find)
        self.path = folder / "book.flac"
        self.path.touch()
        self.tracks = {
            track_id: PlayableTrack(track_id, self.path, LASTS_MS[track_id], source)
            for track_id, source in CHAPTERS.items()
        }
        self.events: list[PlayerEvent] = []
        self.shown: list[int] = []
        self.off: list[float] = []

    def _find(self, line: LineKey) -> PlayableTrack:
        track_id, _entry_id = line
        if track_id not in self.tracks:
            raise Problem("It is gone.")
        return self.tracks[track_id]

    def take(self, track_id: int, source: SourceTime, lasts_ms: int) -> PlayableTrack:
        """Another track from a file of its own."""
        path = self.path.with_name(f"{track_id}.flac")
        path.touch()
        self.tracks[track_id] = PlayableTrack(track_id, path, lasts_ms, source)
        return self.tracks[track_id]

    def pass_ms(self, ms: float) -> None:
        for _ in range(int(ms // 16)):
            self.clock.turn_ms(16)
            self.events.extend(self.session.poll())
            self.shown.append(self.player.position_ms)
            if self.player.state is PlayState.PLAYING and self.player.track is not None:
                true_ms = self.player.track.source.track_at(self.backend.position_ms)
                self.off.append(self.player.position_ms - true_ms)

    def told(self, kind: type[Told]) -> list[Told]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def playing(self) -> int | None:
        return self.player.track.track_id if self.player.track is not None else None


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def test_a_chapter_begins_at_its_own_zero(book: Book) -> None:
    book.session.play_lines(own(2))
    book.pass_ms(2_000)
    assert book.backend.opened == [(book.path, 60_000)]
    assert 1_900 <= book.player.position_ms <= 2_000
    assert (book.player.duration_ms, book.told(DurationKnown)) == (30_000, [])


def test_a_seek_goes_to_the_tracks_time(book: Book) -> None:
    book.session.play_lines(own(2))
    book.pass_ms(500)
    book.player.seek_ms(12_345)
    assert (book.player.position_ms, book.backend.position_ms) == (12_345, 72_345)
    book.pass_ms(1_000)
    assert 13_300 <= book.player.position_ms <= 13_345


def test_a_seek_stays_inside_the_chapter(book: Book) -> None:
    book.player.load(book.tracks[2])
    book.player.seek_ms(100_000)
    assert book.player.position_ms == 30_000
    book.player.seek_ms(-5)
    assert book.player.position_ms == 0


def test_the_last_chapter_of_a_queue_ends_though_the_file_goes_on(book: Book) -> None:
    book.session.play_lines(own(1), start_ms=59_000)
    while not book.told(TrackEnded):
        book.pass_ms(16)
    assert book.backend.is_paused, "in the same moment"
    assert book.backend.position_ms == pytest.approx(60_000, abs=16)
    book.pass_ms(1_000)
    assert (book.player.state, book.player.position_ms) == (PlayState.ENDED, 60_000)
    assert book.told(TrackEnded) == [TrackEnded(1)]
    assert book.told(PlaybackFault) == []


def test_the_next_chapter_goes_on_without_opening_anything(book: Book) -> None:
    book.session.play_lines(own(1, 2, 3), start_ms=58_000)
    book.pass_ms(34_500)
    assert book.backend.opened == [(book.path, 58_000)]
    assert book.backend.prepared == []
    assert book.playing == 3
    assert book.told(TrackEnded) == [TrackEnded(1), TrackEnded(2)]
    assert [event.track.track_id for event in book.told(TrackLoaded)] == [1, 2, 3]
    assert (book.player.state, book.backend.is_paused) == (PlayState.PLAYING, False)


@pytest.mark.parametrize("rate", [1.0, 1.7])
def test_the_position_is_true_over_every_boundary(book: Book, rate: float) -> None:
    book.player.set_rate(rate)
    book.session.play_lines(own(1, 2, 3), start_ms=57_000)
    book.pass_ms(1_000)
    book.off.clear()
    book.pass_ms(33_000 / rate)
    assert book.playing == 3
    assert max(map(abs, book.off)) < 5


def test_the_next_chapter_is_told_in_the_same_moment(book: Book) -> None:
    book.session.play_lines(own(1, 2), start_ms=59_000)
    while not book.told(TrackEnded):
        book.pass_ms(16)
    assert book.told(TrackLoaded)[-1] == TrackLoaded(book.tracks[2])
    assert book.told(StateChanged)[-1] == StateChanged(PlayState.PLAYING)


def test_late_reports_around_a_boundary_do_not_shake_the_playhead(book: Book) -> None:
    book.backend.jitter_ms = 30
    book.session.play_lines(own(1, 2), start_ms=50_000)
    book.pass_ms(9_900)
    book.shown.clear()
    book.pass_ms(2_000)
    begins = next(n for n, ms in enumerate(book.shown) if ms < 1_000)
    assert book.shown[:begins] == sorted(book.shown[:begins])
    assert book.shown[begins:] == sorted(book.shown[begins:])
    assert book.shown[begins] < 20


def test_a_window_that_hung_over_a_boundary_shows_the_right_time_at_once(book: Book) -> None:
    book.session.play_lines(own(1, 2), start_ms=59_000)
    book.pass_ms(900)
    book.clock.turn_ms(700)
    book.pass_ms(64)
    assert book.playing == 2
    true_ms = book.backend.position_ms - 60_000
    assert book.player.position_ms == pytest.approx(true_ms, abs=12)
    assert book.tracks[1].duration_ms == 60_000
    assert book.told(DurationKnown) == []


def test_the_slow_outputs_latency_is_kept_over_a_boundary(book: Book) -> None:
    book.player.output.set_latency(200)
    book.session.play_lines(own(1, 2), start_ms=58_000)
    book.pass_ms(2_048)
    assert book.playing == 2
    assert 0 <= book.player.position_ms <= 16, "held until its sound is heard"
    book.pass_ms(496)
    heard_ms = book.backend.position_ms - 60_000 - 200
    assert book.player.position_ms == pytest.approx(heard_ms, abs=20)


def test_a_chapter_out_of_order_is_opened(book: Book) -> None:
    book.session.play_lines(own(1, 3), start_ms=58_000)
    book.pass_ms(2_500)
    assert book.backend.opened == [(book.path, 58_000), (book.path, 90_000)]
    assert book.backend.prepared == [(book.path, 90_000)]


def test_repeating_a_chapter_starts_it_again(book: Book) -> None:
    book.session.queue.repeat = Repeat.ONE
    book.session.play_lines(own(2, 3), start_ms=28_000)
    book.pass_ms(2_600)
    assert (book.playing, book.player.state) == (2, PlayState.PLAYING)
    assert book.backend.opened == [(book.path, 88_000), (book.path, 60_000)]


def test_a_queue_cleared_just_before_the_boundary_ends_there(book: Book) -> None:
    book.session.play_lines(own(1, 2), start_ms=58_000)
    book.pass_ms(1_900)
    book.session.queue.remove(1)
    book.pass_ms(500)
    assert (book.player.state, book.backend.is_paused) == (PlayState.ENDED, True)
    assert book.player.position_ms == 60_000


def test_what_cannot_follow_after_all_leaves_no_sound_behind(book: Book) -> None:
    book.session.play_lines(own(1, 2), start_ms=58_000)
    book.pass_ms(1_900)
    del book.tracks[2]
    book.pass_ms(500)
    assert len(book.told(PlaybackFault)) == 1
    assert (book.player.state, book.backend.is_paused) == (PlayState.ENDED, True)


def test_playing_again_after_a_chapter_begins_at_its_start(book: Book) -> None:
    book.session.play_lines(own(2), start_ms=29_500)
    book.pass_ms(1_000)
    book.player.play()
    book.pass_ms(500)
    assert book.backend.opened[-1] == (book.path, 60_000)
    assert 400 <= book.player.position_ms <= 500


def test_seeking_after_a_chapter_ended_plays_there(book: Book) -> None:
    book.session.play_lines(own(2), start_ms=29_500)
    book.pass_ms(1_000)
    book.player.seek_ms(10_000)
    book.player.play()
    book.pass_ms(500)
    assert book.backend.opened[-1] == (book.path, 70_000)
    assert book.playing == 2


def test_a_loop_stays_inside_the_chapter(book: Book) -> None:
    book.session.play_lines(own(2, 3))
    book.player.set_loop(Span(10_000, 12_000))
    book.pass_ms(7_000)
    turns = [event for event in book.told(Jumped) if event.reason is JumpReason.LOOP]
    assert [event.position_ms for event in turns] == [10_000] * len(turns)
    assert len(turns) == 3
    assert set(book.backend.prepared) == {(book.path, 70_000)}
    assert 70_000 <= book.backend.position_ms <= 72_016


def test_a_loop_up_to_a_chapters_end_repeats(book: Book) -> None:
    book.session.play_lines(own(2, 3), start_ms=29_000)
    book.player.set_loop(Span(28_000, 30_000))
    book.pass_ms(4_500)
    assert (book.playing, book.told(TrackEnded)) == (2, [])
    assert book.backend.position_ms < 90_016


def test_a_passage_up_to_a_chapters_end_pauses_there(book: Book) -> None:
    book.session.play_lines(own(2, 3))
    book.pass_ms(100)
    book.player.play_span(Span(29_000, 30_000))
    book.pass_ms(1_500)
    assert book.told(SpanFinished) == [SpanFinished(Span(29_000, 30_000))]
    assert (book.playing, book.backend.is_paused) == (2, True)


def test_a_faster_source_runs_through_the_tracks_time(book: Book) -> None:
    """A film at 25 frames instead of 24: the track's second is 960 ms of this file."""
    book.take(4, SourceTime(2_000, 50_000, tempo_ratio=25 / 24), 50_000)
    book.session.play_lines(own(4), start_ms=25_000)
    assert book.backend.opened[-1][1] == 26_000
    book.pass_ms(1_000)
    book.off.clear()
    book.pass_ms(9_600)
    assert max(map(abs, book.off)) < 12
    book.player.seek_ms(37_500)
    assert book.backend.position_ms == 38_000
    book.pass_ms(13_000)
    assert (book.player.state, book.player.position_ms) == (PlayState.ENDED, 50_000)
    assert book.backend.position_ms == pytest.approx(50_000, abs=16)


def test_what_a_source_has_before_the_track_is_skipped(book: Book) -> None:
    track = book.take(4, SourceTime(offset_ms=-3_000), 170_000)
    book.session.play_lines(own(4))
    assert book.backend.opened == [(track.path, 3_000)]
    book.pass_ms(1_000)
    book.player.seek_ms(0)
    assert book.backend.position_ms == 3_000


def test_sound_past_the_tracks_end_is_played(book: Book) -> None:
    book.take(4, SourceTime(offset_ms=-3_000), 170_000)
    book.session.play_lines(own(4), start_ms=169_000)
    book.pass_ms(5_000)
    assert book.player.position_ms > 173_000
    book.pass_ms(5_000)
    assert (book.player.state, book.player.position_ms) == (PlayState.ENDED, 177_000)


def test_previous_at_the_first_sound_of_a_source_goes_to_the_previous_track(book: Book) -> None:
    book.take(4, SourceTime(offset_ms=4_000), 200_000)
    book.session.play_lines(own(1, 4), 1)
    book.pass_ms(500)
    book.session.play_previous()
    assert book.playing == 1


def test_what_a_source_lacks_is_clamped_to_what_it_has(book: Book) -> None:
    book.take(4, SourceTime(offset_ms=4_000), 200_000)
    book.session.play_lines(own(4))
    assert (book.player.position_ms, book.backend.opened[-1][1]) == (4_000, 0)
    book.pass_ms(500)
    assert book.player.duration_ms == 200_000
    book.player.seek_ms(199_000)
    assert (book.player.position_ms, book.backend.position_ms) == (184_000, FILE_MS)
    book.pass_ms(200)
    assert (book.player.state, book.told(PlaybackFault)) == (PlayState.ENDED, [])


def test_a_loop_of_what_a_source_lacks_does_not_repeat_nothing(book: Book) -> None:
    book.take(4, SourceTime(offset_ms=4_000), 200_000)
    book.session.play_lines(own(4))
    book.pass_ms(500)
    book.player.set_loop(Span(190_000, 195_000))
    book.pass_ms(1_000)
    assert book.player.state is PlayState.ENDED
    assert len(book.told(Jumped)) < 5


# --- when it turns out where a track is ----------------------------------------------------------


def corrected(book: Book, track_id: int, source: SourceTime) -> PlayableTrack:
    track = book.tracks[track_id]
    return PlayableTrack(track_id, track.path, track.duration_ms, source)


def test_another_offset_moves_the_position_and_not_the_sound(book: Book) -> None:
    book.session.play_lines(own(2), start_ms=10_000)
    book.pass_ms(1_000)
    book.off.clear()
    book.player.correct(corrected(book, 2, SourceTime(58_000, 90_000)))
    book.pass_ms(2_000)
    assert book.player.position_ms == pytest.approx(book.backend.position_ms - 58_000, abs=12)
    assert max(map(abs, book.off)) < 12
    assert book.backend.position_ms == pytest.approx(72_960, abs=40), "nothing was sought"


def test_another_tempo_while_paused_is_shown_and_goes_on_true(book: Book) -> None:
    book.session.play_lines(own(2), start_ms=10_000)
    book.pass_ms(1_008)
    book.player.pause()
    at_ms = book.player.position_ms
    book.player.correct(corrected(book, 2, SourceTime(60_000, 90_000, tempo_ratio=1.1)))
    assert book.player.position_ms == pytest.approx(1.1 * at_ms, abs=1)
    assert book.player.state is PlayState.PAUSED
    book.player.play()
    book.pass_ms(1_008)
    book.off.clear()
    book.pass_ms(1_008)
    assert max(map(abs, book.off)) < 12


def test_sound_that_is_no_longer_the_tracks_is_left(book: Book) -> None:
    book.session.play_lines(own(2), start_ms=1_000)
    book.pass_ms(500)
    book.player.correct(corrected(book, 2, SourceTime(70_000, 90_000)))
    assert (book.player.position_ms, book.backend.position_ms) == (0, 70_000)


def test_a_correction_of_nothing_changes_nothing(book: Book) -> None:
    book.session.play_lines(own(2), start_ms=1_000)
    book.pass_ms(500)
    told = len(book.events)
    book.player.correct(book.tracks[2])
    book.player.correct(book.tracks[3])
    book.pass_ms(16)
    assert [type(event) for event in book.events[told:]] == []


# --- when a file fails ----------------------------------------------------------------------------


@pytest.fixture
def twice(book: Book) -> PlayableTrack:
    """A track with a file of its own, and a stretch of the book as a second source."""
    whole = book.take(4, SourceTime(offset_ms=-1_000), 60_000)
    other = PlayableTrack(4, book.path, 60_000, SourceTime(60_000, 120_000))
    book.tracks[4] = PlayableTrack(4, whole.path, 60_000, whole.source, other)
    return book.tracks[4]


@pytest.mark.logs("can’t be played")
def test_a_missing_file_is_replaced_at_the_same_time(book: Book, twice: PlayableTrack) -> None:
    book.player.load(twice, 30_000)
    twice.path.unlink()
    book.player.play()
    book.pass_ms(500)
    assert book.backend.opened == [(book.path, 90_000)]
    assert 30_400 <= book.player.position_ms <= 30_500
    assert [event.is_fatal for event in book.told(PlaybackFault)] == [False]


@pytest.mark.logs("can’t be read any more")
def test_a_file_that_fails_while_playing_is_replaced_with_its_loop(
    book: Book, twice: PlayableTrack
) -> None:
    book.session.play_lines(own(4), start_ms=10_000)
    book.player.set_loop(Span(10_000, 20_000))
    book.pass_ms(1_008)
    failed_ms = book.player.position_ms
    book.backend.fail(Problem("It can’t be read any more."))
    book.pass_ms(64)
    assert book.backend.opened[-1] == (book.path, pytest.approx(60_000 + failed_ms, abs=16))
    assert (book.playing, book.player.state) == (4, PlayState.PLAYING)
    assert book.player.loop == Span(10_000, 20_000)


@pytest.mark.logs("can’t be read any more")
def test_a_file_that_fails_while_paused_is_replaced_and_stays_paused(
    book: Book, twice: PlayableTrack
) -> None:
    book.session.play_lines(own(4), start_ms=10_000)
    book.pass_ms(1_008)
    book.player.pause()
    paused_ms = book.player.position_ms
    book.backend.fail(Problem("It can’t be read any more."))
    book.pass_ms(500)
    assert (book.player.state, book.player.position_ms) == (PlayState.PAUSED, paused_ms)
    book.player.play()
    book.pass_ms(500)
    assert book.backend.position_ms == pytest.approx(60_000 + paused_ms + 460, abs=40)


def test_a_file_that_breaks_off_is_replaced(book: Book, twice: PlayableTrack) -> None:
    book.session.play_lines(own(4), start_ms=20_000)
    book.pass_ms(1_008)
    book.backend.end()
    book.pass_ms(500)
    assert (book.playing, book.backend.path) == (4, book.path)
    assert book.player.position_ms == pytest.approx(21_400, abs=64)
    (fault,) = book.told(PlaybackFault)
    assert "breaks off at 0:20" in fault.problem.what


@pytest.mark.logs("can’t be read any more")
def test_with_no_file_left_the_fault_is_that_of_the_file_that_played(
    book: Book, twice: PlayableTrack
) -> None:
    book.session.play_lines(own(4))
    book.pass_ms(500)
    book.path.unlink()
    book.backend.fail(Problem("It can’t be read any more."))
    book.pass_ms(100)
    (fault,) = book.told(PlaybackFault)
    assert fault.is_fatal
    assert book.player.state is PlayState.STOPPED
