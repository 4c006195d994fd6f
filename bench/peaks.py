"""How long the waveform of a 60-minute FLAC takes, compared with ffmpeg only decoding it.

Usage: python -m bench.peaks [--minutes 60] [--rounds 3]

Both run alternately, each in a process of its own, on one machine in one run. The figure is the
median of the rounds; the floor is that of `ffmpeg -f null`. Memory is how much the process grew
after everything was imported; its floor is the bytes of the finest peaks. The first picture is the
rough one of the whole track, from samples of it; its floor is decoding the whole track, too.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figure import median, ratio_by_turns, say

RATE_HZ = 44100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--measure", type=Path, help="internal: one measurement in this process")
    wanted = parser.parse_args()
    if wanted.measure:
        print(json.dumps(measure(wanted.measure)))
        return
    with tempfile.TemporaryDirectory() as folder:
        music = make_flac(Path(folder) / "hour.flac", wanted.minutes)
        ours, floors = [], []
        for _ in range(wanted.rounds):
            ours.append(_measured_apart(music))
            floors.append(_ffmpeg_seconds(music))
    _say(f"peaks_{wanted.minutes}min_flac", ours, floors)


def _say(figure: str, ours: list[dict[str, float]], floors: list[float]) -> None:
    seconds = [each["seconds"] for each in ours]
    firsts = [each["first_picture_seconds"] for each in ours]
    grown, bytes_mib = max(each["mib_above_rest"] for each in ours), ours[0]["floor_mib"]
    say(
        figure,
        seconds=median(seconds),
        floor_seconds=median(floors),
        ratio=ratio_by_turns(seconds, floors),
        first_picture_seconds=median(firsts),
        first_picture_ratio=ratio_by_turns(firsts, floors),
        peak_mib_above_rest=grown,
        floor_mib=bytes_mib,
        memory_ratio=grown / bytes_mib,
        rounds=len(ours),
    )


def make_flac(path: Path, minutes: int) -> Path:
    """Chords that swell, with noise: about the bit rate of an orchestral recording."""
    import numpy as np
    import soundfile

    random = np.random.default_rng(1)
    t = np.arange(RATE_HZ * 60) / RATE_HZ
    with soundfile.SoundFile(path, "w", RATE_HZ, 2, "PCM_16", format="FLAC") as file:
        for minute in range(minutes):
            swell = 0.1 + 0.15 * np.sin(2 * np.pi * t / 17 + minute) ** 2
            chord = sum(np.sin(2 * np.pi * hz * t) for hz in (220, 277, 330)) * swell
            noise = random.standard_normal((len(t), 2)) * 0.02
            file.write((np.stack([chord, 0.8 * chord], 1) + noise).clip(-1, 1))
    return path


def measure(path: Path) -> dict[str, float]:
    """Seconds and memory for one waveform in this process."""
    import numpy as np
    import soundfile  # noqa: F401 - at rest means with everything imported

    from app.analysis.service import Analysis
    from app.core.jobs import JobContext

    np.vecdot(np.ones((2, 2), np.float32), np.ones((2, 2), np.float32))
    with tempfile.TemporaryDirectory() as cache:
        analysis = Analysis(Path(cache))
        rest = _high_water_mib()
        started = time.perf_counter()
        pictures: list[float] = []
        peaks = analysis.peaks(
            path, "1:bench", JobContext(), lambda _: pictures.append(time.perf_counter() - started)
        )
        seconds = time.perf_counter() - started
    return {
        "seconds": seconds,
        "first_picture_seconds": pictures[0],
        "mib_above_rest": _high_water_mib() - rest,
        "floor_mib": len(peaks.levels[0]) * 6 / 2**20,
    }


def _high_water_mib() -> float:
    """From /proc, because ru_maxrss starts with the parent process's value."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def _measured_apart(music: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.peaks", "--measure", str(music)]
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    measured: dict[str, float] = json.loads(result.stdout)
    return measured


def _ffmpeg_seconds(music: Path) -> float:
    started = time.perf_counter()
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(music), "-f", "null", "-"], check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
