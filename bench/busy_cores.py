"""Cores that unrelated processes keep busy, at the lowest priority: what sharing the machine costs.

Usage: python -m bench.busy_cores, until it is killed or whoever started it ends
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.core.one_thread import multiply_in_one_thread
from app.core.quiet_processes import LOWEST, wait_for_spare_time

_SAMPLES = 1 << 16


def main() -> None:
    """Transforms and sums of noise, over and over."""
    multiply_in_one_thread()
    if hasattr(os, "nice"):
        os.nice(LOWEST)
    wait_for_spare_time()
    import numpy as np

    parent = os.getppid()
    noise = np.random.default_rng(1).standard_normal(_SAMPLES).astype(np.float32)
    while os.getppid() == parent:
        noise += np.fft.irfft(np.abs(np.fft.rfft(noise))).astype(np.float32)
        noise /= np.abs(noise).max()


@contextmanager
def busy_cores(count: int) -> Iterator[list[int]]:
    """Yields the ids of the processes, which may not have begun yet."""
    command = [sys.executable, "-m", "bench.busy_cores"]
    processes = [subprocess.Popen(command) for _number in range(count)]
    try:
        yield [process.pid for process in processes]
    finally:
        for process in processes:
            process.kill()
            process.wait()


if __name__ == "__main__":
    main()
