"""What the first screen shows, read with plain sqlite3.

Importing SQLAlchemy and the models takes 0.4 s, measured, of a start that otherwise takes 0.5 s:
the library is listed from here, and everything else waits until it is needed or start-up is over.
Only a file with the newest schema is read; any other is left to `db.store.opening`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from db.file.errors import StorageFault, sorted_faults
from db.file.foreign_commits import SeenVersion, data_version
from db.file.journal_lock import JournalLock
from db.file.log import expect_whole_log
from db.file.reading import NO_WAY_IN, may_be_written, reading_mode
from db.plain.revision import BUSY_TIMEOUT_MS, HEAD_REVISION, known_revision_of
from db.ranges.mending import with_mended_tracks
from db.ranges.row_faults import sound_sql

# The same query as `db.queries.library.track_lines`; a test compares their results. Because all
# tracks are listed, one set of those with a file is faster than a subquery for each, by a fifth of
# the whole query.
_TRACKS = """
SELECT track.id, {words}.title, {words}.artist, {words}.album, {words}.album_artist,
    {words}.disc_number, {words}.track_number, track.duration_ms, track.role, track.work_id,
    coalesce(work.title, ''), {words}.cover, {words}.year, {words}.composer,
    track.id IN (
        SELECT track_id FROM track_source WHERE payload_hash IN (
            SELECT payload_hash FROM audio_file WHERE is_available = 1)),
    (SELECT count(*) FROM journal_line WHERE journal_line.track_id = track.id),
    {entry_id}
FROM {tables} LEFT OUTER JOIN work ON work.id = track.work_id
"""
_OWN = _TRACKS.format(words="track", entry_id="NULL", tables="track")
_FURTHER = _TRACKS.format(
    words="album_entry",
    entry_id="album_entry.id",
    tables="album_entry JOIN track ON track.id = album_entry.track_id",  # not shown
)
_ODD = (
    f"SELECT id FROM track WHERE NOT {sound_sql('track')} UNION"
    f" SELECT track_id FROM album_entry WHERE NOT {sound_sql('album_entry')}"
)

Listed = Callable[[Iterable[tuple[Any, ...]]], list[Any]]


@dataclass(frozen=True, slots=True)
class FirstLook:
    """tracks: on each of their albums, in any order. version: what they were read from; the caller
    closes it.
    """

    tracks: list[Any]
    version: SeenVersion


def first_look(path: Path, listed: Listed = list) -> FirstLook | None:
    """None if the file is new, has an older schema, or can't be read in place.

    listed: makes a list of the rows while they are read; their columns are those of `track_lines`.
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
            return None  # `open_store` can read it
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
        lines = chain(raw.execute(_OWN), raw.execute(_FURTHER))
        tracks = listed(with_mended_tracks(lines, odd) if odd else lines)
        seen = SeenVersion(raw, data_version(raw), lock)
        raw.execute("COMMIT")
        raw.execute("PRAGMA busy_timeout = 0")  # from here on it never waits
        on_fault.pop_all()
        return FirstLook(tracks, seen)
