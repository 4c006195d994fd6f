"""From exec to the first painted window, and to usable; memory at rest.

The floor is a bare PySide6 window, started alternately with ours in the same run. Usable is also
measured in CPU time, which depends less on a busy machine. Byte code is written to a folder of its
own: without one, every start would compile what an installed program has compiled already.
Usage: python -m bench.startup [--runs 7] [--tracks 5000]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.profile.paths import Paths
from bench.display import expect_display
from bench.figure import median, ratio_by_turns, say
from bench.profile import fill, write_empty_files

REPO = Path(__file__).resolve().parent.parent
SETTLE_S = 2.0
AT_REST = 0.02  # of one core: what follows the start has finished
GIVE_UP_S = 60.0
TICKS_PER_S = os.sysconf("SC_CLK_TCK")

BARE_WINDOW = """
import os, time
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        with open(os.environ["OST_STARTUP_TRACE"], "a") as file:
            file.write(f"first_paint {time.monotonic_ns()}\\n")
app = QApplication([])
window = Window()
window.resize(1320, 840)
window.show()
app.exec()
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--tracks", type=int, default=5000)
    options = parser.parse_args()
    expect_display()
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        empty, full = Path(folder) / "empty", Path(folder) / "full"
        for home, tracks in ((empty, 0), (full, options.tracks)):
            os.environ.update(_home(home))
            fill(Paths.for_profile(None), tracks)
            write_empty_files(Paths.for_profile(None), tracks)
        _measure(empty, full, options.runs, options.tracks)


def _measure(empty: Path, full: Path, runs: int, tracks: int) -> None:
    program = [sys.executable, str(REPO / "main.py")]
    bare = [sys.executable, "-c", BARE_WINDOW]
    for _ in range(2):  # warms caches, writes byte code
        _start(program, "usable", empty)
        _start(bare, "first_paint", empty)
    seen: dict[str, list[dict[str, float]]] = {"bare": [], "empty": [], "full": []}
    for _ in range(runs):
        seen["bare"].append(_start(bare, "first_paint", empty))
        seen["empty"].append(_start(program, "usable", empty))
        seen["full"].append(_start(program, "usable", full))
    floors = {name: [run[name] for run in seen["bare"]] for name in seen["bare"][0]}
    for name, profile, stage in (
        ("first_paint_empty", "empty", "first_paint"),
        (f"first_paint_{tracks}", "full", "first_paint"),
        ("usable_empty", "empty", "usable"),
        (f"usable_{tracks}", "full", "usable"),
    ):
        _say(name, "seconds", [run[stage] for run in seen[profile]], floors["first_paint"])
    for name, profile in (("usable_cpu_empty", "empty"), (f"usable_cpu_{tracks}", "full")):
        _say(name, "seconds", [run["cpu"] for run in seen[profile]], floors["cpu"])
    for name, moment in (("memory", "rss_mib"), ("memory_at_rest", "rest_mib")):
        _say(f"{name}_{tracks}", "mib", [run[moment] for run in seen["full"]], floors[moment])


def _say(name: str, unit: str, values: list[float], floors: list[float]) -> None:
    own = {unit: median(values), f"floor_{unit}": median(floors)}
    say(name, **own, ratio=ratio_by_turns(values, floors))


def _start(command: list[str], last_stage: str, home: Path) -> dict[str, float]:
    """Seconds from exec to each stage, CPU seconds to the last one (cpu), and the resident memory
    two seconds later and at rest.
    """
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        trace = Path(folder) / "trace"
        environment = os.environ | _home(home) | {"OST_STARTUP_TRACE": str(trace)}
        began_ns = time.monotonic_ns()
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment)
        try:
            stages = _stages(process, trace, last_stage, began_ns)
            stages["cpu"] = _cpu_s(process.pid)
            time.sleep(SETTLE_S)
            stages["rss_mib"] = _resident_mib(process.pid)
            _settle(process.pid)
            stages["rest_mib"] = _resident_mib(process.pid)
        finally:
            _end(process)
        return stages


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=GIVE_UP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _home(folder: Path) -> dict[str, str]:
    """An environment in which the program finds its profile there, without options."""
    names = ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR")
    places = {f"XDG_{name}": folder / name.lower() for name in names}
    places["XDG_RUNTIME_DIR"].mkdir(mode=0o700, parents=True, exist_ok=True)
    return {name: str(place) for name, place in places.items()} | {"HOME": str(folder)}


def _stages(
    process: subprocess.Popen[bytes], trace: Path, last_stage: str, began_ns: int
) -> dict[str, float]:
    end = time.monotonic() + GIVE_UP_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"it ended with {process.returncode} before {last_stage}")
        lines = trace.read_text().splitlines() if trace.exists() else []
        found: dict[str, float] = {}
        for line in lines:
            stage, at_ns = line.split()
            found.setdefault(stage, (int(at_ns) - began_ns) / 1e9)
        if last_stage in found:
            return found
        time.sleep(0.002)
    raise SystemExit(f"{last_stage} was not reached within {GIVE_UP_S:.0f} s")


def _settle(pid: int) -> None:
    """Waits until it is at rest, however long that takes on a busy machine."""
    end, used = time.monotonic() + GIVE_UP_S, 0.0
    while time.monotonic() < end:
        used, before = _cpu_s(pid), used
        if used - before <= AT_REST:
            return
        time.sleep(1)
    raise SystemExit(f"it did not come to rest within {GIVE_UP_S:.0f} s")


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_S


def _resident_mib(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
