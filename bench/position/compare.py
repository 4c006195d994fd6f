"""Compares trace and sound: every figure in docs/position.md comes from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.position.played import Played

FIRST_MS = 500.0
SEEN_FROM_MS = 30.0  # half a window: so long after the edge is the middle of the first clear window
NEAR_MS = 1500.0

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Start:
    """One start of sound: when and where it was asked for, when and where it really began.

    asked_ms, edge_ms: monotonic. begins_ms: the place in the track where the sound begins.
    silent_ms: silence between the sound before and this one. left_ms: the place where the sound
    before it stopped, NaN if there was none.
    """

    kind: str
    target_ms: float
    asked_ms: float
    edge_ms: float
    begins_ms: float
    silent_ms: float
    left_ms: float


def starts(played: Played, zero_ms: float = 0.0) -> tuple[list[Start], int]:
    """The starts whose sound was found, and the number never heard."""
    asked = list(_asked(played))
    ends = [at_ms for _, at_ms, _ in asked[1:]] + [float(played.shown_at_ms[-1])]
    found = [
        _start(played, kind, at_ms, target_ms, until_ms, zero_ms)
        for (kind, at_ms, target_ms), until_ms in zip(asked, ends, strict=True)
    ]
    return [each for each in found if each is not None], sum(each is None for each in found)


def _asked(played: Played) -> Iterator[tuple[str, float, float]]:
    yield "start", float(played.shown_at_ms[0]), float(played.shown_ms[0])
    for note in played.notes:
        if note.key == "begins" and note.value in ("seek", "resume"):
            target = next(n for n in played.notes if n.key == "did" and n.at_ms > note.at_ms)
            yield note.value, note.at_ms, float(target.position_ms)
        elif note.key == "begins" and note.value == "loop":
            done = next(n for n in played.notes if n.key == "did" and n.at_ms > note.at_ms)
            if abs(done.position_ms - note.position_ms) > 50:  # it was outside, and went in
                yield "seek", note.at_ms, float(done.position_ms)
        elif note.key == "jumped" and note.value == "loop":
            yield "loop", note.at_ms, float(note.position_ms)
        elif note.key == "track" and note.value:
            yield "track", note.at_ms, 0.0


def _start(
    played: Played, kind: str, asked_ms: float, target_ms: float, until_ms: float, zero_ms: float
) -> Start | None:
    heard = played.heard
    place_ms = heard.position_ms + zero_ms
    since_ms = heard.at_ms - asked_ms
    is_new = (since_ms > 0) & (heard.at_ms < until_ms)
    is_new &= np.abs(place_ms - target_ms - since_ms / 2) < NEAR_MS
    if kind == "resume":  # the same line before and after: only silence separates them
        quiet = np.flatnonzero((since_ms > 0) & heard.is_silent)
        is_new &= since_ms > (since_ms[quiet[0]] if len(quiet) and since_ms[quiet[0]] < 60 else 0)
    found = np.flatnonzero(is_new)
    if not len(found):
        return None
    first = int(found[0])
    offset_ms = float(np.median((place_ms - heard.at_ms)[found[:60]]))
    before = np.flatnonzero(~np.isnan(place_ms[:first]) & (np.arange(first) > first - 400))
    is_old = (
        before[np.abs((place_ms - heard.at_ms)[before] - offset_ms) > 5] if len(before) else before
    )
    if kind == "resume":
        is_old = before
    last = int(is_old[-1]) if len(is_old) else None
    edge_ms, silent_ms = _edge(played, last, first)
    left_ms = np.nan
    if last is not None:
        was_ms = float(np.median((place_ms - heard.at_ms)[is_old[-60:]]))
        left_ms = edge_ms - silent_ms + was_ms
    return Start(kind, target_ms, asked_ms, edge_ms, edge_ms + offset_ms, silent_ms, left_ms)


def _edge(played: Played, last: int | None, first: int) -> tuple[float, float]:
    """When the sound of this first clear window began, and the silence before it."""
    heard = played.heard
    back = first - 1
    quiet = []
    while back > (last if last is not None else first - 40):
        if heard.is_silent[back]:
            quiet.append(back)
        back -= 1
    if quiet:
        hop_ms = float(heard.at_ms[1] - heard.at_ms[0])
        return float(heard.at_ms[quiet[0]]) + hop_ms / 2, len(quiet) * hop_ms
    if last is None:
        return float(heard.at_ms[first]) - SEEN_FROM_MS, 0.0
    return float(heard.at_ms[first] + heard.at_ms[last]) / 2, 0.0


@dataclass(frozen=True, slots=True)
class Errors:
    """Shown minus heard, in ms: positive if the timeline is ahead of the ear."""

    steady: Doubles
    first: Doubles
    steps_back: int


def errors(played: Played, begun: list[Start], zero_ms: float = 0.0) -> Errors:
    """Each look at the timeline while it plays is one value.

    first: from asking until 500 ms after the sound began; before it begins, compared with the place
    where it will. steady: after that. steps_back: looks that showed less than the one before, apart
    from jumps.
    """
    heard = played.heard
    place_ms = heard.position_ms + zero_ms
    clear = np.flatnonzero(~np.isnan(place_ms))
    steady: list[float] = []
    first: list[float] = []
    for start, until_ms in zip(begun, [s.asked_ms for s in begun[1:]] + [np.inf], strict=True):
        is_mine = (played.shown_at_ms >= start.asked_ms) & (played.shown_at_ms < until_ms)
        for at_ms, shown_ms in zip(
            played.shown_at_ms[is_mine & played.is_playing],
            played.shown_ms[is_mine & played.is_playing],
            strict=True,
        ):
            if at_ms < start.edge_ms:
                first.append(shown_ms - start.begins_ms)
                continue
            error = _error(place_ms, heard.at_ms, clear, float(at_ms), float(shown_ms))
            if error is not None:
                (first if at_ms < start.edge_ms + FIRST_MS else steady).append(error)
    return Errors(np.array(steady), np.array(first), _steps_back(played))


def _error(
    place_ms: Doubles, heard_at_ms: Doubles, clear: NDArray[np.int64], at_ms: float, shown_ms: float
) -> float | None:
    """None if the sound is not clear within a window."""
    after = int(np.searchsorted(heard_at_ms[clear], at_ms))
    near = [n for n in clear[max(0, after - 1) : after + 1] if abs(heard_at_ms[n] - at_ms) < 30]
    if not near:
        return None
    best = min(near, key=lambda n: abs(heard_at_ms[n] - at_ms))
    return shown_ms - float(place_ms[best] + at_ms - heard_at_ms[best])


def _steps_back(played: Played) -> int:
    jumps_ms = [note.at_ms for note in played.notes if note.key in ("did", "jumped", "track")]
    back = np.flatnonzero((np.diff(played.shown_ms) < 0) & played.is_playing[1:])
    return sum(
        not any(played.shown_at_ms[n] - 1 <= at <= played.shown_at_ms[n + 1] + 1 for at in jumps_ms)
        for n in back
    )


def p95(values: Doubles) -> float:
    return float(np.percentile(np.abs(values), 95)) if len(values) else float("nan")


def worst(values: Doubles) -> float:
    return float(np.abs(values).max()) if len(values) else float("nan")
