"""Imports files: find, read, recognise, ask, store; and notices which are missing or back."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.library.finding import ImportPlan, plan_import
from app.library.import_run import ImportRun
from app.library.records import ImportReport
from app.library.scan import find_audio
from app.library.tags_version import TAGS_VERSION
from app.transactions.storage_problems import reworded
from db.file.reading import expect_writable
from db.plain.known_files import KnownFile, old_ghosts, read_known_files

if TYPE_CHECKING:
    from app.core.jobs import JobContext
    from app.library.batches import Batches
    from app.library.reader import Fallback
    from app.library.reading import Outcome
    from app.transactions.ledger import Ledger


class ImportService:
    """Importing again resumes, rescans and repairs; unchanged files are skipped.

    covers: the folder of the cover cache. fallback: reads the tags of formats that the tag reader
    doesn't know. database: the journal's file, so that an import that finds nothing new doesn't
    have to open it through SQLAlchemy; by default the ledger's.

    Announces a Change of TRACK, AUDIO_FILE and QUESTION now and then while it stores, and at the
    end.
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

    def run(
        self, paths: Iterable[Path], job: JobContext, *, is_rescan: bool = False
    ) -> ImportReport:
        """Imports every audio file at or under `paths`.

        A track that the listener edited keeps that text; other tracks follow their file's tags.
        Albums that the listener removed tracks from come back with the files that name them, unless
        it is a rescan.

        Raises JobCancelled, after storing everything read so far, and Problem if the journal can't
        be written.
        """
        database = self._database or self._ledger.store.path
        with reworded("write"):
            expect_writable(database)
        plan = plan_import(tuple(paths), self._known_files(), job, is_rescan=is_rescan)
        batches = partial(self._batches, plan, is_rescan=is_rescan)
        run = ImportRun(self._ledger, plan, batches, job)
        with closing(self._read(plan)) as outcomes:
            run.take_in(outcomes)
        if is_rescan:
            run.drop_ghosts(self._old_ghosts())
        return run.report()

    def _batches(self, plan: ImportPlan, *, is_rescan: bool) -> Batches:
        from app.library.batches import Batches

        return Batches(self._ledger, plan.known, self._read_words, is_rescan=is_rescan)

    def _read_words(self, path: str) -> Mapping[str, Any] | None:
        from app.library.placement import SeenFile
        from app.library.reading import log_mistake, read_one

        found = next(iter(find_audio((Path(path),))), None)
        if found is None:
            return None
        read = read_one(found, self._covers, self._fallback)
        log_mistake(read)
        return read.words if isinstance(read, SeenFile) else None

    def _read(self, plan: ImportPlan) -> Generator[Outcome, None, None]:
        if plan.to_read:
            from app.library.reading import read_all

            yield from read_all(plan.to_read, self._covers, self._fallback)

    def known_paths(self) -> list[Path]:
        """Of all files that were there when they were last looked for."""
        return [Path(path) for path, known in self._known_files().items() if known.is_available]

    def outdated(self) -> list[Path]:
        """Those of them that an older tag reader read."""
        return [
            Path(path)
            for path, known in self._known_files().items()
            if known.is_available and known.read_by < TAGS_VERSION
        ]

    def _old_ghosts(self) -> list[int]:
        with reworded("read"):
            return old_ghosts(self._database or self._ledger.store.path)

    def _known_files(self) -> dict[str, KnownFile]:
        with reworded("read"):
            return read_known_files(self._database or self._ledger.store.path)
