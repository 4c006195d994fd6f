"""Whether the files that hold tracks are still there; asked in the background at every start."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app import changes
from app.changes import Change
from app.storage_problems import reworded

if TYPE_CHECKING:
    from app.jobs import JobContext
    from app.ledger import Ledger

log = logging.getLogger(__name__)

FILES_AT_A_TIME = 200


def check_files(ledger: Ledger, job: JobContext) -> int:
    """Looks for every known file. Returns how many tracks have vanished or come back.

    Never deletes anything: a file that vanished may return, and its track's marks stay. Announces
    one Change of AUDIO_FILE and TRACK when anything is different.
    """
    from db.queries import library

    with ledger.read() as connection:
        files = library.known_files(connection)
    gone: list[int] = []
    back: list[int] = []
    tracks: set[int] = set()
    for done, file in enumerate(files):
        if done % FILES_AT_A_TIME == 0:
            job.report(done, len(files), "Looking for missing files")
        is_there = Path(file.path).is_file()
        if is_there != file.is_available:
            (back if is_there else gone).append(file.id)
            tracks.add(file.track_id)
    set_availability(ledger, gone, False)
    set_availability(ledger, back, True)
    if tracks:
        log.info("%d files are missing, %d are back", len(gone), len(back))
        kinds = frozenset({changes.AUDIO_FILE, changes.TRACK})
        ledger.feed.announce(Change(kinds, frozenset(tracks)))
    return len(tracks)


def set_availability(ledger: Ledger, file_ids: Sequence[int], is_available: bool) -> None:
    """In short transactions, so that a mark made meanwhile hardly waits. Announces nothing."""
    if not file_ids:
        return  # before SQLAlchemy is loaded for nothing
    from db.repositories import tracks as repository

    for some in in_batches(file_ids, FILES_AT_A_TIME):
        with reworded("write"), ledger.store.write() as unit:
            repository.set_availability(unit.session, some, is_available)
            unit.commit()


def in_batches(ids: Sequence[int], size: int) -> Iterable[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
