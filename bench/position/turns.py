"""Two places of the same sound heard by turns: the silence at a change-over, and how far it is off.

One recording is heard as two tracks, the second of which is `APART_MS` later in the file, so what
is heard says which of them it is, and how well they are aligned.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from app.core.source_time import SourceTime
from app.player.change_over import ChangeOver
from app.player.player import Player
from app.player.records import PlayableTrack
from app.player.vlc_backend import VlcBackend
from bench.position.compare import p95, worst
from bench.position.figures import Figures
from bench.position.files import Sort, write
from bench.position.rig import Bench
from bench.position.sound_card import RATE_HZ, Recorder, SoundCard
from bench.position.time_sound import HOP_S, Heard, read

LASTS_MS, APART_MS = 18_000, 19_500
FIRST, SECOND = SourceTime(1_000, 19_000), SourceTime(20_500, 38_500)
LOOK_S = 0.016
EVERY_S = 1.0
STILL_BEFORE_MS, STILL_AFTER_MS, SETTLED_MS = (-350, -40), (150, 750), 250


@dataclass(frozen=True, slots=True)
class Change:
    """at_ms: monotonic, when it was made. to: 1 for the second track."""

    at_ms: float
    to: int


def turns_case(bench: Bench, sort: Sort, changes: int = 12) -> Figures:
    """The first change-over, when nothing is known of the output, and all later ones."""
    made, samples, began_ms = _hear(bench, sort, changes)
    heard = read(samples, RATE_HZ)
    at_ms = heard.at_ms + began_ms
    off = np.array([_off_ms(heard, at_ms, each) for each in made])
    silent = [_silent_ms(heard, at_ms, each.at_ms) for each in made]
    return {
        "turns": len(made),
        "turn_first": worst(off[:1]),
        "turn_middle": float(np.median(np.abs(off))),
        "turn_p95": p95(off[1:]),
        "turn_worst": worst(off[1:]),
        "turn_silence": max(silent, default=float("nan")),
        "turn_silence_middle": float(np.median(silent)),
        "never_heard": int(np.isnan(off).sum()),
    }


def _hear(bench: Bench, sort: Sort, changes: int) -> tuple[list[Change], np.ndarray, float]:
    path = write(Sort(sort.format, 40, sort.rate_hz, sort.channels), bench.files)
    tracks = [PlayableTrack(n, path, LASTS_MS, part) for n, part in enumerate((FIRST, SECOND))]
    with _on(bench.card):
        player = Player(VlcBackend())
        change = ChangeOver(player)
        change.get_to_know(tracks[0])
        recorder = Recorder(bench.card)
        try:
            player.play_track(tracks[0], 500)
            made = list(_changes(player, change, tracks, changes))
            time.sleep(0.2)
            samples, began_ms = recorder.stop()
        finally:
            player.close()
    return made, samples, began_ms


def _changes(
    player: Player, change: ChangeOver, tracks: list[PlayableTrack], count: int
) -> Iterator[Change]:
    for number in range(1, count + 1):
        to, until_s = number % 2, time.monotonic() + EVERY_S
        at_ns: int | None = None
        while at_ns is None:
            _look(player, change)
            if time.monotonic() >= until_s:
                at_ns = change.aim(tracks[to], lambda ms: ms)
        while (left_s := at_ns / 1e9 - time.monotonic()) > LOOK_S:
            _look(player, change)
        time.sleep(max(0.0, left_s))
        change.make()
        yield Change(at_ns / 1e6, to)
    until_s = time.monotonic() + EVERY_S
    while time.monotonic() < until_s:
        _look(player, change)


def _look(player: Player, change: ChangeOver) -> None:
    player.poll()
    change.learn()
    time.sleep(LOOK_S)


def _off_ms(heard: Heard, at_ms: np.ndarray, change: Change) -> float:
    """How much later in the music the sound is after it than it would have been without it."""
    place = heard.position_ms - at_ms
    before, after = (
        np.median(place[_within(at_ms - change.at_ms, still) & ~np.isnan(place)])
        for still in (STILL_BEFORE_MS, STILL_AFTER_MS)
    )
    return float(after - before) - (APART_MS if change.to else -APART_MS)


def _silent_ms(heard: Heard, at_ms: np.ndarray, made_ms: float) -> float:
    return 1000 * HOP_S * int(heard.is_silent[_within(at_ms - made_ms, (-60, SETTLED_MS))].sum())


def _within(ms: np.ndarray, bounds: tuple[float, float]) -> np.ndarray:
    return (ms > bounds[0]) & (ms < bounds[1])


@contextmanager
def _on(card: SoundCard) -> Iterator[None]:
    """libVLC reads the server's address from the environment."""
    before = dict(os.environ)
    os.environ.update(card.environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
