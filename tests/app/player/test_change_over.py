"""Changing over to another place, with a scripted backend and with silent libVLC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.source_time import SourceTime
from app.player.change_over import ChangeOver
from app.player.records import Jumped, PlayableTrack, PlayState, TrackLoaded
from tests.support.audio import clicks, write_audio
from tests.support.player_rig import Rig, libvlc_rig, scripted_rig

pytestmark = pytest.mark.single

NEAR_MS = 30
LASTS_MS = 10_000


@dataclass
class Pair:
    """Two tracks of one kind of file, in the second of which everything is 2 s later."""

    rig: Rig
    change: ChangeOver
    first: PlayableTrack
    second: PlayableTrack

    def begin(self) -> None:
        for track in (self.first, self.second):
            self.change.get_to_know(track)
        self.rig.player.play_track(self.first, 500)
        self.rig.until_playing()
        self.rig.play_for(400)

    def change_to(self, track: PlayableTrack, later_ms: int, rate: float = 1.0) -> float:
        """How much later in the music the player is afterwards than it would have been."""
        rig, before_ms, began_ms = self.rig, self.rig.player.heard_ms, self.rig.now_ms
        at_ns = self.change.aim(track, lambda ms: ms + later_ms)
        assert at_ns is not None
        rig.until(lambda: rig.now_ms * 1e6 >= at_ns)
        self.change.make()
        rig.until_playing()
        rig.play_for(500)
        self.change.learn()
        passed_ms = (rig.now_ms - began_ms) * rate
        return rig.player.heard_ms - (before_ms + passed_ms + later_ms)


@pytest.fixture(params=[scripted_rig, libvlc_rig], ids=["scripted", "libvlc"])
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    made: Rig = request.param()
    yield made
    made.player.close()


@pytest.fixture
def pair(rig: Rig, tmp_path: Path) -> Pair:
    return pair_of(rig, tmp_path, "wav", SourceTime(0), SourceTime(0))


def pair_of(rig: Rig, folder: Path, kind: str, first: SourceTime, second: SourceTime) -> Pair:
    tracks = []
    for number, source in enumerate((first, second)):
        path = write_audio(folder / f"{number}.{kind}", clicks(LASTS_MS / 1000))
        tracks.append(PlayableTrack(number, path, source.ends_ms(LASTS_MS), source))
    return Pair(rig, ChangeOver(rig.player, rig.now_ns), *tracks)


def assert_mostly_near(off_ms: Sequence[float]) -> None:
    """Another program may disturb a change, but not most of them."""
    assert sorted(map(abs, off_ms))[len(off_ms) // 2] < NEAR_MS, off_ms


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg"])
def test_the_other_track_sounds_from_the_same_moment(rig: Rig, tmp_path: Path, kind: str) -> None:
    pair = pair_of(rig, tmp_path, kind, SourceTime(0), SourceTime(0))
    pair.begin()
    turns = ((pair.second, 2_000), (pair.first, -2_000)) * 2
    assert_mostly_near([pair.change_to(track, later_ms) for track, later_ms in turns])
    assert pair.rig.player.track == pair.first


def test_stretches_of_files_and_other_tempi_are_met_in_their_own_time(
    rig: Rig, tmp_path: Path
) -> None:
    stretch = SourceTime(1_000, 9_000)
    faster = SourceTime(500, offset_ms=300, tempo_ratio=25 / 24)
    pair = pair_of(rig, tmp_path, "flac", stretch, faster)
    pair.begin()
    turns = ((pair.second, 1_500, 25 / 24), (pair.first, -1_500, 1.0)) * 2
    assert_mostly_near([pair.change_to(*turn) for turn in turns])


def test_a_place_in_the_same_track_is_only_a_seek(pair: Pair) -> None:
    pair.begin()
    pair.rig.events.clear()
    assert_mostly_near(
        [pair.change_to(pair.first, later_ms) for later_ms in (2_000, -2_000, 1_000)]
    )
    assert not pair.rig.told(TrackLoaded)
    assert len(pair.rig.told(Jumped)) == 3


def test_at_a_given_place_it_changes_there(pair: Pair) -> None:
    """As at the end of a passage: the other one begins at its start."""
    pair.begin()
    rig = pair.rig
    ends_ms = rig.player.heard_ms + 400
    at_ns = pair.change.aim(pair.second, lambda ms: ms - ends_ms + 3_000, ends_ms)
    assert at_ns is not None
    rig.until(lambda: rig.now_ns() >= at_ns)
    assert rig.player.heard_ms == pytest.approx(ends_ms, abs=50)
    pair.change.make()
    assert rig.player.position_ms == pytest.approx(3_000, abs=5)


def test_where_the_sound_is_must_be_known(pair: Pair) -> None:
    assert pair.change.aim(pair.second, lambda ms: ms) is None
    pair.rig.player.play_track(pair.first)
    assert pair.rig.player.state is PlayState.LOADING
    assert pair.change.aim(pair.second, lambda ms: ms) is None
    pair.change.make()
    assert pair.rig.player.track == pair.first


def test_what_was_dropped_is_not_made(pair: Pair) -> None:
    pair.begin()
    assert pair.change.aim(pair.second, lambda ms: ms) is not None
    pair.change.drop()
    pair.change.make()
    assert pair.rig.player.track == pair.first


def test_how_long_a_start_takes_is_learned(tmp_path: Path) -> None:
    """An output that needs longer than others is told so much earlier."""
    rig = scripted_rig(LASTS_MS, prepared_delay_ms=70)
    pair = pair_of(rig, tmp_path, "wav", SourceTime(0), SourceTime(0))
    pair.begin()
    turns = ((pair.second, 2_000), (pair.first, -2_000), (pair.second, 2_000))
    off_ms = [abs(pair.change_to(track, later_ms)) for track, later_ms in turns]
    assert off_ms[0] > 40
    assert max(off_ms[1:]) < 15


def test_a_change_made_late_says_nothing_about_the_output(tmp_path: Path) -> None:
    pair = pair_of(scripted_rig(LASTS_MS, 12), tmp_path, "wav", SourceTime(0), SourceTime(0))
    pair.begin()
    assert pair.change.aim(pair.second, lambda ms: ms + 2_000) is not None
    pair.rig.play_for(180)
    pair.change.make()
    pair.rig.play_for(500)
    pair.change.learn()
    assert pair.change_to(pair.second, -1_000) == pytest.approx(0, abs=15)
