"""Whether the tracks' files are still there: checked folder by folder, in a job."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.words import _
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.storage_problems import reworded

if TYPE_CHECKING:
    from app.core.jobs import JobContext
    from app.transactions.ledger import Ledger

log = logging.getLogger(__name__)

FILES_AT_A_TIME = 200
FOLDERS_AT_A_TIME = 100
# A folder that has just changed may change again without a newer time: file systems' clocks are
# coarse.
SETTLED_NS = 2_000_000_000

Stamp = tuple[int, int, int]  # device, inode, time of the last change of an existing folder
GONE: Stamp = (0, 0, 0)
UNSURE: Stamp = (-1, -1, -1)  # no folder has it, so the folder is listed again next time


class Availability:
    """Notices files that vanish and come back. Deletes nothing: a track's marks stay.

    A folder is listed once for all of its files, and again only when its own time says that
    something in it changed: even with 100,000 files a check costs one query per folder.
    Announces one Change of AUDIO_FILE and TRACK if anything is different.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._looking = threading.Lock()
        self._folders: dict[str, Stamp] = {}
        self._news = 1  # counts when files may have been added; `_known_news` is the last one seen
        self._known_news = 0
        ledger.feed.subscribe_first(self._on_change)

    def look(
        self, job: JobContext, *, is_thorough: bool = True, sounding: int | None = None
    ) -> int:
        """Returns how many tracks have vanished or come back.

        is_thorough: every folder is listed; otherwise only new or changed ones. sounding: the track
        that is playing, which is never called missing, since an open file outlives its name.
        """
        if self._ledger.is_read_only:
            return 0  # the result couldn't be saved
        with self._looking:
            before = dict(self._folders)
            news = self._news
            if not is_thorough and news == self._known_news and not _changed(before, job):
                return 0
            known = {} if is_thorough else before
            found = self._follow(self._all_files(), known, sounding, job)
            self._known_news = news
            return found

    def look_at_track(self, track_id: int, job: JobContext) -> bool:
        """Returns whether any file of a track is there; corrects the library if it was wrong."""
        from db.queries import sources

        with self._ledger.read() as connection:
            files = sources.files_of(connection, track_id)
        found = {file.id: Path(file.path).is_file() for file in files}
        job.checkpoint()
        differing = [file for file in files if file.is_available != found[file.id]]
        self._keep(
            {file.id: file.path for file in differing if not found[file.id]},
            {file.id: file.path for file in differing if found[file.id]},
            {track_id} if differing else set(),
        )
        return any(found.values())

    def _follow(
        self,
        files: Iterable[Any],
        known: Mapping[str, Stamp],
        sounding: int | None,
        job: JobContext,
    ) -> int:
        gone: dict[int, str] = {}
        back: dict[int, str] = {}
        tracks: set[int] = set()
        stamps: dict[str, Stamp] = {}
        shelves = _by_folder(files)
        for done, (folder, held) in enumerate(shelves.items()):
            if done % FOLDERS_AT_A_TIME == 0:
                job.report(done, len(shelves), _("Looking for missing files"))
            stamp = _stamp(folder)
            if known.get(folder) == stamp:
                stamps[folder] = stamp
                continue
            differing = _differing(folder, held, stamp)
            spared = [file for file in differing if file.track_id == sounding and file.is_available]
            stamps[folder] = stamp if not spared and _is_settled(stamp) else UNSURE
            for file in differing:
                if file not in spared:
                    (gone if file.is_available else back)[file.id] = file.path
                    tracks.add(file.track_id)
        job.checkpoint()
        self._keep(gone, back, tracks)
        self._folders = stamps
        return len(tracks)

    def _all_files(self) -> Sequence[Any]:
        from db.queries import sources

        with self._ledger.read() as connection:
            return sources.all_files(connection)

    def _keep(self, gone: Mapping[int, str], back: Mapping[int, str], tracks: set[int]) -> None:
        if not tracks:
            return
        set_availability(self._ledger, list(gone), False, gone)
        set_availability(self._ledger, list(back), True, back)
        log.info("%d files are missing, %d are back", len(gone), len(back))
        kinds = frozenset({changes.AUDIO_FILE, changes.TRACK})
        self._ledger.feed.announce(Change(kinds, frozenset(tracks), initiator=self))

    def _on_change(self, change: Change) -> None:
        if change.initiator is not self and change.touches(changes.AUDIO_FILE):
            self._news += 1


def set_availability(
    ledger: Ledger,
    file_ids: Sequence[int],
    is_available: bool,
    paths: Mapping[int, str] | None = None,
) -> None:
    """In short transactions, so that marks made meanwhile hardly wait. Announces nothing.

    paths: where each file was looked for; a file that has moved since then is skipped.
    """
    if not file_ids:
        return  # so that SQLAlchemy isn't loaded needlessly
    from db.repositories import tracks as repository

    for some in in_batches(file_ids, FILES_AT_A_TIME):
        with reworded("write"), ledger.store.write() as unit:
            here = some
            if paths is not None:
                now = repository.paths_of(unit.session, some)
                here = [file_id for file_id in some if now.get(file_id) == paths[file_id]]
            repository.set_availability(unit.session, here, is_available)
            unit.commit()


def in_batches(ids: Sequence[int], size: int) -> Iterable[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _by_folder(files: Iterable[Any]) -> dict[str, list[Any]]:
    shelves: dict[str, list[Any]] = defaultdict(list)
    for file in files:
        shelves[os.path.dirname(file.path)].append(file)  # noqa: PTH120 - 100,000 of them
    return shelves


def _differing(folder: str, files: Collection[Any], stamp: Stamp) -> list[Any]:
    """Those of a folder's files about which the library is wrong."""
    there = _names(folder) if stamp != GONE else None
    return [file for file in files if file.is_available != _is_there(file.path, there)]


def _is_there(path: str, names: Collection[str] | None) -> bool:
    """names: the folder's files; None if there is no folder."""
    if names is None:
        return False
    # Some file systems find a name in another spelling than the one they list.
    return os.path.basename(path) in names or os.path.isfile(path)  # noqa: PTH113, PTH119


def _names(folder: str) -> set[str]:
    """The files of a folder; empty if it can't be listed."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries if entry.is_file()}
    except OSError:
        return set()


def _stamp(folder: str) -> Stamp:
    try:
        found = os.stat(folder)  # noqa: PTH116
    except (OSError, ValueError):
        return GONE
    return found.st_dev, found.st_ino, found.st_mtime_ns


def _is_settled(stamp: Stamp) -> bool:
    return abs(time.time_ns() - stamp[2]) > SETTLED_NS


def _changed(folders: Mapping[str, Stamp], job: JobContext) -> bool:
    for done, (folder, stamp) in enumerate(folders.items()):
        if done % FOLDERS_AT_A_TIME == 0:
            job.checkpoint()
        if _stamp(folder) != stamp:
            return True
    return False
