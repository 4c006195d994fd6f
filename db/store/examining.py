"""Sorts the faults of an open journal, and adds a check's findings to those of damage."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.file.errors import FaultKind, StorageFault, sorted_faults
from db.ranges.doors import OutOfRange

log = logging.getLogger(__name__)

# What code raises if a value isn't of its column's type.
_STUMBLES = (TypeError, ValueError, AttributeError, KeyError, IndexError, ArithmeticError)


@contextmanager
def examined_faults(path: Path) -> Iterator[None]:
    """Sorts faults; to one of damage it adds the findings of a check of the whole file.

    Other errors may be caused by a damaged value: if the check finds damage, they count as damage.
    """
    try:
        with sorted_faults():
            yield
    except StorageFault as fault:
        if fault.kind is not FaultKind.DAMAGED:
            raise
        raise StorageFault(fault.kind, f"{fault.details}\n{_examination(path)}") from fault
    except OutOfRange:
        raise  # about what was to be written, not what was read
    except _STUMBLES as mistake:
        if found := _findings(path):
            details = "\n".join((repr(mistake), *found))
            raise StorageFault(FaultKind.DAMAGED, details) from mistake
        raise


def _examination(path: Path) -> str:
    return "\n".join(_findings(path)) or "a check of the whole file found no damage"  # not shown


def _findings(path: Path) -> list[str]:
    from db.store.check import findings

    try:
        return findings(path)
    except StorageFault as fault:
        log.warning("%s can’t be checked: %s", path, fault.details)
        return []
