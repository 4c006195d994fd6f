"""What is measured: each case plays something and returns its figures."""

from __future__ import annotations

import random

import numpy as np

from bench.position.compare import Errors, errors, p95, starts, worst
from bench.position.figures import Figures, middle, off_pitch, paused, shown
from bench.position.files import Sort, write, write_chained
from bench.position.rig import Bench

RATES = (0.5, 0.75, 1.25, 1.5, 2.0)
# The length of VBR without a header is a guess, here 0.8 of the truth: it isn't possible to seek
# beyond it before it has played there.
GUESSED = 0.75


def format_case(bench: Bench, sort: Sort, seeks: int = 6) -> Figures:
    """A start, seeks all over the file, a pause; with 20 s and more of steady sound altogether."""
    chance = random.Random(sort.name)
    reach_s = (sort.seconds - 10) * (GUESSED if sort.format == "mp3-vbr-bare" else 1)
    steps: list[list[object]] = []
    at_s = 4.0
    for _ in range(seeks):
        steps.append([at_s, "seek", round(chance.uniform(1, reach_s), 3)])
        at_s += 3.0
    steps += [[at_s, "pause"], [at_s + 1.0, "resume"]]
    at_s += 4.0
    return _with_pause(bench, sort, steps, at_s)


def short_case(bench: Bench, sort: Sort) -> Figures:
    """The least that is meaningful: a start, two seeks and a pause in five seconds."""
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
        **shown(found),
        "begins_worst": worst(np.array(sought)),
        "asked_to_sound": middle(e.edge_ms - e.asked_ms for e in begun if e.kind == "seek"),
        **paused(played, begun, zero),
        "off_pitch_share": off_pitch(played),
        "never_heard": lost,
        "zero_in_file": round(zero, 1),
    }


def rate_case(bench: Bench, sort: Sort) -> Figures:
    """Every rate for four seconds, then a seek at the last one."""
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
    """Silence at the seam, the places it jumps from and to, and whether they drift."""
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
        "left_middle": middle(left[~np.isnan(left)]),
        "left_p95": p95(left[~np.isnan(left)]),
        "seam_silence": max((each.silent_ms for each in turns), default=float("nan")),
        "drift": abs(float(np.median(off[-third:]) - np.median(off[:third]))),
        **shown(found),
        "never_heard": lost,
    }


def next_case(bench: Bench, sort: Sort) -> Figures:
    """Two files with sound from end to end: how much silence is between them?"""
    part = write(Sort(sort.format, 20, sort.rate_hz, sort.channels), bench.files)
    played = bench.play([part, part, part], [], start_s=8.0, seconds=40.0)
    begun, lost = starts(played, bench.zero_ms(sort))
    found = errors(played, begun, bench.zero_ms(sort))
    nexts = [each for each in begun if each.kind == "track"]
    return {
        "next_silence": max((each.silent_ms for each in nexts), default=float("nan")),
        "tracks": len(nexts),
        **shown(found),
        "never_heard": lost,
    }


def chained_case(bench: Bench) -> Figures:
    """One Ogg file of two streams: the second starts at its own zero, 100 s into the file."""
    path = write_chained(bench.files)
    played = bench.play([path], [[3, "seek", 40.0], [6, "seek", 95.0]], seconds=20.0)
    zero = bench.zero_ms(Sort("vorbis", 100))
    begun, lost = starts(played, zero)
    found = errors(played, begun, zero)
    late = played.shown_ms > 102_000
    second = errors(played, begun, zero + 100_000.0).steady
    return {
        **shown(_only(found, np.abs(found.steady) < 50_000)),
        "second_stream_p95": p95(second[np.abs(second) < 50_000]),
        "second_stream_looks": int(late.sum()),
        "never_heard": lost,
    }


def zero_case(bench: Bench, sort: Sort) -> Figures:
    """The same moment in the waveform and as it is heard, from three starts."""
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


def _only(found: Errors, kept: np.ndarray) -> Errors:
    return Errors(found.steady[kept], found.first[np.abs(found.first) < 50_000], found.steps_back)
