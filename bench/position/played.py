"""The program plays in a process of its own while the device is recorded."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.position.sound_card import RATE_HZ, Recorder, SoundCard
from bench.position.time_sound import Heard, Samples, read

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the trace that says what happened: key is begins, did, jumped, track or told."""

    at_ms: float
    key: str
    value: Any
    position_ms: int


@dataclass(frozen=True, slots=True)
class Played:
    """Trace and recording on one axis: monotonic milliseconds."""

    shown_at_ms: NDArray[np.float64]
    shown_ms: NDArray[np.float64]
    is_playing: NDArray[np.bool_]
    notes: tuple[Note, ...]
    heard: Heard  # its at_ms is monotonic like the others


def play(
    card: SoundCard,
    folder: Path,
    files: Sequence[Path],
    steps: Sequence[Sequence[object]] = (),
    *,
    seconds: float | None = None,
    start_s: float = 0.0,
    meanwhile: Callable[[subprocess.Popen[bytes]], None] | None = None,
    follows: bool = False,
) -> Played:
    """Plays files by `main.py play` with these steps. `meanwhile` is called with the process.

    follows: the recorder starts again when its device comes back.
    """
    trace, todo = folder / "trace.jsonl", folder / "steps.jsonl"
    todo.write_text("".join(json.dumps(step) + "\n" for step in steps), encoding="utf-8")
    recorder = Recorder(card, follows=follows)
    command = [sys.executable, str(ROOT / "main.py"), "--profile", str(folder / "profile"), "play"]
    command += [*map(str, files), "--trace", str(trace), "--steps", str(todo)]
    command += ["--start", str(start_s)]
    if seconds is not None:
        command += ["--seconds", str(seconds)]
    process = subprocess.Popen(command, env=card.environment, stdout=subprocess.DEVNULL)
    if meanwhile is not None:
        meanwhile(process)
    code = process.wait()
    time.sleep(0.2)  # what is still in the device
    samples, began_ms = recorder.stop()
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with {code}")
    return _together(trace, samples, began_ms)


def _together(trace: Path, samples: Samples, began_ms: float) -> Played:
    lines = [json.loads(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    looks = [line for line in lines if "state" in line]
    notes = tuple(
        Note(line["monotonic_ns"] / 1e6, key, line[key], line["position_ms"])
        for line in lines
        for key in ("begins", "did", "jumped", "track", "told")
        if key in line
    )
    at_ms = np.array([line["monotonic_ns"] / 1e6 for line in looks])
    shown_ms = np.array([float(line["position_ms"]) for line in looks])
    is_playing = np.array([line["state"] == "playing" for line in looks], bool)
    heard = read(samples, RATE_HZ, lambda ms: np.interp(ms + began_ms, at_ms, shown_ms))
    return Played(at_ms, shown_ms, is_playing, notes, replace(heard, at_ms=heard.at_ms + began_ms))
