"""How well builds, climaxes, drops and breaks are found, and how long that takes.

Usage: python -m bench.dynamics FOLDER… [--rounds 3]

FOLDER holds tracks and their truth.json: for each of its "tracks", the file's name ("track"), its
"builds" and "breaks" [[start_ms, end_ms] …], its "climaxes" [[from_ms, to_ms] …] and its "drops"
[ms …]. A build or break is right if it shares half of the union with a true one, a climax if it
starts within 2 s of a held top, a drop if it starts within 1.5 s of one; each true event counts
once. Without FOLDER, only the time is measured, on made-up music.

The time is that of hearing a track, from its file to its events, on one core; the floor is
soundfile decoding the same file. They take turns, and the figure is the median of their ratios.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.analysis.dynamics.hearing import hear_dynamics
from app.analysis.dynamics.measured import HOP_MS
from app.analysis.dynamics.records import EventKind, FoundEvent
from bench.figure import median, ratio_by_turns, say
from bench.peaks import make_flac

KEYS = {
    EventKind.BUILD: "builds",
    EventKind.CLIMAX: "climaxes",
    EventKind.DROP: "drops",
    EventKind.BREAK: "breaks",
}
CLIMAX_WITHIN_MS, DROP_WITHIN_MS = 2000, 1500
BLOCK_FRAMES = 1 << 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    if wanted.folders:
        score(wanted.folders)
        files = [path for folder in wanted.folders for path in sorted(folder.glob("*.ogg"))[:3]]
        measure(files, wanted.rounds)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure([make_flac(Path(folder) / "music.flac", minutes=4)], wanted.rounds)


def score(folders: Sequence[Path]) -> None:
    right: Counter[EventKind] = Counter()
    shown: Counter[EventKind] = Counter()
    true: Counter[EventKind] = Counter()
    for folder, track in _tracks(folders):
        events = hear_dynamics(folder / track["track"]).dynamics.events
        for kind, key in KEYS.items():
            found = [each for each in events if each.kind is kind]
            right[kind] += len(hits(found, track[key]))
            shown[kind] += len(found)
            true[kind] += len(track[key])
    for kind in KEYS:
        say(
            f"dynamics_{kind.value}",
            precision=right[kind] / max(1, shown[kind]),
            recall=right[kind] / max(1, true[kind]),
            right=right[kind],
            shown=shown[kind],
            true=true[kind],
        )


def hits(found: Sequence[FoundEvent], true: Sequence[Any]) -> list[FoundEvent]:
    left, right = list(true), []
    for event in sorted(found, key=lambda event: event.start_ms):
        match = next((each for each in left if is_right(event, each)), None)
        if match is not None:
            left.remove(match)
            right.append(event)
    return right


def is_right(event: FoundEvent, true: Any) -> bool:
    """true: of a drop, its time; of the others, start and end."""
    if event.kind is EventKind.DROP:
        return bool(abs(event.start_ms - true) <= DROP_WITHIN_MS)
    start_ms, end_ms = true
    if event.kind is EventKind.CLIMAX:
        return bool(start_ms - CLIMAX_WITHIN_MS <= event.start_ms <= end_ms + CLIMAX_WITHIN_MS)
    shared = min(event.end_ms, end_ms) - max(event.start_ms, start_ms)
    whole = max(event.end_ms, end_ms) - min(event.start_ms, start_ms)
    return bool(2 * shared >= whole)


def _tracks(folders: Sequence[Path]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for folder in folders:
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        for track in truth["tracks"]:
            yield folder, track


def measure(files: Sequence[Path], rounds: int) -> None:
    ours, floors, minutes = [], [], 0.0
    for path in files:
        for _ in range(rounds):
            began = time.perf_counter()
            heard = hear_dynamics(path)
            ours.append(time.perf_counter() - began)
            floors.append(_decoding_seconds(path))
        minutes += len(heard.dynamics.measured) * HOP_MS / 60_000
    say(
        "dynamics_seconds",
        seconds=median(ours),
        floor_seconds=median(floors),
        ratio=ratio_by_turns(ours, floors),
        times_real_time=60 * minutes * rounds / sum(ours),
        rounds=rounds,
    )


def _decoding_seconds(path: Path) -> float:
    import soundfile

    began = time.perf_counter()
    with soundfile.SoundFile(path) as file:
        for _ in file.blocks(BLOCK_FRAMES, dtype="float32", always_2d=True):
            pass
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
