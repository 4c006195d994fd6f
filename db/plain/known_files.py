"""The audio files that the journal knows, tracks that lost theirs long ago, and whether it asks
about any, by plain sqlite3.

An import that finds nothing new should be fast: loading SQLAlchemy takes longer than walking
through 5,000 files.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from db.file.errors import sorted_faults
from db.file.journal_lock import shared
from db.file.reading import in_reach, reading_mode
from db.file.stored_path import read_path
from db.plain.revision import HEAD_REVISION, known_revision_of


class KnownFile(NamedTuple):
    """What shows whether a file has changed."""

    file_id: int
    size: int
    mtime_ns: int
    payload_hash: str
    is_available: bool
    read_by: int
    is_wordless: bool


def read_known_files(database: Path) -> dict[str, KnownFile]:
    """By path. Empty if there is no journal yet, or it has to be upgraded first.

    Raises StorageFault as `open_store` does.
    """
    rows = _rows(
        database,
        "SELECT path, id, size, mtime_ns, payload_hash, is_available, read_by, is_wordless "
        "FROM audio_file",
    )
    return {
        read_path(path): KnownFile(
            file_id, size, mtime_ns, payload_hash, bool(is_there), read_by, bool(is_wordless)
        )
        for path, file_id, size, mtime_ns, payload_hash, is_there, read_by, is_wordless in rows
    }


def has_open_questions(database: Path) -> bool:
    """Whether it is asked about any tracks if they are the same. Raises as above."""
    return bool(_rows(database, "SELECT 1 FROM open_question LIMIT 1"))


def old_ghosts(database: Path) -> list[int]:
    """Tracks without a file that have been without one since before files and tracks were apart:
    theirs gave way to others at the same path. Raises as above.

    Their sources were made by that upgrade, which gave them uids of version 5. Others without a
    file came with an export, and wait for their music.
    """
    rows = _rows(
        database,
        "SELECT DISTINCT track_id FROM track_source WHERE substr(uid, 15, 1) = '5' AND NOT EXISTS ("
        " SELECT 1 FROM track_source AS any_source JOIN audio_file"
        " ON audio_file.payload_hash = any_source.payload_hash"
        " WHERE any_source.track_id = track_source.track_id)",
    )
    return [track_id for (track_id,) in rows]


def _rows(database: Path, query: str) -> list[Any]:
    with shared(database), in_reach(database) as place:
        return _read(place, query)


def _read(database: Path, query: str) -> list[Any]:
    if known_revision_of(database) != HEAD_REVISION:
        return []
    with (
        sorted_faults(),
        closing(
            sqlite3.connect(f"{database.absolute().as_uri()}?{reading_mode(database)}", uri=True)
        ) as raw,
    ):
        return raw.execute(query).fetchall()
