"""One run of an import: takes in what was read, and counts as it goes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.ids import TrackId
from app.core.jobs import JobCancelled, JobContext
from app.core.processes import ProcessesEnded
from app.library.availability import in_batches, set_availability
from app.library.finding import ImportPlan
from app.library.records import ImportReport, PossiblySame, Unreadable
from app.library.skipped import SkippedFile
from app.library.tags_version import TAGS_VERSION
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.storage_problems import reworded

if TYPE_CHECKING:
    from app.library.batches import Batches
    from app.library.placement import Placement, SeenFile
    from app.library.reading import Outcome
    from app.library.scan import FoundFile
    from app.transactions.ledger import Ledger

log = logging.getLogger(__name__)

# A batch is one transaction: at 200 rows it was measured to hold the write lock for under 20 ms,
# which is how long a mark made meanwhile may have to wait.
BATCH = 200
ANNOUNCE_EVERY_S = 1.0


class ImportRun:
    """Announces now and then while it stores, and at the end. The report is there after
    `take_in`.
    """

    def __init__(
        self,
        ledger: Ledger,
        plan: ImportPlan,
        make_batches: Callable[[], Batches],
        job: JobContext,
    ) -> None:
        """make_batches: called once, if there is anything to store: loading all it needs takes as
        long as looking through 2,000 files.
        """
        self._ledger = ledger
        self._plan = plan
        self._make_batches = make_batches
        self._job = job
        self._unreadable = list(plan.unreadable)
        self._skipped = list(plan.skipped)
        self._with_chapters: list[Path] = []
        self._unread: list[int] = []
        self._offers: list[PossiblySame] = []
        self._track_ids: list[int] = []
        self._counts = dict.fromkeys(("added", "updated", "moved"), 0)
        self._missing = set(plan.missing)
        self._announced_at = time.monotonic()
        self._unannounced = False
        self._has_lyrics = False

    def take_in(self, outcomes: Iterable[Outcome]) -> None:
        plan = self._plan
        set_availability(self._ledger, plan.returned, True)
        set_availability(self._ledger, plan.missing, False)
        self._unannounced = bool(plan.returned or plan.missing)
        try:
            if plan.to_read:
                self._store_all(outcomes)
        finally:
            self._announce()

    def drop_ghosts(self, track_ids: Sequence[int]) -> None:
        """Deletes those of these tracks without files about which the listener said nothing."""
        if not track_ids:
            return  # so that SQLAlchemy isn't loaded needlessly
        from db.repositories import tracks as repository

        dropped = 0
        for some in in_batches(track_ids, BATCH):
            with reworded("write"), self._ledger.store.write() as unit:
                dropped += repository.drop_ghosts(unit.session, some)
                unit.commit()
        if dropped:
            log.info("%d tracks without a file and without a mark are gone", dropped)
            self._unannounced = True
            self._announce()

    def _store_all(self, outcomes: Iterable[Outcome]) -> None:
        from app.library.placement import SeenFile

        self._batches = self._make_batches()
        batch: list[SeenFile] = []
        total = len(self._plan.to_read)
        try:
            for done, outcome in enumerate(outcomes, 1):
                if not isinstance(outcome, SeenFile):
                    self._note_unread(self._plan.to_read[done - 1])
                if isinstance(outcome, Unreadable):
                    self._unreadable.append(outcome)
                elif isinstance(outcome, SkippedFile):
                    self._skipped.append(outcome)
                else:
                    batch.append(outcome)
                    if outcome.has_chapters:
                        self._with_chapters.append(Path(outcome.path))
                if len(batch) >= BATCH:
                    self._store(batch)
                    batch = []
                self._job.report(done, total, self._plan.to_read[done - 1].path.name)
        except (JobCancelled, KeyboardInterrupt, ProcessesEnded):
            self._store(batch)  # already read: the next run doesn't have to
            raise
        self._store(batch)
        self._store_unread()

    def _note_unread(self, found: FoundFile) -> None:
        known = self._plan.known.get(str(found.path))
        if known and (known.size, known.mtime_ns) == (found.size, found.mtime_ns):
            self._unread.append(known.file_id)

    def _store_unread(self) -> None:
        """Files that only an older tag reader could read aren't tried each time."""
        if not self._unread:
            return
        from db.repositories import tracks as repository

        changes_of_files = [(file_id, {"read_by": TAGS_VERSION}) for file_id in self._unread]
        with reworded("write"), self._ledger.store.write() as unit:
            repository.change_files(unit.session, changes_of_files)
            unit.commit()

    def _store(self, batch: Sequence[SeenFile]) -> None:
        if not batch:
            return
        self._count(self._batches.store(batch))
        if time.monotonic() - self._announced_at >= ANNOUNCE_EVERY_S:
            self._announce()

    def _count(self, placement: Placement) -> None:
        self._unannounced = True
        self._has_lyrics = self._has_lyrics or placement.has_lyrics
        self._counts["added"] += len(placement.new_tracks)
        self._counts["updated"] += placement.updated
        self._counts["moved"] += placement.moved
        self._missing.difference_update(file_id for file_id, _columns in placement.file_changes)
        self._track_ids += [track["id"] for track in placement.new_tracks]
        self._offers += placement.alike

    def _announce(self) -> None:
        if self._unannounced:
            kinds = {changes.TRACK, changes.AUDIO_FILE, changes.QUESTION}
            if self._has_lyrics:
                kinds.add(changes.LYRICS)
            self._ledger.feed.announce(Change(frozenset(kinds)))
        self._unannounced = self._has_lyrics = False
        self._announced_at = time.monotonic()

    def report(self) -> ImportReport:
        report = ImportReport(
            **self._counts,
            unchanged=self._plan.unchanged,
            read_again=self._plan.read_again,
            paths=self._plan.paths,
            returned=len(self._plan.returned),
            missing=len(self._missing),
            unreadable=tuple(self._unreadable),
            skipped=tuple(self._skipped),
            with_chapters=tuple(self._with_chapters),
            possibly_same=tuple(self._offers),
            track_ids=tuple(TrackId(track_id) for track_id in self._track_ids),
        )
        log.info(
            "import: %d added, %d updated, %d moved, %d unchanged, %d read again, %d missing, "
            "%d unreadable, %d skipped",
            report.added,
            report.updated,
            report.moved,
            report.unchanged,
            report.read_again,
            report.missing,
            len(report.unreadable),
            len(report.skipped),
        )
        return report
