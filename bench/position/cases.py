"""What is measured: each case plays something and answers with its figures."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bench.position.compare import Errors, Start, errors, p95, starts, worst
from bench.position.files import FORMATS, Sort, write, write_chained, zero_ms
from bench.position.played import Played, play
from bench.position.sound_card import DEVICE, SoundCard, raise_priority

RATES = (0.5, 0.75, 1.25, 1.5, 2.0)
OFF_PITCH = 2e-4
Figures = dict[str, float | int | str]

# The bars of the figures, in ms; the rest are counts that must be 0.
BARS = {
    "steady_p95": 25.0,
    "steady_worst": 60.0,
    "first_p95": 45.0,
    "begins_worst": 50.0,
    "resume_p95": 25.0,
    "rate_p95": 40.0,
    "jump_worst": 50.0,
    "seam_silence": 120.0,
    "drift": 25.0,
    "next_silence": 150.0,
    "busy_p95": 45.0,
    "recovery": 2000.0,
    "after_p95": 25.0,
    "zero_off": 10.0,
    "frozen_moves": 0.0,
    "steps_back": 0.0,
    "never_heard": 0.0,
}


@dataclass
class Bench:
    """Where the cases play: the card, the folder for files, and the scratch folder."""

    card: SoundCard
    files: Path
    scratch: Path
    zeros: dict[str, float] = field(default_factory=dict)

    def zero_ms(self, sort: Sort) -> float:
        """Of the short file of its kind: the encoder puts the same before a long one."""
        short = Sort(sort.format, 20, sort.rate_hz, sort.channels)
        if short.name not in self.zeros:
            self.zeros[short.name] = zero_ms(write(short, self.files))
        return self.zeros[short.name]

    def play(self, files: list[Path], steps: list[list[object]], **how: object) -> Played:
        return play(self.card, self.scratch, files, steps, **how)  # type: ignore[arg-type]


def format_case(bench: Bench, sort: Sort, seeks: int = 6) -> Figures:
    """Start, seeks all over the file, a pause; all of it 20 s and more of steady sound."""
    chance = random.Random(sort.name)
    steps: list[list[object]] = []
    at_s = 4.0
    for _ in range(seeks):
        steps.append([at_s, "seek", round(chance.uniform(1, sort.seconds - 10), 3)])
        at_s += 3.0
    steps += [[at_s, "pause"], [at_s + 1.0, "resume"]]
    at_s += 4.0
    return _with_pause(bench, sort, steps, at_s)


def short_case(bench: Bench, sort: Sort) -> Figures:
    """The least that says something: a start, two seeks and a pause in five seconds."""
    steps: list[list[object]] = [
        [1.2, "seek", 12.345],
        [2.6, "seek", 6.789],
        [4.0, "pause"],
        [4.3, "resume"],
    ]
    return _with_pause(bench, sort, steps, 5.4)


def _with_pause(bench: Bench, sort: Sort, steps: list[list[object]], seconds: float) -> Figures:
    played = bench.play([write(sort, bench.files)], steps, seconds=seconds)
    zero = bench.zero_ms(sort)
    begun, lost = starts(played, zero)
    found = errors(played, begun, zero)
    sought = [each.begins_ms - each.target_ms for each in begun if each.kind == "seek"]
    return {
        **_shown(found),
        "begins_worst": worst(np.array(sought)),
        "asked_to_sound": _middle(e.edge_ms - e.asked_ms for e in begun if e.kind == "seek"),
        **_pause(played, begun, zero),
        "off_pitch_share": _off_pitch(played),
        "never_heard": lost,
        "zero_in_file": round(zero, 1),
    }


def rate_case(bench: Bench, sort: Sort) -> Figures:
    """Every rate for four seconds, then a seek at the last."""
    steps: list[list[object]] = [[2 + 4 * n, "rate", rate] for n, rate in enumerate(RATES)]
    steps += [[2 + 4 * len(RATES), "seek", 120.0]]
    played = bench.play([write(sort, bench.files)], steps, seconds=5 + 4.0 * len(RATES))
    zero = bench.zero_ms(sort)
    begun, lost = starts(played, zero)
    found = errors(played, begun, zero)
    everything = np.concatenate([found.steady, found.first])
    return {
        "rate_p95": p95(everything),
        "rate_worst": worst(everything),
        "steps_back": found.steps_back,
        "never_heard": lost,
    }


def loop_case(
    bench: Bench, sort: Sort, span_s: float, rounds: int, first_s: float = 30.37
) -> Figures:
    """Silence at the seam, the place it jumps to and from, and whether that drifts."""
    steps: list[list[object]] = [[1.0, "loop", first_s, first_s + span_s]]
    seconds = 2.0 + (rounds + 0.5) * (span_s + 0.1)
    played = bench.play([write(sort, bench.files)], steps, seconds=seconds)
    zero = bench.zero_ms(sort)
    begun, lost = starts(played, zero)
    found = errors(played, begun, zero)
    turns = [each for each in begun if each.kind == "loop"]
    off = np.array([each.begins_ms - each.target_ms for each in turns])
    left = np.array([each.left_ms - (first_s + span_s) * 1000 for each in turns])
    third = max(1, len(off) // 3)
    return {
        "rounds": len(turns),
        "jump_worst": worst(off),
        "left_middle": _middle(left[~np.isnan(left)]),
        "left_p95": p95(left[~np.isnan(left)]),
        "seam_silence": max((each.silent_ms for each in turns), default=float("nan")),
        "drift": abs(float(np.median(off[-third:]) - np.median(off[:third]))),
        **_shown(found),
        "never_heard": lost,
    }


def next_case(bench: Bench, sort: Sort) -> Figures:
    """Two files that are sound from end to end: how much silence is between them?"""
    part = write(Sort(sort.format, 20, sort.rate_hz, sort.channels), bench.files)
    played = bench.play([part, part, part], [], start_s=8.0, seconds=40.0)
    begun, lost = starts(played, bench.zero_ms(sort))
    found = errors(played, begun, bench.zero_ms(sort))
    nexts = [each for each in begun if each.kind == "track"]
    return {
        "next_silence": max((each.silent_ms for each in nexts), default=float("nan")),
        "tracks": len(nexts),
        **_shown(found),
        "never_heard": lost,
    }


def busy_case(bench: Bench, sort: Sort) -> Figures:
    """Both cores taken by somebody else."""
    path = write(sort, bench.files)
    cores = str(os.cpu_count() or 2)
    load = subprocess.Popen(
        ["stress-ng", "--cpu", cores, "--timeout", "60"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        played = bench.play([path], [[8, "seek", 90.0], [16, "seek", 33.3]], seconds=25.0)
    finally:
        load.terminate()
        load.wait()
    zero = bench.zero_ms(sort)
    begun, lost = starts(played, zero)
    found = errors(played, begun, zero)
    return {
        "busy_p95": p95(found.steady),
        "busy_worst": worst(found.steady),
        "first_p95": p95(found.first),
        "steps_back": found.steps_back,
        "never_heard": lost,
    }


def sleep_case(bench: Bench, sort: Sort) -> Figures:
    """Player and sound server stand still for five seconds, as in a system’s sleep."""

    def sleep(process: subprocess.Popen[bytes]) -> None:
        time.sleep(5)
        for stopped in (process.pid, bench.card.process.pid):
            os.kill(stopped, signal.SIGSTOP)
        time.sleep(5)
        for stopped in (bench.card.process.pid, process.pid):
            os.kill(stopped, signal.SIGCONT)

    played = bench.play([write(sort, bench.files)], [], seconds=20.0, meanwhile=sleep)
    return _recovery(played, bench.zero_ms(sort))


def device_case(bench: Bench, sort: Sort) -> Figures:
    """The device is taken away, and another one appears three seconds later."""

    def replug(_process: subprocess.Popen[bytes]) -> None:
        time.sleep(5)
        bench.card.disconnect()
        time.sleep(3)
        bench.card.connect(DEVICE)

    card = bench.card
    played = play(
        card,
        bench.scratch,
        [write(sort, bench.files)],
        seconds=20.0,
        meanwhile=replug,
        follows=True,
    )
    told = [note for note in played.notes if note.key == "told"]
    return {**_recovery(played, bench.zero_ms(sort)), "told": len(told)}


def chained_case(bench: Bench) -> Figures:
    """One Ogg file of two streams: the second begins at its own zero, 100 s into the file."""
    path = write_chained(bench.files)
    played = bench.play([path], [[3, "seek", 40.0], [6, "seek", 95.0]], seconds=20.0)
    zero = bench.zero_ms(Sort("vorbis", 100))
    begun, lost = starts(played, zero)
    found = errors(played, begun, zero)
    late = played.shown_ms > 102_000
    second = errors(played, begun, zero + 100_000.0).steady
    return {
        **_shown(_only(found, np.abs(found.steady) < 50_000)),
        "second_stream_p95": p95(second[np.abs(second) < 50_000]),
        "second_stream_looks": int(late.sum()),
        "never_heard": lost,
    }


def zero_case(bench: Bench, sort: Sort) -> Figures:
    """The same moment as the waveform has it and as it is heard, from three starts."""
    path = write(sort, bench.files)
    heard_off = []
    zero = bench.zero_ms(sort)
    for start_s in (0.0, 60.0, 121.7):
        played = bench.play([path], [], start_s=start_s, seconds=4.0)
        begun, _lost = starts(played, zero)
        heard_off.append(float(np.median(errors(played, begun, zero).steady)))
    return {
        "zero_in_file": round(zero, 1),
        "zero_off": abs(float(np.median(heard_off))),
        "zero_off_worst": worst(np.array(heard_off)),
    }


def prepare(bench: Bench, sorts: Iterable[Sort]) -> None:
    """Write what will be needed, so that no encoder runs beside a measurement."""
    for sort in sorts:
        write(sort, bench.files)
    for name in FORMATS:
        for rate_hz in (44_100, 48_000):
            for channels in (1, 2):
                bench.zero_ms(Sort(name, 20, rate_hz, channels))


def can_be_busy() -> bool:
    return shutil.which("stress-ng") is not None


def _shown(found: Errors) -> Figures:
    return {
        "steady_p95": p95(found.steady),
        "steady_worst": worst(found.steady),
        "steady_seconds": round(len(found.steady) * 0.02, 1),
        "first_p95": p95(found.first),
        "steps_back": found.steps_back,
    }


def _pause(played: Played, begun: list[Start], zero: float) -> Figures:
    """Frozen to the millisecond while paused; right again after."""
    done = {note.value: note.at_ms for note in played.notes if note.key == "did"}
    begins = {note.value: note.at_ms for note in played.notes if note.key == "begins"}
    rests = (played.shown_at_ms > done["pause"]) & (played.shown_at_ms < begins["resume"])
    resumed = [each for each in begun if each.kind == "resume"]
    found = errors(played, resumed, zero)
    return {
        "frozen_moves": int(np.ptp(played.shown_ms[rests])),
        "resume_p95": p95(np.concatenate([found.first, found.steady])),
    }


def _recovery(played: Played, zero: float) -> Figures:
    """From the longest silence on: how long until the position is right for good."""
    heard = played.heard
    quiet = np.flatnonzero(heard.is_silent[:-1])
    runs = np.split(quiet, np.flatnonzero(np.diff(quiet) > 1) + 1)
    longest = max(runs, key=len)
    back_ms = float(heard.at_ms[longest[-1]])
    begun, lost = starts(played, zero)
    late = errors(played, [_again(begun[0], back_ms)], zero)
    looks = np.concatenate([late.first, late.steady])
    wrong = np.flatnonzero(np.abs(looks) > 60)
    return {
        "silence": round(len(longest) * 5.0),
        "recovery": float(20 * (wrong[-1] + 1)) if len(wrong) else 0.0,
        "after_p95": p95(late.steady[75:]),
        "steps_back": late.steps_back,
        "never_heard": lost,
    }


def _again(start: Start, at_ms: float) -> Start:
    return Start(start.kind, start.target_ms, at_ms, at_ms, start.begins_ms, 0.0, float("nan"))


def _only(found: Errors, kept: np.ndarray) -> Errors:
    return Errors(found.steady[kept], found.first[np.abs(found.first) < 50_000], found.steps_back)


def _middle(values: Iterable[float]) -> float:
    listed = list(values)
    return float(np.median(listed)) if listed else float("nan")


def _off_pitch(played: Played) -> float:
    """The share of clear sound that somebody resampled."""
    pitch = played.heard.pitch[~np.isnan(played.heard.pitch)]
    return float((np.abs(pitch - 1) > OFF_PITCH).mean()) if len(pitch) else float("nan")


__all__ = [
    "BARS",
    "Bench",
    "Figures",
    "busy_case",
    "can_be_busy",
    "chained_case",
    "device_case",
    "format_case",
    "loop_case",
    "next_case",
    "prepare",
    "raise_priority",
    "rate_case",
    "sleep_case",
    "zero_case",
]
