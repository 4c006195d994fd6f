"""What the first screen shows, read by plain sqlite3.

Importing SQLAlchemy and the models was measured at 0.4 s of a start that otherwise takes 0.5: the
library is listed from here, and everything else waits until it is wanted or the start is over.
Only a file with our own newest schema is looked at; any other is left to `db.store.opening`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.file.errors import StorageFault, sorted_faults
from db.file.foreign_commits import SeenVersion, data_version
from db.file.journal_lock import JournalLock
from db.file.log import expect_whole_log
from db.file.reading import NO_WAY_IN, may_be_written, reading_mode
from db.plain.revision import BUSY_TIMEOUT_MS, HEAD_REVISION, known_revision_of
from db.ranges.columns import sound_sql
from db.ranges.mending import with_mended_tracks

# The same question as `db.queries.library.track_rows`; a test holds the answers against each other.
# As all are asked for, one set of those that have a file takes less than a look for each: a fifth
# of the whole question.
_TRACKS = """
SELECT track.id, track.title, track.artist, track.album, track.album_artist,
    track.disc_number, track.track_number, track.duration_ms, track.role, track.work_id,
    coalesce(work.title, ''), track.cover, track.year,
    track.id IN (SELECT track_id FROM audio_file WHERE is_available = 1),
    (SELECT count(*) FROM journal_line WHERE journal_line.track_id = track.id)
FROM track LEFT OUTER JOIN work ON work.id = track.work_id
ORDER BY track.album_artist, track.album, track.disc_number, track.track_number
"""
_ODD = f"SELECT id FROM track WHERE NOT {sound_sql('track')}"

Listed = Callable[[Iterable[tuple[Any, ...]]], list[Any]]


@dataclass(frozen=True, slots=True)
class FirstLook:
    """tracks: in shelf order. version: what they were read from; whoever takes it closes it."""

    tracks: list[Any]
    version: SeenVersion


def first_look(path: Path, listed: Listed = list) -> FirstLook | None:
    """None when the file is new, has an older schema, or can't be read in its place.

    listed: makes the list while the lines are read, the columns of `track_rows` each.
    Raises StorageFault: too_new, damaged, missing, locked or unreachable.
    """
    expect_whole_log(path)
    lock = JournalLock(path)
    lock.share()
    with ExitStack() as unless_seen:
        unless_seen.callback(lock.let_go)
        try:
            seen = _looked(path, lock, listed)
        except StorageFault as fault:
            if fault.kind not in NO_WAY_IN or not path.exists() or may_be_written(path):
                raise
            return None  # `open_store` has a way to read it
        if seen is not None:
            unless_seen.pop_all()
        return seen


def _looked(path: Path, lock: JournalLock, listed: Listed) -> FirstLook | None:
    if known_revision_of(path) != HEAD_REVISION:
        return None
    uri = f"{path.absolute().as_uri()}?{reading_mode(path)}"
    with sorted_faults(), ExitStack() as on_fault:
        raw = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        on_fault.callback(raw.close)
        raw.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        raw.execute("BEGIN")
        odd = frozenset(row_id for (row_id,) in raw.execute(_ODD))
        lines = raw.execute(_TRACKS)
        tracks = listed(with_mended_tracks(lines, odd) if odd else lines)
        seen = SeenVersion(raw, data_version(raw), lock)
        raw.execute("COMMIT")
        raw.execute("PRAGMA busy_timeout = 0")  # from here on it only looks, and never waits
        on_fault.pop_all()
        return FirstLook(tracks, seen)
