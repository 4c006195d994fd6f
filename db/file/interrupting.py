"""Interrupting a long SQLite query."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_STEPS = 100_000  # of SQLite's virtual machine: a few milliseconds

OnStep = Callable[[], object]


@contextmanager
def interruptible(raw: sqlite3.Connection, on_step: OnStep | None) -> Iterator[None]:
    """Lets `on_step` interrupt SQLite by raising; its exception is raised again here, even if
    something in the block took the interruption for a fault of the file.

    on_step: called repeatedly while SQLite works; None if nothing interrupts.
    """
    if on_step is None:
        yield
        return
    raised: list[BaseException] = []

    def is_over() -> bool:
        try:
            on_step()
        except BaseException as reason:  # noqa: BLE001 - raised again below
            raised.append(reason)
        return bool(raised)

    raw.set_progress_handler(is_over, _STEPS)
    try:
        yield
    except sqlite3.Error:
        if not raised:
            raise
    finally:
        raw.set_progress_handler(None, 0)
    if raised:
        raise raised[0]
