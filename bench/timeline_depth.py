"""The timeline with 10,000 marks on the track and 1,000,000 in the profile, each against its floor.

Key press to a mark on disk and painted; a full redraw after zoom or pan; opening the track; a
frame while playing; the memory of a 3-hour waveform. Each is measured in a process of its own, in
a real window on a real file, on every platform asked for.

Usage: python -m bench.timeline_depth [--platforms xcb offscreen] [--only key redraw …]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.display import expect_display
from bench.figure import median, percentile, say, spread

WIDTH, HEIGHT = 1600, 600
THREE_HOURS_MS = 3 * 3_600_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    has_display = bool(os.environ.get("DISPLAY"))
    usual = ["xcb", "offscreen"] if has_display else ["offscreen"]
    parser.add_argument("--platforms", nargs="+", default=usual)
    parser.add_argument("--only", nargs="+", choices=list(MEASURES), default=list(MEASURES))
    parser.add_argument("--marks", type=int, default=1_000_000)
    parser.add_argument("--on-track", type=int, default=10_000)
    parser.add_argument("--measure", help="internal: one measurement in this process")
    parser.add_argument("--profile", type=Path, help="internal: where the marks are")
    wanted = parser.parse_args()
    if wanted.measure:
        print(json.dumps(MEASURES[wanted.measure](wanted.profile)))
        return
    for platform in wanted.platforms:
        expect_display(platform)
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        _prepare(Path(folder), wanted.marks, wanted.on_track)
        for platform in wanted.platforms:
            for name in wanted.only:
                _measured_apart(name, Path(folder), platform)


def _prepare(folder: Path, marks: int, on_track: int) -> None:
    from app.analysis.feature_store import FeatureStore
    from app.analysis.peaks_feature import PEAKS
    from app.profile.paths import Paths
    from bench.made_timeline import swelling_peaks
    from bench.many_marks import make
    from bench.profile import DURATION_MS
    from bench.real_window import write_silence

    make(folder, marks=marks, on_track=on_track)
    write_silence(folder, 2)
    cache = FeatureStore(Paths.for_profile(folder).peaks)
    for number, duration_ms in enumerate((DURATION_MS, DURATION_MS, THREE_HOURS_MS)):
        cache.keep(payload_hash(number), PEAKS, swelling_peaks(duration_ms))


def payload_hash(number: int) -> str:
    """The hash that `bench.profile` gives its files."""
    return f"1:{number:040x}"


def _measured_apart(name: str, profile: Path, platform: str) -> None:
    command = [sys.executable, "-m", "bench.timeline_depth", "--measure", name]
    result = subprocess.run(
        [*command, "--profile", str(profile)],
        env=os.environ | {"QT_QPA_PLATFORM": platform},
        check=True,
        stdout=subprocess.PIPE,
    )
    for figure, values in json.loads(result.stdout).items():
        say(figure, platform=platform, **values)


def measure_key(profile: Path) -> dict[str, Any]:
    """The floor: a bare window that commits the same row with sqlite3 and paints itself."""
    from bench.marking import presses

    seen, floors = presses(profile, 200)
    return {"timeline_key_to_painted": {**spread(seen, floors), "presses": len(seen)}}


def measure_redraw(profile: Path) -> dict[str, Any]:
    """The floor: a bare window of that size that fills itself and copies one picture."""
    from bench.timeline_redraw import by_gesture, grown

    figures: dict[str, Any] = {}
    together = []
    for gesture, seen in by_gesture(profile, WIDTH, HEIGHT).items():
        walls = [one.wall_ms for one in seen]
        figures[f"timeline_redraw_{gesture}"] = spread(walls, [one.floor_ms for one in seen])
        together += seen
    cpu = [one.cpu_ms for one in together]
    figures["timeline_redraw"] = {
        **spread([one.wall_ms for one in together], [one.floor_ms for one in together]),
        "cpu_median_ms": median(cpu),
        "cpu_p99_ms": percentile(cpu, 0.99),
        "redraws": len(together),
    }
    figures["timeline_redraw_same_view"] = {
        "marks_elsewhere_median_ms": {n: round(ms, 3) for n, ms in grown(WIDTH, HEIGHT).items()}
    }
    return figures


def measure_open(profile: Path) -> dict[str, Any]:
    """The floor: only reading the same rows and the same file of peaks."""
    from bench.timeline_open import opened_ms

    seen, floors = opened_ms(profile)
    return {"timeline_open": {"first_ms": seen[0], **spread(seen[1:], floors[1:])}}


def measure_frame(profile: Path) -> dict[str, Any]:
    """CPU time while playing; the floor: a bare window that fills the same strip."""
    from bench.timeline_frame import play
    from bench.timeline_redraw import view_on

    view = view_on(profile, WIDTH, HEIGHT)
    view.viewport.zoom(8.0, 0)
    return {"timeline_frame_10000": spread(*play(view))}


def measure_memory(profile: Path) -> dict[str, Any]:
    """What a 3-hour waveform in view adds; the floor: the bytes of its finest bins."""
    from bench.timeline_open import peaks_in_view

    return {"timeline_peaks_3h": peaks_in_view(profile, WIDTH, HEIGHT)}


MEASURES: dict[str, Callable[[Path], dict[str, Any]]] = {
    "key": measure_key,
    "frame": measure_frame,
    "redraw": measure_redraw,
    "open": measure_open,
    "memory": measure_memory,
}

if __name__ == "__main__":
    main()
