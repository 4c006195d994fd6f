"""Taking files in: find, read, recognise, store; and noticing what vanished or came back."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app import changes
from app.changes import Change
from app.ids import TrackId
from app.jobs import JobCancelled, JobContext
from app.ledger import Ledger
from app.library.availability import set_availability
from app.library.reading import Outcome, read_all
from app.library.recognition import KnownFile, Lookalikes, Placement, Recogniser, SeenFile
from app.library.records import ImportReport, PossiblySame, Unreadable
from app.library.scan import FoundFile, find_audio
from app.storage_problems import reworded

if TYPE_CHECKING:
    from app.library.reader import Fallback
    from db.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

# A batch is one transaction: measured at 200 rows it holds the write lock for under 20 ms, which
# is what a mark made meanwhile may have to wait.
BATCH = 200
ANNOUNCE_EVERY_S = 1.0
REPORT_EVERY = 500

Standing = tuple[int, int, int, bool]  # file id, size, mtime_ns, is_available


class ImportService:
    """Importing again is the way to resume, to re-scan and to repair: what is unchanged is skipped.

    covers: the folder of the cover cache. fallback: reads the tags of formats that the tag reader
    lacks. Announces a Change of TRACK and AUDIO_FILE now and then while it stores, and at the end.
    """

    def __init__(self, ledger: Ledger, covers: Path, fallback: Fallback | None = None) -> None:
        self._ledger = ledger
        self._covers = covers
        self._fallback = fallback

    def run(self, paths: Iterable[Path], job: JobContext) -> ImportReport:
        """Takes in every sound file at or under `paths`.

        A track whose words the listener edited keeps them; other tracks follow their file's tags.
        Raises JobCancelled, with everything read so far stored, and Problem when the journal
        cannot be written.
        """
        return _Import(self._ledger, self._covers, self._fallback, job).run(tuple(paths))


class _Import:
    """One run. Counts on the way, because a report is asked for at the end of it only."""

    def __init__(
        self, ledger: Ledger, covers: Path, fallback: Fallback | None, job: JobContext
    ) -> None:
        self._ledger = ledger
        self._covers = covers
        self._fallback = fallback
        self._job = job
        self._unreadable: list[Unreadable] = []
        self._offers: list[PossiblySame] = []
        self._track_ids: list[int] = []
        self._counts = dict.fromkeys(("added", "updated", "moved"), 0)
        self._lookalikes: Lookalikes | None = None
        self._announced_at = time.monotonic()
        self._unannounced = False

    def run(self, paths: Sequence[Path]) -> ImportReport:
        standing = self._standing()
        seen: set[str] = set()
        to_read: list[FoundFile] = []
        returned: list[int] = []
        for found in find_audio(paths, self._on_unreadable_place):
            path = os.fspath(found.path)
            seen.add(path)
            known = standing.get(path)
            if known is None or known[1] != found.size or known[2] != found.mtime_ns:
                to_read.append(found)
            elif not known[3]:
                returned.append(known[0])
            if len(seen) % REPORT_EVERY == 0:
                self._job.report(len(seen), 0, "Looking for music")
        missing = _vanished(standing, seen, paths)
        self._note_availability(returned, missing)
        try:
            self._take_in(to_read)
        finally:
            self._announce()
        return self._report(len(seen) - len(to_read), len(returned), len(missing))

    def _standing(self) -> dict[str, Standing]:
        from db.queries import library

        with self._ledger.read() as connection:
            return {
                path: (file_id, size, mtime_ns, is_available)
                for path, file_id, size, mtime_ns, is_available in library.file_standings(
                    connection
                )
            }

    def _on_unreadable_place(self, path: Path, fault: OSError) -> None:
        self._unreadable.append(Unreadable(path, f"{fault.strerror or fault}."))

    def _note_availability(self, returned: list[int], missing: list[int]) -> None:
        set_availability(self._ledger, returned, True)
        set_availability(self._ledger, missing, False)
        self._unannounced = bool(returned or missing)

    # --- reading and storing --------------------------------------------------------------------

    def _take_in(self, to_read: Sequence[FoundFile]) -> None:
        batch: list[SeenFile] = []
        outcomes = read_all(to_read, self._covers, self._fallback)
        with closing(outcomes):
            try:
                for done, outcome in enumerate(outcomes, 1):
                    if isinstance(outcome, Unreadable):
                        self._unreadable.append(outcome)
                    else:
                        batch.append(outcome)
                    if len(batch) >= BATCH:
                        self._store(batch)
                        batch = []
                    self._job.report(done, len(to_read), _name_of(outcome))
            except JobCancelled:
                self._store(batch)  # read already: the next run need not do it again
                raise
        self._store(batch)

    def _store(self, batch: Sequence[SeenFile]) -> None:
        if not batch:
            return
        with reworded("write"), self._ledger.store.write() as unit:
            placement = _placed(unit, batch)
            _write(unit, placement)
            unit.commit()
        self._count(placement)
        if time.monotonic() - self._announced_at >= ANNOUNCE_EVERY_S:
            self._announce()

    def _count(self, placement: Placement) -> None:
        self._unannounced = True
        self._counts["added"] += len(placement.new_tracks)
        self._counts["updated"] += placement.updated
        self._counts["moved"] += placement.moved
        self._track_ids += [track["id"] for track in placement.new_tracks]
        self._offers += self._known_lookalikes(placement).offer(placement.new_tracks)

    def _known_lookalikes(self, placement: Placement) -> Lookalikes:
        if self._lookalikes is None:
            from db.queries import library

            new = {track["id"] for track in placement.new_tracks}
            with self._ledger.read() as connection:
                rows = library.track_words(connection)
            self._lookalikes = Lookalikes(
                (row[0], row[1], row[2], row[3], row[4]) for row in rows if row[0] not in new
            )
        return self._lookalikes

    def _announce(self) -> None:
        if self._unannounced:
            kinds = frozenset({changes.TRACK, changes.AUDIO_FILE})
            self._ledger.feed.announce(Change(kinds))
        self._unannounced = False
        self._announced_at = time.monotonic()

    def _report(self, unchanged: int, returned: int, missing: int) -> ImportReport:
        report = ImportReport(
            **self._counts,
            unchanged=unchanged - returned,
            returned=returned,
            missing=missing,
            unreadable=tuple(self._unreadable),
            possibly_same=tuple(self._offers),
            track_ids=tuple(TrackId(track_id) for track_id in self._track_ids),
        )
        log.info(
            "import: %d added, %d updated, %d moved, %d unchanged, %d missing, %d unreadable",
            report.added,
            report.updated,
            report.moved,
            report.unchanged,
            report.missing,
            len(report.unreadable),
        )
        return report


def _vanished(standing: Mapping[str, Standing], seen: set[str], paths: Sequence[Path]) -> list[int]:
    """Known files under `paths` that are no longer there. The walk passes hidden folders over, so
    each is asked for by name.
    """
    tops = tuple(os.path.abspath(path) for path in paths)
    prefixes = tuple(os.path.join(top, "") for top in tops)
    return [
        file_id
        for path, (file_id, _size, _mtime, is_available) in standing.items()
        if is_available
        and path not in seen
        and (path in tops or path.startswith(prefixes))
        and not Path(path).is_file()
    ]


def _placed(unit: UnitOfWork, batch: Sequence[SeenFile]) -> Placement:
    """Asked of the database inside the transaction: the listener may have merged or removed tracks
    since the batch before.
    """
    from db.queries import library
    from db.repositories import tracks as repository

    connection = unit.session.connection()
    known = library.files_like(
        connection, {file.path for file in batch}, {file.payload_hash for file in batch}
    )
    recogniser = Recogniser(
        (KnownFile._make(row) for row in known), repository.next_ids(unit.session)
    )
    for file in batch:
        recogniser.place(file)
    return recogniser.placement


def _write(unit: UnitOfWork, placement: Placement) -> None:
    from db.repositories import tracks as repository

    repository.change_files(unit.session, placement.file_changes)
    repository.add_tracks(unit.session, placement.new_tracks)
    repository.add_files(unit.session, placement.new_files)
    repository.follow_tags(unit.session, placement.retagged)


def _name_of(outcome: Outcome) -> str:
    return Path(outcome.path).name
