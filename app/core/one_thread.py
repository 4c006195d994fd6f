"""Keeps numpy's matrix products in the thread that asks for them.

The library behind them starts a thread for each core, which spins while it waits. Our matrices are
small: on two cores that others were using, too, a search took 10 times as long with two threads.
"""

from __future__ import annotations

import os

# Read by OpenBLAS, Intel's library and those built with OpenMP, when they are loaded.
_NAMES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")


def multiply_in_one_thread() -> None:
    """Before numpy is imported; for processes started from here, too."""
    for name in _NAMES:
        os.environ.setdefault(name, "1")
