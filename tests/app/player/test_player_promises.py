"""What the player promises with every backend: a scripted one and silent libVLC."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.source_time import SourceTime
from app.core.timecode import Span
from app.player.records import (
    Jumped,
    JumpReason,
    PlayableTrack,
    PlaybackFault,
    PlayState,
    SpanFinished,
    TrackEnded,
)
from tests.support.audio import clicks, write_wav
from tests.support.player_rig import LASTS_MS, Rig, libvlc_rig, scripted_rig

pytestmark = pytest.mark.alone


@pytest.fixture(params=[scripted_rig, libvlc_rig], ids=["scripted", "libvlc"])
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    made: Rig = request.param()
    yield made
    made.player.close()


@pytest.fixture(scope="session")
def click_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clicks")
    return write_wav(folder / "clicks.wav", clicks(LASTS_MS / 1000))


@pytest.fixture
def track(click_file: Path) -> PlayableTrack:
    return PlayableTrack(7, click_file, LASTS_MS)


def test_loading_does_not_play(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.play_for(100)
    assert rig.player.state is PlayState.STOPPED
    assert rig.player.position_ms == 0
    assert rig.player.duration_ms == LASTS_MS


def test_play_moves_the_position_in_real_time(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    assert rig.player.is_playing
    rig.until_playing()
    rig.play_for(600)
    began_ms, began_at = rig.player.position_ms, rig.now_ms
    rig.play_for(1000)
    assert rig.player.position_ms - began_ms == pytest.approx(rig.now_ms - began_at, abs=40)


def test_the_position_never_steps_back_while_playing(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    rig.play_for(1500)
    assert rig.shown == sorted(rig.shown)


def test_the_position_does_not_change_while_paused(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    rig.until_playing()
    rig.play_for(400)
    rig.player.pause()
    frozen_ms = rig.player.position_ms
    rig.shown.clear()
    rig.play_for(400)
    assert set(rig.shown) == {frozen_ms}
    assert rig.player.state is PlayState.PAUSED


def test_playback_resumes_where_it_paused(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    rig.until_playing()
    rig.play_for(500)
    rig.player.pause()
    rig.play_for(300)
    frozen_ms, resumed_at = rig.player.position_ms, rig.now_ms
    rig.player.play()
    rig.play_for(600)
    assert rig.player.position_ms - frozen_ms == pytest.approx(rig.now_ms - resumed_at, abs=40)


def test_seek_while_playing_lands_on_the_target(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    rig.until_playing()
    rig.play_for(300)
    rig.player.seek_ms(3000)
    assert rig.player.position_ms == 3000
    sought_at = rig.now_ms
    rig.shown.clear()
    rig.play_for(700)
    passed_ms = rig.now_ms - sought_at  # of which opening the place took some
    assert passed_ms - 200 <= rig.player.position_ms - 3000 <= passed_ms + 30
    assert rig.shown == sorted(rig.shown)
    assert min(rig.shown) >= 3000


def test_seek_while_paused_stays_paused(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    rig.until_playing()
    rig.player.pause()
    rig.player.seek_ms(4000)
    rig.play_for(300)
    assert rig.player.state is PlayState.PAUSED
    assert rig.player.position_ms == 4000
    rig.player.play()
    resumed_at = rig.now_ms
    rig.play_for(500)
    assert rig.player.position_ms - 4000 == pytest.approx(rig.now_ms - resumed_at, abs=60)


def test_after_a_seek_playback_begins_there(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.seek_ms(2500)
    rig.player.play()
    rig.until_playing()
    rig.play_for(300)
    assert 2700 <= rig.player.position_ms <= 2900


def test_the_rate_changes_the_speed(rig: Rig, track: PlayableTrack) -> None:
    rig.player.set_rate(2.0)
    rig.player.load(track)
    rig.player.play()
    rig.until_playing()
    rig.play_for(500)
    began_ms, began_at = rig.player.position_ms, rig.now_ms
    rig.play_for(800)
    assert rig.player.position_ms - began_ms == pytest.approx(2 * (rig.now_ms - began_at), abs=60)


def test_a_loop_repeats_within_40_ms(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.set_loop(Span(1000, 1500))
    rig.player.play()
    rig.until(lambda: len(rig.told(Jumped)) >= 5)  # to the track, to the loop, three rounds
    turns = [event for event in rig.told(Jumped) if event.reason is JumpReason.LOOP]
    assert all(event.position_ms == 1000 for event in turns)
    played = [ms for ms in rig.shown if ms >= 1000]
    assert max(played) <= 1500 + 40
    assert max(played) >= 1500 - 40


def test_a_passage_played_again_pauses_at_its_end(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play_span(Span(2000, 2400), preroll_ms=300)
    assert rig.player.position_ms == 1700
    rig.until(lambda: bool(rig.told(SpanFinished)))
    assert rig.player.state is PlayState.PAUSED
    assert rig.player.position_ms == pytest.approx(2400, abs=40)


def test_the_end_of_a_track_is_reported_once_and_on_time(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track, start_ms=LASTS_MS - 900)
    rig.player.play()
    rig.until_playing()
    began_at = rig.now_ms
    rig.until(lambda: rig.player.state is PlayState.ENDED)
    assert rig.now_ms - began_at == pytest.approx(900, abs=250)
    rig.play_for(200)
    assert rig.told(TrackEnded) == [TrackEnded(7)]
    assert rig.told(PlaybackFault) == []
    assert rig.player.position_ms == LASTS_MS


def test_playing_after_the_end_starts_again(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track, start_ms=LASTS_MS - 300)
    rig.player.play()
    rig.until(lambda: rig.player.state is PlayState.ENDED)
    rig.player.play()
    rig.until_playing()
    rig.play_for(300)
    assert 100 <= rig.player.position_ms <= 500


def test_nothing_is_heard_when_pausing_at_once(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    rig.player.pause()
    rig.play_for(700)
    assert rig.player.position_ms == 0
    rig.player.play()
    resumed_at = rig.now_ms
    rig.play_for(600)
    assert rig.player.position_ms == pytest.approx(rig.now_ms - resumed_at, abs=60)


def test_seek_while_loading_begins_at_the_target(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    rig.player.seek_ms(3000)
    rig.until_playing()
    assert set(rig.shown[:-1]) <= {3000}, "it is shown however long opening takes"
    began_at = rig.now_ms
    rig.play_for(900)
    assert rig.player.position_ms - 3000 == pytest.approx(rig.now_ms - began_at, abs=100)
    assert rig.player.duration_ms == LASTS_MS


def test_a_loop_up_to_the_end_of_the_track_repeats(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track, start_ms=LASTS_MS - 700)
    rig.player.set_loop(Span(LASTS_MS - 600, LASTS_MS))
    rig.player.play()
    rig.until(lambda: len(rig.told(Jumped)) >= 4)
    rig.until_playing()
    rig.play_for(300)
    assert rig.told(TrackEnded) == []
    assert rig.player.position_ms < LASTS_MS


def test_a_track_that_outlasts_its_duration_plays_on(rig: Rig, click_file: Path) -> None:
    rig.player.load(PlayableTrack(7, click_file, 1000))
    rig.player.play()
    rig.play_for(1600)
    assert rig.player.position_ms > 1200
    assert rig.player.duration_ms > 1000


def test_stop_goes_back_to_the_start(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    rig.until_playing()
    rig.play_for(300)
    rig.player.stop()
    rig.play_for(100)
    assert rig.player.state is PlayState.STOPPED
    assert rig.player.position_ms == 0


@pytest.mark.logs("can’t be played")
def test_a_missing_file_is_named(rig: Rig, tmp_path: Path) -> None:
    rig.player.load(PlayableTrack(3, tmp_path / "Farewell.flac", 1000))
    rig.player.play()
    rig.play_for(50)
    (fault,) = rig.told(PlaybackFault)
    assert isinstance(fault, PlaybackFault)
    assert "Farewell.flac" in fault.problem.what
    assert fault.is_fatal
    assert rig.player.state is PlayState.STOPPED


def test_a_prepared_track_follows_without_delay(
    rig: Rig, track: PlayableTrack, tmp_path: Path
) -> None:
    other = PlayableTrack(8, write_wav(tmp_path / "next.wav", clicks(LASTS_MS / 1000)), LASTS_MS)
    rig.player.load(track)
    rig.player.play()
    rig.until_playing()
    rig.player.prepare(other)
    rig.play_for(300)
    rig.player.play_track(other)
    rig.until_playing()
    began_at = rig.now_ms
    rig.play_for(500)
    assert rig.player.position_ms == pytest.approx(rig.now_ms - began_at, abs=80)
    assert rig.player.track == other


def test_a_rate_chosen_while_paused_keeps_the_position(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    rig.until_playing()
    rig.play_for(900)
    rig.player.pause()
    paused_ms = rig.player.position_ms
    rig.player.set_rate(1.5)
    rig.play_for(300)
    assert rig.player.position_ms == paused_ms
    rig.player.play()
    rig.until(lambda: rig.player.position_ms > paused_ms + 300)
    began_ms, began_at = rig.player.position_ms, rig.now_ms
    rig.play_for(600)
    moved_ms = rig.player.position_ms - began_ms
    assert moved_ms == pytest.approx(1.5 * (rig.now_ms - began_at), abs=60)


def test_the_last_of_two_rates_counts(rig: Rig, track: PlayableTrack) -> None:
    rig.player.load(track)
    rig.player.play()
    rig.until_playing()
    rig.play_for(500)
    rig.player.set_rate(2.0)
    rig.player.set_rate(0.5)
    rig.play_for(700)
    began_ms, began_at = rig.player.position_ms, rig.now_ms
    rig.play_for(1000)
    moved_ms = rig.player.position_ms - began_ms
    assert moved_ms == pytest.approx(0.5 * (rig.now_ms - began_at), abs=60)
    assert rig.shown == sorted(rig.shown)


def test_a_stretch_plays_in_its_own_time_and_ends_with_it(rig: Rig, click_file: Path) -> None:
    rig.player.load(PlayableTrack(7, click_file, 2000, SourceTime(3000, 5000)), start_ms=1000)
    rig.player.play()
    rig.until_playing()
    began_at = rig.now_ms
    rig.play_for(500)
    assert rig.player.position_ms - 1000 == pytest.approx(rig.now_ms - began_at, abs=80)
    rig.until(lambda: rig.player.state is PlayState.ENDED)
    assert rig.now_ms - began_at == pytest.approx(1000, abs=80)
    rig.shown.clear()
    rig.play_for(700)
    assert set(rig.shown) == {2000}
    assert rig.told(TrackEnded) == [TrackEnded(7)]


def test_the_next_stretch_goes_on_in_real_time(rig: Rig, click_file: Path) -> None:
    first = PlayableTrack(7, click_file, 2000, SourceTime(1000, 3000))
    second = PlayableTrack(8, click_file, 2000, SourceTime(3000, 5000, tempo_ratio=1.1))
    rig.player.load(first, start_ms=1000)
    rig.player.play()
    rig.until_playing()
    rig.player.prepare(second)
    rig.until(lambda: bool(rig.told(TrackEnded)))
    rig.player.play_track(second)
    assert (rig.player.state, rig.player.track) == (PlayState.PLAYING, second)
    began_ms, began_at = rig.player.position_ms, rig.now_ms
    assert began_ms <= 40
    rig.shown.clear()
    rig.play_for(1000)
    moved_ms = rig.player.position_ms - began_ms
    assert moved_ms == pytest.approx(1.1 * (rig.now_ms - began_at), abs=40)
    assert rig.shown == sorted(rig.shown)
    assert rig.shown[10] > 100, "nothing is waited for"


def test_a_stretch_that_follows_elsewhere_is_silent_meanwhile(rig: Rig, click_file: Path) -> None:
    rig.player.load(PlayableTrack(7, click_file, 2000, SourceTime(1000, 3000)), start_ms=1500)
    rig.player.play()
    rig.until(lambda: rig.player.state is PlayState.ENDED)
    rig.player.play_track(PlayableTrack(8, click_file, 1000, SourceTime(4000, 5000)))
    rig.until_playing()
    began_at = rig.now_ms
    rig.play_for(500)
    assert rig.player.position_ms == pytest.approx(rig.now_ms - began_at, abs=80)


def test_a_seek_in_a_stretch_with_another_tempo_lands_on_the_target(
    rig: Rig, click_file: Path
) -> None:
    source = SourceTime(500, 5500, offset_ms=-200, tempo_ratio=1.25)
    rig.player.load(PlayableTrack(7, click_file, 6050, source))
    rig.player.play()
    rig.until_playing()
    rig.player.seek_ms(3000)
    assert rig.player.position_ms == 3000
    rig.until(lambda: rig.player.position_ms > 3200)
    began_ms, began_at = rig.player.position_ms, rig.now_ms
    rig.play_for(800)
    moved_ms = rig.player.position_ms - began_ms
    assert moved_ms == pytest.approx(1.25 * (rig.now_ms - began_at), abs=40)
