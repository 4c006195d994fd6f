"""Whether a file is a whole database: asked of every backup, and of the journal after a fault."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.errors import FaultKind, StorageFault, sorted_faults

_FINDINGS = 20


def findings(path: Path) -> list[str]:
    """What SQLite finds wrong in the file, reading all of it; empty when it is sound.

    Raises StorageFault when the file can't be read for another reason than damage.
    """
    try:
        with (
            sorted_faults(),
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw,
        ):
            rows = raw.execute(f"PRAGMA quick_check({_FINDINGS})").fetchall()
    except StorageFault as fault:
        if fault.kind is not FaultKind.DAMAGED:
            raise
        return [fault.details]  # too damaged for SQLite to look on
    found = [str(row[0]) for row in rows]
    return [] if found == ["ok"] else found


def check(path: Path) -> None:
    """Raises StorageFault damaged, with what was found, unless the file is sound."""
    if found := findings(path):
        raise StorageFault(FaultKind.DAMAGED, "\n".join(found))
