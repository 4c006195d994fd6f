"""From the music that plays to another place, at the moment when that has to sound."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from app.player import mp3_reservoir
from app.player.asking import Asked
from app.player.file_look import FileLook, look_at
from app.player.first_sound import LONG_MS, opening_ms
from app.player.records import PlayState
from app.player.sound_server import works_in_cycles

if TYPE_CHECKING:
    from pathlib import Path

    from app.player.player import Player
    from app.player.records import PlayableTrack

log = logging.getLogger(__name__)

LEAD_MS = 100.0  # a place in a known file is ready in 10 to 40 ms
# From being told to start until sound flows: measured, then learned. PipeWire has cycles of 21 ms.
START_MS, START_IN_CYCLES_MS = 12.0, 50.0
SETTLED_MS = 300.0  # after a start, its lateness is known for certain
LONGEST_START_MS = 200.0
FAR_MS = 1000  # any place that isn't near the start of a file


@dataclass(frozen=True, slots=True)
class _Aim:
    track: PlayableTrack
    place_ms: int
    at_ns: int


class ChangeOver:
    """`aim` gets the other place ready while the music plays on, and says when to `make` the
    change; `learn`, called now and then, sees how it went.

    Files with blocks begin at one of them: there, the change waits for the moment of a block.
    """

    def __init__(
        self,
        player: Player,
        monotonic_ns: Callable[[], int] = time.monotonic_ns,
        in_cycles: Callable[[], bool] = works_in_cycles,
    ) -> None:
        """in_cycles: whether the sound server works in cycles."""
        self._player = player
        self._now_ns = monotonic_ns
        self._aim: _Aim | None = None
        self._made: _Aim | None = None
        self._start_ms: dict[Path, float] = {}
        # on this output, of a file that nothing is known of
        self._usual_ms = START_IN_CYCLES_MS if in_cycles() else START_MS
        self._looks: dict[Path, Asked[FileLook]] = {}

    def get_to_know(self, track: PlayableTrack) -> None:
        """Looks at its file, off the caller's thread."""
        if track.path not in self._looks:
            self._looks[track.path] = Asked(partial(look_at, track.path))
            mp3_reservoir.get_to_know(track.path)

    def aim(
        self,
        track: PlayableTrack,
        place_at: Callable[[float], float],
        from_ms: float | None = None,
    ) -> int | None:
        """place_at: for a place in the playing track, the same moment in the other, both in ms.
        from_ms: the place at which to change; as soon as possible by default.

        Returns when to `make` it, in monotonic ns; None while it isn't known where the sound is.
        """
        player, playing = self._player, self._player.track
        if playing is None or player.state is not PlayState.PLAYING:
            return None
        now_ns, heard_ms = self._now_ns(), player.heard_ms
        rate = player.rate * playing.source.tempo_ratio
        start_ms = self._start_ms_of(track)
        left_ms = LEAD_MS if from_ms is None else (from_ms - heard_ms) / rate - start_ms
        wait_ms = max(0.0, left_ms)

        def file_ms(after_ms: float) -> float:
            return track.source.file_at(place_at(heard_ms + rate * (after_ms + start_ms)))

        wait_ms += self._until_block(track, file_ms, wait_ms, is_next=from_ms is None)
        place_ms = max(0, round(track.source.track_at(file_ms(wait_ms))))
        self._aim = _Aim(track, place_ms, now_ns + int(max(0.0, wait_ms) * 1e6))
        player.prepare(track, place_ms)
        player.is_aimed = True
        return self._aim.at_ns

    def drop(self) -> None:
        """The change won't be made."""
        self._aim, self._player.is_aimed = None, False

    def make(self) -> None:
        aim, player = self._aim, self._player
        if aim is None:
            return
        self.drop()
        self._made = replace(aim, at_ns=self._now_ns())
        playing = player.track
        if playing is not None and playing.line == aim.track.line:
            player.seek_ms(aim.place_ms)
        else:
            player.play_track(aim.track, aim.place_ms)

    def learn(self) -> None:
        """How long after being told the sound of the last change began."""
        made, player = self._made, self._player
        if made is None or player.track is None or player.state is not PlayState.PLAYING:
            return
        passed_ms = (self._now_ns() - made.at_ns) / 1e6
        if passed_ms < SETTLED_MS:
            return
        self._made = None
        rate = player.rate * player.track.source.tempo_ratio
        took_ms = passed_ms - (player.heard_ms - made.place_ms) / rate
        log.debug("a change-over to %s took %.0f ms", made.track.path.name, took_ms)
        if abs(took_ms) <= LONGEST_START_MS:
            self._learn(made.track.path, took_ms)

    def _learn(self, path: Path, took_ms: float) -> None:
        """From the mean of what was known and what is new: a single start is off by up to 20 ms."""
        learned_ms = (self._start_ms.get(path, took_ms) + took_ms) / 2
        self._start_ms[path] = learned_ms
        self._usual_ms = learned_ms - self._misses_ms(path)

    def _start_ms_of(self, track: PlayableTrack) -> float:
        known_ms = self._start_ms.get(track.path)
        return self._usual_ms + self._misses_ms(track.path) if known_ms is None else known_ms

    def _misses_ms(self, path: Path) -> float:
        """How much its decoder may miss at first."""
        return FAR_MS - opening_ms(path, FAR_MS, None) if self._block_ms(path) is None else 0.0

    def _block_ms(self, path: Path) -> float | None:
        look = self._looks.get(path)
        return look.answer().block_ms if look is not None and look.is_answered else None

    def _until_block(
        self,
        track: PlayableTrack,
        file_ms: Callable[[float], float],
        wait_ms: float,
        *,
        is_next: bool,
    ) -> float:
        """How much longer to wait, below 0 for less, until the place is the start of a block."""
        block_ms = self._block_ms(track.path)
        if block_ms is None or block_ms > LONG_MS:
            return 0.0
        place_ms, later_ms = file_ms(wait_ms), file_ms(wait_ms + block_ms)
        speed = (later_ms - place_ms) / block_ms
        number = (math.ceil if is_next else round)(place_ms / block_ms)
        return (number * block_ms - place_ms) / speed if speed > 0 else 0.0
