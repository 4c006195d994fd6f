"""Faults of an open journal, sorted; one of damage says what a check of the whole file finds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.file.errors import FaultKind, StorageFault, sorted_faults
from db.ranges.doors import OutOfRange

log = logging.getLogger(__name__)

# What code raises that is handed a value of another kind than its column holds.
_STUMBLES = (TypeError, ValueError, AttributeError, KeyError, IndexError, ArithmeticError)


@contextmanager
def examined_faults(path: Path) -> Iterator[None]:
    """Sorts faults; to one of damage it adds what a check of the whole file finds.

    What our code stumbles over may be a value that nobody wrote: then it is damage, too.
    """
    try:
        with sorted_faults():
            yield
    except StorageFault as fault:
        if fault.kind is not FaultKind.DAMAGED:
            raise
        raise StorageFault(fault.kind, f"{fault.details}\n{_examination(path)}") from fault
    except OutOfRange:
        raise  # what was to be written, not what was read
    except _STUMBLES as mistake:
        if found := _findings(path):
            details = "\n".join((repr(mistake), *found))
            raise StorageFault(FaultKind.DAMAGED, details) from mistake
        raise


def _examination(path: Path) -> str:
    return "\n".join(_findings(path)) or "a check of the whole file finds it sound"


def _findings(path: Path) -> list[str]:
    from db.store.check import findings

    try:
        return findings(path)
    except StorageFault as fault:
        log.warning("%s can’t be checked: %s", path, fault.details)
        return []
