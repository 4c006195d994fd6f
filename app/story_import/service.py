"""Stories that people already have, taken in: read, compared, then written as one undo step."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import Problem
from app.core.ids import WorkId
from app.core.jobs import JobContext
from app.core.path_names import display_name
from app.core.user_files import read_bytes, reason
from app.core.words import _
from app.profile.pictures import MAX_BYTES, Pictures, picture_extension
from app.story_import.applying import apply
from app.story_import.contents import Contents, contents_of
from app.story_import.files import read_files
from app.story_import.plan import Aim, Plan
from app.story_import.planning import make_plan
from app.story_import.records import Found, NotTaken, Place
from app.transactions.ledger import Ledger

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was done, as it was planned. work_ids: the works it went to. not_kept: pictures that
    couldn't be copied.
    """

    plan: Plan
    work_ids: tuple[WorkId, ...] = ()
    not_kept: tuple[NotTaken, ...] = ()


class StoryImport:
    """Reading and planning change nothing; `take_in` announces Changes of works, episodes,
    characters and scenes.
    """

    def __init__(self, ledger: Ledger, pictures: Pictures) -> None:
        self._ledger = ledger
        self._pictures = pictures

    def read(
        self,
        paths: Sequence[Path],
        job: JobContext,
        *,
        is_series: bool = True,
        besides: Collection[str] = (),
    ) -> Found:
        """Lists and NFO files at these paths. is_series, besides: as in `Reading`."""
        return read_files(paths, job, is_series=is_series, besides=besides)

    def contents(self, paths: Sequence[Path], job: JobContext) -> Contents:
        """Whether there is a story at these paths, music, or both. Raises JobCancelled."""
        return contents_of(paths, job)

    def plan(self, found: Found, aim: Aim = None) -> Plan:
        """Raises LookupError when the work of `aim` is gone, Problem when nothing can be read."""
        with self._ledger.read() as connection:
            return make_plan(connection, found, aim)

    def take_in(self, found: Found, aim: Aim, job: JobContext, initiator: object = None) -> TakenIn:
        """Compares again, since the journal may have changed, and writes what is new and what fills
        gaps; either all of it or, when it is cancelled or fails, nothing.

        Raises as `plan` does, and JobCancelled.
        """
        pictures, not_kept = self._keep(self.plan(found, aim).pictures(), job)
        with self._ledger.write(_("Import story"), initiator=initiator) as writing:
            plan = make_plan(writing.session.connection(), found, aim)
            writing.label = _label(plan)
            works: tuple[WorkId, ...] = ()
            if not plan.changes_nothing:
                works = apply(writing, plan, pictures, job)
            job.conclude(writing.label)
        return TakenIn(plan, works, not_kept)

    def _keep(
        self, paths: Sequence[Path], job: JobContext
    ) -> tuple[dict[Path, str], tuple[NotTaken, ...]]:
        """Copies pictures before anything is written, so that no lock waits for a slow drive."""
        names: dict[Path, str] = {}
        not_kept = []
        for done, path in enumerate(paths):
            job.report(done, len(paths), display_name(path))
            try:
                data = read_bytes(path, MAX_BYTES)
                names[path] = self._pictures.keep_bytes(data, picture_extension(data))
            except OSError as error:
                not_kept.append(NotTaken(Place(path), "", reason(error)))
            except Problem as problem:
                log.warning("a picture wasn’t kept: %s %s", problem, problem.details)
                not_kept.append(NotTaken(Place(path), "", problem.why, problem.remedy))
        return names, tuple(not_kept)


def _label(plan: Plan) -> str:
    if len(plan.works) == 1:
        # Translators: the name of an undo step: a work’s episodes and scenes were imported
        return _("Import story of “{title}”", title=plan.works[0].row.title)
    return _("Import stories")
