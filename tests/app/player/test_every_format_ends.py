"""Every whole file plays to its end, without a complaint, and the queue goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.player.backend import BackendEvent, SoundBreaks, VlcMissing
from app.player.player import Player
from app.player.queue import PlayQueue
from app.player.records import PlayableTrack, PlaybackFault, PlayerEvent, PlayState, TrackEnded
from app.player.session import Session
from app.player.vlc_backend import VlcBackend
from tests.support.audio import tone, write_wav
from tests.support.lines import own
from tests.support.odd_audio import joined, with_junk, without_beginning, write_ape, write_by_ffmpeg
from tests.support.polling import wait_until

pytestmark = pytest.mark.alone

BLOCK_S = 2.0
LASTS_S = 5.0


class Watched(VlcBackend):
    """libVLC; counts how often the sound broke."""

    def __init__(self, *, is_silent: bool) -> None:
        super().__init__(is_silent=is_silent)
        self.breaks = 0

    def poll(self) -> tuple[BackendEvent, ...]:
        events = super().poll()
        self.breaks += sum(isinstance(event, SoundBreaks) for event in events)
        return events


class Evening:
    """A queue of odd files. shown: each look at the position while it plays, in ms of real time."""

    def __init__(self, *, is_silent: bool = True) -> None:
        self.backend = Watched(is_silent=is_silent)
        self.player = Player(self.backend)
        self.tracks: list[PlayableTrack] = []
        self.session = Session(self.player, PlayQueue(), lambda line: self.tracks[line[0]])
        self.events: list[PlayerEvent] = []
        self.shown: list[tuple[float, int]] = []

    def play(self, *tracks: tuple[Path, int], start_ms: int = 0) -> None:
        self.tracks = [PlayableTrack(n, path, ms) for n, (path, ms) in enumerate(tracks)]
        self.session.play_lines(own(*range(len(tracks))), start_ms=start_ms)

    def look(self) -> None:
        self.events += self.session.poll()
        if self.player.state is PlayState.PLAYING:
            self.shown.append((time.monotonic() * 1000, self.player.position_ms))

    def wait_until(self, is_so: Callable[[], bool], within_s: float = 12) -> None:
        def is_so_now() -> bool:
            self.look()
            return is_so()

        wait_until(is_so_now, within_s, lambda: f"{self.player.state} {self.player.position_ms}")

    def wait_for_end(self) -> None:
        self.wait_until(lambda: self.player.state is PlayState.ENDED)

    @property
    def faults(self) -> list[str]:
        return [each.problem.what for each in self.events if isinstance(each, PlaybackFault)]

    @property
    def played_ms(self) -> float:
        return self.shown[-1][0] - self.shown[0][0]


@pytest.fixture
def evening() -> Iterator[Evening]:
    try:
        made = Evening()
    except VlcMissing as missing:
        pytest.skip(str(missing))
    yield made
    made.player.close()


@pytest.fixture
def loud_evening() -> Iterator[Evening]:
    """With sound, as libVLC’s silent output leaves out the end of joined streams."""
    try:
        made = Evening(is_silent=False)
    except VlcMissing as missing:
        pytest.skip(str(missing))
    yield made
    made.player.close()


def wavpack(folder: Path) -> Path:
    """FFmpeg's blocks of a mono file at that rate last two seconds."""
    return write_by_ffmpeg(folder / "a.wv", LASTS_S, "-c:a", "wavpack", rate_hz=22_050)


def true_audio(folder: Path) -> Path:
    return write_by_ffmpeg(folder / "a.tta", LASTS_S)


def monkeys_audio(folder: Path) -> Path:
    return write_ape(folder / "a.ape", LASTS_S, BLOCK_S)


def true_audio_in_matroska(folder: Path) -> Path:
    return write_by_ffmpeg(folder / "a.mka", LASTS_S, "-c:a", "tta")


LONG_BLOCKS = [wavpack, true_audio, monkeys_audio]


@pytest.mark.parametrize("make", [*LONG_BLOCKS, true_audio_in_matroska])
def test_a_file_with_long_blocks_plays_through_and_the_queue_goes_on(
    evening: Evening, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    following = write_wav(tmp_path / "next.wav", tone(1))
    evening.play((make(tmp_path), 5000), (following, 1000))
    evening.wait_until(lambda: TrackEnded(0) in evening.events)
    assert evening.backend.breaks == 1, "the sound began once"
    assert evening.played_ms == pytest.approx(5000, abs=400)
    assert evening.faults == []
    evening.wait_for_end()
    assert evening.player.track == evening.tracks[1]


@pytest.mark.parametrize("make", LONG_BLOCKS)
def test_the_position_of_long_blocks_moves_with_the_time(
    evening: Evening, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    evening.play((make(tmp_path), 5000))
    evening.wait_for_end()
    began_ms, _first_ms = evening.shown[0]
    late = [at_ms - began_ms - shown_ms for at_ms, shown_ms in evening.shown if shown_ms > 500]
    ends_at = len(late) - 30  # then it may wait for the sound at its end
    assert max(late[:ends_at]) - min(late[:ends_at]) < 100


@pytest.mark.parametrize("make", LONG_BLOCKS)
def test_a_place_in_the_last_long_block_is_heard(
    evening: Evening, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    evening.play((make(tmp_path), 5000), start_ms=4800)
    evening.wait_for_end()
    assert evening.shown[0][1] == pytest.approx(4800, abs=BLOCK_S * 1000)
    assert evening.played_ms < 2 * BLOCK_S * 1000
    assert evening.faults == []


def mp3_before_junk(folder: Path) -> Path:
    path = write_by_ffmpeg(folder / "a.mp3", LASTS_S, "-b:a", "64k", "-write_xing", "0")
    return with_junk(path)


def counted_mp3_before_junk(folder: Path) -> Path:
    return with_junk(write_by_ffmpeg(folder / "a.mp3", LASTS_S, "-b:a", "64k"))


def aac_before_junk(folder: Path) -> Path:
    return with_junk(write_by_ffmpeg(folder / "a.aac", LASTS_S))


def vorbis_before_junk(folder: Path) -> Path:
    return with_junk(write_by_ffmpeg(folder / "a.ogg", LASTS_S, "-c:a", "libvorbis"))


def opus_from_the_middle(folder: Path) -> Path:
    whole = write_by_ffmpeg(
        folder / "a.opus", LASTS_S + 5, "-page_duration", "500000", rate_hz=48_000
    )
    return without_beginning(whole, 5 * 48_000 + 312)


@pytest.mark.parametrize("known_ms", [0, 5000], ids=["unknown", "known"])
@pytest.mark.parametrize(
    "make",
    [
        mp3_before_junk,
        counted_mp3_before_junk,
        aac_before_junk,
        vorbis_before_junk,
        opus_from_the_middle,
    ],
)
def test_a_whole_file_with_junk_does_not_break_off(
    evening: Evening, tmp_path: Path, make: Callable[[Path], Path], known_ms: int
) -> None:
    evening.play((make(tmp_path), known_ms))
    evening.wait_for_end()
    assert evening.faults == []
    assert evening.played_ms == pytest.approx(5000, abs=350)
    assert evening.player.duration_ms == pytest.approx(5000, abs=200)
    assert evening.player.position_ms == evening.player.duration_ms


def test_an_mp3_cut_off_by_half_breaks_off(evening: Evening, tmp_path: Path) -> None:
    path = write_by_ffmpeg(tmp_path / "a.mp3", 10, "-b:a", "64k")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 4])
    evening.play((path, 0))
    evening.wait_for_end()
    assert ["breaks off" in fault for fault in evening.faults] == [True]


def test_behind_the_music_there_is_only_junk_and_the_queue_goes_on(
    evening: Evening, tmp_path: Path
) -> None:
    """libVLC believes there to be a minute more, and never has a second of it in its buffer."""
    following = write_wav(tmp_path / "next.wav", tone(1))
    evening.play((mp3_before_junk(tmp_path), 0), (following, 1000), start_ms=4700)
    evening.wait_until(lambda: TrackEnded(0) in evening.events)
    evening.wait_for_end()
    assert evening.player.track == evening.tracks[1]


def test_joined_ogg_streams_last_as_long_as_the_library_says(
    loud_evening: Evening, tmp_path: Path
) -> None:
    first = write_by_ffmpeg(tmp_path / "a.ogg", 2, "-c:a", "libvorbis")
    second = write_by_ffmpeg(tmp_path / "b.ogg", 3, "-c:a", "libvorbis", "-serial_offset", "77")
    loud_evening.play((joined(first, second), 5000))
    loud_evening.wait_until(lambda: loud_evening.player.state is PlayState.PLAYING)
    assert loud_evening.player.duration_ms == 5000
    loud_evening.wait_for_end()
    assert loud_evening.player.duration_ms == 5000
    assert loud_evening.played_ms == pytest.approx(5000, abs=350)
    assert loud_evening.faults == []
