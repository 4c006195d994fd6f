"""A player on a scripted backend, or on silent libVLC."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from app.player.backend import VlcMissing
from app.player.player import Player
from app.player.records import PlayerEvent, PlayState
from tests.support.scripted_backend import HandClock, ScriptedBackend

LASTS_MS = 6000


class Rig:
    """A player with a way to let time pass, by hand or for real."""

    def __init__(self, player: Player, pass_ms: Callable[[float], None], now_ns: Callable[[], int]):
        self.player = player
        self._pass_ms = pass_ms
        self.now_ns = now_ns
        self.events: list[PlayerEvent] = []
        self.shown: list[int] = []

    def play_for(self, ms: float) -> None:
        until_ns = self.now_ns() + int(ms * 1e6)
        while self.now_ns() < until_ns:
            self._look()

    def until(self, is_so: Callable[[], bool], within_ms: float = 5000) -> None:
        until_ns = self.now_ns() + int(within_ms * 1e6)
        while not is_so():
            assert self.now_ns() < until_ns, "it didn't happen in time"
            self._look()

    def until_playing(self) -> None:
        self.until(lambda: self.player.state is PlayState.PLAYING)

    def told(self, kind: type[PlayerEvent]) -> list[PlayerEvent]:
        return [event for event in self.events if isinstance(event, kind)]

    def _look(self) -> None:
        self._pass_ms(16)
        self.events.extend(self.player.poll())
        self.shown.append(self.player.position_ms)

    @property
    def now_ms(self) -> float:
        return self.now_ns() / 1e6


def scripted_rig(lasts_ms: int = LASTS_MS, prepared_delay_ms: float = 0.0) -> Rig:
    clock = HandClock()
    backend = ScriptedBackend(
        clock, usual_duration_ms=lasts_ms, prepared_delay_ms=prepared_delay_ms
    )
    return Rig(Player(backend, clock), clock.turn_ms, clock)


def libvlc_rig() -> Rig:
    from app.player.vlc_backend import VlcBackend

    try:
        backend = VlcBackend(is_silent=True)
    except VlcMissing as missing:
        pytest.skip(str(missing))
    return Rig(Player(backend), lambda ms: time.sleep(ms / 1000), time.monotonic_ns)
