"""How long importing 5,000 small tagged files takes, compared with only reading their tags.

Usage: python -m bench.import_library [--files 5000] [--rounds 3] [FOLDER]

First import: the command line into a new profile, from exec to exit, compared with a process that
reads each file's tags with mutagen. Again: the same command with nothing changed, compared with a
process that walks with os.scandir and stat. `again_in_process` leaves out the start of both
processes. Each pair runs alternately on one machine; figures are medians of the rounds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figure import median, ratio_by_turns, say
from bench.make_library import make_library

ROOT = Path(__file__).resolve().parents[1]

MUTAGEN_LOOP = """
import os, sys, mutagen
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        found = mutagen.File(os.path.join(folder, name))
        found.tags, found.info.length
"""

WALK = """
import os, sys
waiting = [sys.argv[1]]
while waiting:
    with os.scandir(waiting.pop()) as listing:
        for entry in listing:
            if entry.is_dir():
                waiting.append(entry.path)
            else:
                entry.stat()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="files to import; made when missing")
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        music = wanted.folder or Path(scratch) / "music"
        if not music.exists():
            make_library(music, wanted.files)
        measure(music, Path(scratch) / "profile", wanted.rounds)


def measure(music: Path, profile: Path, rounds: int) -> None:
    ours = [sys.executable, str(ROOT / "main.py"), "--profile", str(profile), "import", str(music)]
    _seconds([sys.executable, "-c", MUTAGEN_LOOP, str(music)])  # from now on they are in memory
    firsts, floors = [], []
    for _ in range(rounds):
        shutil.rmtree(profile, ignore_errors=True)
        firsts.append(_seconds(ours))
        floors.append(_seconds([sys.executable, "-c", MUTAGEN_LOOP, str(music)]))
    _say("import_first", firsts, floors, files=_count(music), floor_is="mutagen loop")
    agains, walks = [], []
    for _ in range(rounds):
        agains.append(_seconds(ours))
        walks.append(_seconds([sys.executable, "-c", WALK, str(music)]))
    _say("import_again", agains, walks, floor_is="scandir and stat, own process")
    again, walk = _in_process(music, profile, rounds)
    _say("import_again_in_process", again, walk, floor_is="scandir and stat")


def _in_process(music: Path, profile: Path, rounds: int) -> tuple[list[float], list[float]]:
    from app.bootstrap import Services
    from app.core.jobs import JobContext
    from app.profile.paths import Paths
    from app.profile.settings import SettingsFile

    paths = Paths.for_profile(profile)
    services = Services(paths, SettingsFile(paths.settings_file))
    walk = compile(WALK.replace("sys.argv[1]", "top"), "walk", "exec")
    ours, floors = [], []
    for _ in range(rounds + 1):  # the first round loads modules
        ours.append(_timed(lambda: services.importing.run([music], JobContext())))
        floors.append(_timed(lambda: exec(walk, {"top": os.fspath(music)})))
    services.close()
    return ours[1:], floors[1:]


def _say(figure: str, ours: Sequence[float], floors: Sequence[float], **more: object) -> None:
    seconds, floor = median(ours), median(floors)
    ratio = ratio_by_turns(ours, floors)
    say(figure, seconds=seconds, floor_seconds=floor, ratio=ratio, **more)


def _seconds(command: list[str]) -> float:
    return _timed(lambda: subprocess.run(command, check=True, cwd=ROOT, capture_output=True))


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _count(music: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(music))


if __name__ == "__main__":
    main()
