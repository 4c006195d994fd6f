"""Taking files in: find, read, recognise, store; and noticing what vanished or came back."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.ids import TrackId
from app.core.jobs import JobCancelled, JobContext
from app.core.processes import ProcessesEnded
from app.library.availability import set_availability
from app.library.finding import ImportPlan, plan_import
from app.library.recognition import KnownFile, Lookalikes, Placement, Recogniser, SeenFile
from app.library.records import ImportReport, PossiblySame, Unreadable
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.storage_problems import reworded
from db.file.reading import expect_writable
from db.plain.known_files import read_known_files

if TYPE_CHECKING:
    from app.library.reader import Fallback
    from app.library.reading import Outcome
    from app.transactions.ledger import Ledger
    from db.writing.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

# A batch is one transaction: measured at 200 rows it holds the write lock for under 20 ms, which
# is what a mark made meanwhile may have to wait.
BATCH = 200
ANNOUNCE_EVERY_S = 1.0


class ImportService:
    """Importing again is the way to resume, to re-scan and to repair: what is unchanged is skipped.

    covers: the folder of the cover cache. fallback: reads the tags of formats that the tag reader
    lacks. database: the journal's file, so that an import which finds nothing new need not open it
    through SQLAlchemy; by default the ledger's.

    Announces a Change of TRACK and AUDIO_FILE now and then while it stores, and at the end.
    """

    def __init__(
        self,
        ledger: Ledger,
        covers: Path,
        fallback: Fallback | None = None,
        *,
        database: Path | None = None,
    ) -> None:
        self._ledger = ledger
        self._covers = covers
        self._fallback = fallback
        self._database = database

    def run(self, paths: Iterable[Path], job: JobContext) -> ImportReport:
        """Takes in every sound file at or under `paths`.

        A track whose words the listener edited keeps them; other tracks follow their file's tags.
        Raises JobCancelled, with everything read so far stored, and Problem when the journal
        cannot be written.
        """
        database = self._database or self._ledger.store.path
        with reworded("write"):
            expect_writable(database)
        with reworded("read"):
            known_files = read_known_files(database)
        plan = plan_import(tuple(paths), known_files, job)
        taking_in = _Import(self._ledger, plan, job)
        if not plan.to_read:
            return taking_in.run(())
        from app.library.reading import read_all

        with closing(read_all(plan.to_read, self._covers, self._fallback)) as outcomes:
            return taking_in.run(outcomes)


class _Import:
    """One run. Counts on the way, because a report is asked for at the end of it only."""

    def __init__(self, ledger: Ledger, plan: ImportPlan, job: JobContext) -> None:
        self._ledger = ledger
        self._plan = plan
        self._job = job
        self._unreadable = list(plan.unreadable)
        self._offers: list[PossiblySame] = []
        self._track_ids: list[int] = []
        self._counts = dict.fromkeys(("added", "updated", "moved"), 0)
        self._known_paths = set(plan.known)
        self._known_hashes = {known.payload_hash for known in plan.known.values()}
        newest = max((known.file_id for known in plan.known.values()), default=0)
        self._next_file_id = newest + 1
        self._is_alone = True  # whether nobody else has added files since the plan was made
        self._lookalikes: Lookalikes | None = None
        self._announced_at = time.monotonic()
        self._unannounced = False

    def run(self, outcomes: Iterable[Outcome]) -> ImportReport:
        plan = self._plan
        set_availability(self._ledger, plan.returned, True)
        set_availability(self._ledger, plan.missing, False)
        self._unannounced = bool(plan.returned or plan.missing)
        try:
            self._take_in(outcomes)
        finally:
            self._announce()
        return self._report()

    def _take_in(self, outcomes: Iterable[Outcome]) -> None:
        batch: list[SeenFile] = []
        total = len(self._plan.to_read)
        try:
            for done, outcome in enumerate(outcomes, 1):
                if isinstance(outcome, Unreadable):
                    self._unreadable.append(outcome)
                else:
                    batch.append(outcome)
                if len(batch) >= BATCH:
                    self._store(batch)
                    batch = []
                self._job.report(done, total, self._plan.to_read[done - 1].path.name)
        except (JobCancelled, KeyboardInterrupt, ProcessesEnded):
            self._store(batch)  # read already: the next run need not do it again
            raise
        self._store(batch)

    def _store(self, batch: Sequence[SeenFile]) -> None:
        if not batch:
            return
        import db.queries.library
        import db.repositories.tracks  # noqa: F401 - loaded before the lock is taken, not under it

        with reworded("write"), self._ledger.store.write() as unit:
            placement = self._placed(unit, batch)
            _write(unit, placement)
            unit.commit()
        self._count(placement)
        self._known_paths.update(file.path for file in batch)
        self._known_hashes.update(file.payload_hash for file in batch)
        if time.monotonic() - self._announced_at >= ANNOUNCE_EVERY_S:
            self._announce()

    def _placed(self, unit: UnitOfWork, batch: Sequence[SeenFile]) -> Placement:
        """What is known is asked afresh inside the transaction: the listener may have merged or
        removed tracks since. What is not known is not asked, which took a third of the time, unless
        another import has added files meanwhile.
        """
        from db.queries import library
        from db.repositories import tracks as repository

        next_ids = repository.next_ids(unit.session)
        paths, hashes = {file.path for file in batch}, {file.payload_hash for file in batch}
        self._is_alone = self._is_alone and next_ids[1] == self._next_file_id
        if self._is_alone:
            paths, hashes = paths & self._known_paths, hashes & self._known_hashes
        known = library.files_like(unit.session.connection(), paths, hashes)
        recogniser = Recogniser((KnownFile._make(row) for row in known), next_ids)
        for file in batch:
            recogniser.place(file)
        self._next_file_id = next_ids[1] + len(recogniser.placement.new_files)
        return recogniser.placement

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

    def _report(self) -> ImportReport:
        report = ImportReport(
            **self._counts,
            unchanged=self._plan.unchanged,
            returned=len(self._plan.returned),
            missing=len(self._plan.missing),
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


def _write(unit: UnitOfWork, placement: Placement) -> None:
    from db.repositories import tracks as repository

    repository.change_files(unit.session, placement.file_changes)
    repository.add_tracks(unit.session, placement.new_tracks)
    repository.add_files(unit.session, placement.new_files)
    repository.follow_tags(unit.session, placement.retagged)
