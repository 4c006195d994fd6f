"""Which files the journal knows, asked by plain sqlite3.

An import that finds nothing new must not cost more than looking: loading SQLAlchemy takes longer
than walking through 5,000 files.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from db.file.errors import sorted_faults
from db.file.journal_lock import shared
from db.file.reading import in_reach, reading_mode
from db.file.stored_path import read_path
from db.plain.revision import HEAD_REVISION, known_revision_of


class KnownFile(NamedTuple):
    """What tells an unchanged file from a changed one."""

    file_id: int
    size: int
    mtime_ns: int
    payload_hash: str
    is_available: bool


def read_known_files(database: Path) -> dict[str, KnownFile]:
    """By path. Empty when there is no file yet, or one that has to be upgraded first.

    Raises StorageFault as `open_store` does for a file that can't be read.
    """
    with shared(database), in_reach(database) as place:
        return _read(place)


def _read(database: Path) -> dict[str, KnownFile]:
    if known_revision_of(database) != HEAD_REVISION:
        return {}
    with (
        sorted_faults(),
        closing(
            sqlite3.connect(f"{database.absolute().as_uri()}?{reading_mode(database)}", uri=True)
        ) as raw,
    ):
        rows = raw.execute(
            "SELECT path, id, size, mtime_ns, payload_hash, is_available FROM audio_file"
        )
        return {
            read_path(path): KnownFile(file_id, size, mtime_ns, payload_hash, bool(is_there))
            for path, file_id, size, mtime_ns, payload_hash, is_there in rows
        }
