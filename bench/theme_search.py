"""How long it takes to listen through a file, and to find a passage in three hours of music.

Usage: python -m bench.theme_search [--rounds 5] [--minutes 20]

Listening: the pitches of a made Vorbis file, compared with soundfile only decoding it, alternately,
in one process on one core; and the most memory that a worker has taken after a file of 3 hours.
Searching: a passage of ten seconds in 60 made tracks of three minutes, compared with the search
written plainly with numpy (`bench/plain_search.py`), alternately.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the program does

import numpy as np
import numpy.typing as npt
import soundfile

from app.analysis.hearing import hear
from app.analysis.pitch.notes import NOTES
from app.analysis.pitch.pitch_listener import PitchListener
from app.analysis.pitch.pitches import Pitches
from app.analysis.theme_search.records import Passage
from app.analysis.theme_search.search import find_returns
from app.analysis.theme_search.soundtrack import Soundtrack
from app.analysis.theme_search.views import CLASSES, Views, see
from app.core.jobs import JobContext
from bench.figure import median, ratio_by_turns, say
from bench.plain_search import plain_scores

RATE_HZ = 44100
TRACKS, TRACK_FRAMES = 60, 1800
HOME = Passage("0", 30_000, 40_000)
LONG_MINUTES = 180


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--minutes", type=int, default=20)
    parser.add_argument("--memory", type=Path, help="internal: one measurement in this process")
    wanted = parser.parse_args()
    if wanted.memory:
        print(json.dumps(_memory_mib(wanted.memory)))
        return
    _say_search(wanted.rounds)
    with tempfile.TemporaryDirectory() as folder:
        music = make_music(Path(folder) / "music.ogg", wanted.minutes)
        _say_listening(music, wanted.minutes, wanted.rounds)
        music.unlink()
        _say_memory(make_music(Path(folder) / "long.flac", LONG_MINUTES))


def make_music(path: Path, minutes: int) -> Path:
    """Chords of four notes with overtones, a new one each half second; a minute again and again."""
    rng = np.random.default_rng(1)
    t = np.arange(RATE_HZ // 2) / RATE_HZ
    parts = []
    for _chord in range(120):
        hz = 110 * 2 ** (rng.integers(0, 36, 4) / 12)
        waves = [np.sin(2 * np.pi * f * k * t + k) / k for f in hz for k in range(1, 8)]
        parts.append(0.05 * np.exp(-2 * t) * np.sum(waves, axis=0))
    sound = np.concatenate(parts) + 0.002 * rng.standard_normal(60 * RATE_HZ)
    minute = np.stack([sound, 0.8 * np.roll(sound, 300)], axis=1).astype(np.float32)
    kind = "FLAC" if path.suffix == ".flac" else "OGG"
    with soundfile.SoundFile(path, "w", RATE_HZ, 2, format=kind) as file:
        for _minute in range(minutes):
            for first in range(0, len(minute), 1 << 14):  # libsndfile's Vorbis fails on large ones
                file.write(minute[first : first + (1 << 14)])
    return path


def _say_listening(music: Path, minutes: int, rounds: int) -> None:
    ours, floors = [], []
    for _round in range(rounds):
        ours.append(_seconds(lambda: hear(music, lambda: [PitchListener()], JobContext())))
        floors.append(_seconds(lambda: _decode(music)))
    say(
        f"listen_through_{minutes}min_vorbis",
        seconds=median(ours),
        floor_seconds=median(floors),
        ratio=ratio_by_turns(ours, floors),
        times_real_time=minutes * 60 / median(ours),
        rounds=rounds,
    )


def _decode(music: Path) -> None:
    with soundfile.SoundFile(music) as file:
        block = np.empty((1 << 16, file.channels), np.float32)
        while file.buffer_read_into(block, "float32"):
            pass


def _say_memory(music: Path) -> None:
    command = [sys.executable, "-m", "bench.theme_search", "--memory", str(music)]
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    say(f"listen_through_{LONG_MINUTES}min_memory", peak_mib=json.loads(result.stdout))


def _memory_mib(music: Path) -> float:
    """From /proc, because ru_maxrss starts with the parent process's value."""
    hear(music, lambda: [PitchListener()], JobContext())
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return round(int(line.split()[1]) / 1024, 1)


def _say_search(rounds: int) -> None:
    tracks = {str(number): _made_track(number) for number in range(TRACKS)}
    soundtrack = Soundtrack(tracks)
    plain = [_plain_views(views) for views in tracks.values()]
    part = slice(HOME.start_ms // 200, HOME.end_ms // 200)
    asked = [view[:, part] for view in plain[0]]
    first = _seconds(lambda: find_returns(soundtrack, tracks["0"], HOME, JobContext()))
    ours, floors = [], []
    for _round in range(rounds):
        ours.append(_seconds(lambda: find_returns(soundtrack, tracks["0"], HOME, JobContext())))
        floors.append(_seconds(lambda: plain_scores(asked, plain)))
    say(
        "find_in_3_hours",
        seconds=median(ours),
        floor_seconds=median(floors),
        ratio=ratio_by_turns(ours, floors),
        first_seconds=first,
        rounds=rounds,
    )


def _made_track(number: int) -> Views:
    """Four notes at a time, each for some tenths of a second."""
    rng = np.random.default_rng(number)
    strengths = np.zeros((TRACK_FRAMES, NOTES), np.uint8)
    for _voice in range(4):
        at = 0
        while at < TRACK_FRAMES:
            lasts = int(rng.integers(2, 9))
            strengths[at : at + lasts, rng.integers(24, 60)] = rng.integers(40, 90)
            at += lasts
    return see(Pitches(strengths, np.full(TRACK_FRAMES, 60, np.uint8)))


def _plain_views(views: Views) -> list[npt.NDArray[np.float64]]:
    return [views.rows[first : first + CLASSES].astype(float) for first in (0, CLASSES)]


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
