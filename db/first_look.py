"""What the first screen shows, read by plain sqlite3.

Importing SQLAlchemy and the models was measured at 0.4 s of a start that otherwise takes 0.5: the
library is listed from here, and everything else waits until it is wanted or the start is over.
Only a file with our own newest schema is looked at; any other is left to `db.opening`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import sorted_faults
from db.journal_lock import shared
from db.revision import BUSY_TIMEOUT_MS, HEAD_REVISION, known_revision_of

# The same question as `db.queries.library.track_rows`; a test holds the answers against each other.
_TRACKS = """
SELECT track.id, track.title, track.artist, track.album, track.album_artist,
    track.disc_number, track.track_number, track.duration_ms, track.role, track.work_id,
    coalesce(work.title, ''), track.cover, track.year,
    EXISTS (SELECT * FROM audio_file
        WHERE audio_file.track_id = track.id AND audio_file.is_available = 1),
    (SELECT count(*) FROM journal_line WHERE journal_line.track_id = track.id)
FROM track LEFT OUTER JOIN work ON work.id = track.work_id
ORDER BY track.album_artist, track.album, track.disc_number, track.track_number
"""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """tracks: the columns of `track_rows`, in shelf order."""

    tracks: list[tuple[Any, ...]]


def first_look(path: Path) -> FirstLook | None:
    """None when the file is new or has an older schema.

    Raises StorageFault: too_new, damaged, locked or unreachable.
    """
    with shared(path):
        return _looked(path)


def _looked(path: Path) -> FirstLook | None:
    if known_revision_of(path) != HEAD_REVISION:
        return None
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with sorted_faults(), closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        return FirstLook(connection.execute(_TRACKS).fetchall())
