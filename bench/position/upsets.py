"""What a listener's machine does to the music: other work, sleep, a lost device."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time

from bench.position.compare import errors, p95, starts, worst
from bench.position.figures import Figures, recovery
from bench.position.files import Sort, write
from bench.position.played import play
from bench.position.rig import Bench
from bench.position.sound_card import DEVICE


def can_be_busy() -> bool:
    return shutil.which("stress-ng") is not None


def busy_case(bench: Bench, sort: Sort) -> Figures:
    """Both cores are busy with something else."""
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
    """Player and sound server stop for five seconds, as when the system sleeps."""

    def sleep(process: subprocess.Popen[bytes]) -> None:
        time.sleep(5)
        for stopped in (process.pid, *bench.card.process_ids):
            os.kill(stopped, signal.SIGSTOP)
        time.sleep(5)
        for stopped in (*bench.card.process_ids, process.pid):
            os.kill(stopped, signal.SIGCONT)

    played = bench.play([write(sort, bench.files)], [], seconds=20.0, meanwhile=sleep)
    return recovery(played, bench.zero_ms(sort))


def device_case(bench: Bench, sort: Sort) -> Figures:
    """The device is removed, and another one appears three seconds later."""

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
    return {**recovery(played, bench.zero_ms(sort)), "told": len(told)}
