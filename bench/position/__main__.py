"""Compares what the timeline shows with what is heard, at a sound card of its own.

Usage: python -m bench.position [--only TEXT] [--every] [--files DIR] [--short]
       [--server pulseaudio|pipewire]

Plays files through `main.py play --trace` into a private sound server, PulseAudio or PipeWire,
records what comes out, and compares. Prints one JSON line per case, then a table that shows what
misses its limit. Needs that server and ffmpeg, and stress-ng for the case with busy cores. Takes
about half an hour; with --every two and a half hours, with --short a few minutes.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figure import say
from bench.position import cases, upsets
from bench.position.figures import BARS, Figures
from bench.position.files import FORMATS, Sort
from bench.position.private_server import PULSEAUDIO, SERVERS
from bench.position.rig import Bench
from bench.position.sound_card import SoundCard, missing_tools, raise_priority
from bench.position.turns import turns_case

HOUR = 3600
MAIN = ("wav", "flac", "vorbis", "opus", "aac", "mp3-cbr", "mp3-vbr")
Case = tuple[str, Callable[[Bench], Figures]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="the cases whose name has this in it")
    parser.add_argument("--every", action="store_true", help="every length, rate, width and cover")
    parser.add_argument("--short", action="store_true", help="200 s files only, few rounds")
    parser.add_argument("--files", type=Path, help="keep the files here for the next time")
    parser.add_argument("--server", choices=SERVERS, default=PULSEAUDIO)
    wanted = parser.parse_args()
    if missing := missing_tools(wanted.server):
        sys.stderr.write(f"This wants {missing}: install it first.\n")
        return 2
    raise_priority(os.getpid())
    with tempfile.TemporaryDirectory() as scratch, _card(Path(scratch), wanted.server) as card:
        files = wanted.files or Path(scratch)
        files.mkdir(parents=True, exist_ok=True)
        bench = Bench(card, files, Path(scratch))
        chosen = [case for case in _cases(wanted) if wanted.only in case[0]]
        results = {name: _measured(name, case, bench) for name, case in chosen}
    return _table(results)


@contextlib.contextmanager
def _card(scratch: Path, server: str) -> Iterator[SoundCard]:
    card = SoundCard(scratch, server)
    try:
        yield card
    finally:
        card.close()


def _measured(name: str, case: Callable[[Bench], Figures], bench: Bench) -> Figures:
    figures = case(bench)
    say("position", case=name, **figures)
    return figures


def _cases(wanted: argparse.Namespace) -> Iterator[Case]:
    for sort in _sorts(wanted):
        yield f"play {sort.name}", lambda bench, sort=sort: cases.format_case(bench, sort)  # type: ignore[misc]
    for name in FORMATS if wanted.every else MAIN:
        yield from _other_cases(Sort(name), wanted)
    yield "chained", cases.chained_case


def _other_cases(sort: Sort, wanted: argparse.Namespace) -> Iterator[Case]:
    yield f"zero {sort.format}", lambda bench: cases.zero_case(bench, sort)
    yield f"rates {sort.format}", lambda bench: cases.rate_case(bench, sort)
    yield f"next {sort.format}", lambda bench: cases.next_case(bench, sort)
    yield f"turns {sort.format}", lambda bench: turns_case(bench, sort)
    rounds = 8 if wanted.short else 50
    if sort.format in ("flac", "mp3-cbr", "vorbis") or wanted.every:
        yield f"loop 2 s {sort.format}", lambda bench: cases.loop_case(bench, sort, 2.0, rounds)
        yield f"loop 10 s {sort.format}", lambda bench: cases.loop_case(bench, sort, 10.0, 5)
    if sort.format == "flac" and not wanted.short:
        yield f"loop 60 s {sort.format}", lambda bench: cases.loop_case(bench, sort, 60.0, 3)
    if sort.format in ("flac", "vorbis", "mp3-vbr") or wanted.every:
        if upsets.can_be_busy():
            yield f"busy {sort.format}", lambda bench: upsets.busy_case(bench, sort)
        yield f"sleep {sort.format}", lambda bench: upsets.sleep_case(bench, sort)
        yield f"device {sort.format}", lambda bench: upsets.device_case(bench, sort)


def _sorts(wanted: argparse.Namespace) -> Iterator[Sort]:
    """Every value of everything at least once with each format; with --every, all combinations."""
    for name in FORMATS:
        if wanted.every:
            for seconds in (200, HOUR):
                for rate_hz in (48_000,) if name == "opus" else (44_100, 48_000):
                    for channels in (1, 2):
                        for has_cover in (False,) if name == "wav" else (False, True):
                            yield Sort(name, seconds, rate_hz, channels, has_cover)
            continue
        rate_hz = 48_000 if name == "opus" else 44_100
        yield Sort(name, 200, rate_hz, 2)
        yield Sort(name, 200, 48_000, 1, has_cover=name != "wav")
        if not wanted.short:
            yield Sort(name, HOUR, rate_hz, 2, has_cover=name != "wav")
            yield Sort(name, HOUR, 48_000, 1)


def _table(results: dict[str, Figures]) -> int:
    """Everything with a limit, one line per case; * where it misses."""
    misses = 0
    for name, figures in results.items():
        cells = []
        for figure, bar in BARS.items():
            if figure not in figures:
                continue
            value = float(figures[figure])
            holds = value <= bar  # NaN: not measured, which is a miss
            misses += not holds
            cells.append(f"{figure} {value:.0f}{'' if holds else '*'}")
        sys.stdout.write(f"{name:36} {'  '.join(cells)}\n")
    sys.stdout.write(f"{len(results)} cases, {misses} figures miss their limit (*)\n")
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main())
