"""`story import PATH…`: takes in lists and NFO files; what isn't understood is named, the rest goes
in.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from app.core.errors import Problem
from app.core.ids import WorkId
from app.core.jobs import JobContext
from app.core.words import _, ngettext
from app.library.cli import ProgressLine
from app.story.records import WorkKind
from app.story_import.aims import NO_WORK, known_work
from app.story_import.plan import Plan, PlannedWork, State, What, WorkNamed
from app.story_import.records import NotTaken, Place
from app.story_import.words import fault, summary, where

if TYPE_CHECKING:
    from app.story.service import Scenes
    from app.story_import.service import StoryImport

INTERRUPTED = 130  # as a shell reports Ctrl+C


class HandedOn(NamedTuple):
    """Files of another kind, after the episodes they belong to are there.

    endings: of their names, in lower case. take_in: is given a file, and its work if that is
    certain; returns whether anything was new; raises Problem.
    """

    endings: tuple[str, ...]
    take_in: Callable[[Path, WorkId | None], bool]


def story_import_command(
    story_import: StoryImport,
    scenes: Scenes,
    paths: Sequence[Path],
    work: str,
    as_json: bool,
    out: TextIO,
    handed_on: Sequence[HandedOn] = (),
) -> int:
    """work: the title of the work that a list belongs to; empty if the files say it.

    Returns the exit code: 0 if everything went in or was there already; 1 if something wasn't
    understood, or nothing was found; 130 after Ctrl+C, which changes nothing more.
    """
    aim = WorkNamed(work) if work.strip() else None
    known = None if aim is None else known_work(scenes.works(), aim)
    is_series = known is None or known.kind is WorkKind.SERIES
    line = ProgressLine(sys.stderr)
    job = JobContext(line.show)
    besides = {ending for kind in handed_on for ending in kind.endings}
    try:
        found = story_import.read(paths, job, is_series=is_series, besides=besides)
        taken = story_import.take_in(found, aim, job)
        known_id = None if known is None else known.id
        work_id = None if aim is None else next(iter(taken.work_ids), known_id)
        others = [_handed(path, work_id, handed_on) for path in found.others]
    except KeyboardInterrupt:
        line.clear()
        sys.stderr.write(_("Stopped. Nothing was imported.") + "\n")
        return INTERRUPTED
    line.clear()
    faults = (*taken.plan.not_taken, *taken.not_kept)
    _name(faults, others)
    if as_json:
        out.write(json.dumps(_as_plain(taken.plan, faults, others)) + "\n")
    else:
        out.write(_in_words(taken.plan, others) + "\n")
    has_failed = faults or any(other.problem is not None for other in others)
    return 1 if has_failed or not (taken.plan.works or others) else 0


class _Other(NamedTuple):
    path: Path
    is_new: bool
    problem: Problem | None


def _handed(path: Path, work_id: WorkId | None, kinds: Sequence[HandedOn]) -> _Other:
    take_in = next(kind.take_in for kind in kinds if path.suffix.lower() in kind.endings)
    try:
        return _Other(path, take_in(path, work_id), None)
    except Problem as problem:
        return _Other(path, False, problem)


def _name(faults: Sequence[NotTaken], others: Sequence[_Other]) -> None:
    """Says what isn't imported, and why."""
    for each in faults:
        sys.stderr.write(f"{fault(each)}\n")
    for other in others:
        if other.problem is not None:
            sys.stderr.write(f"{other.problem}\n")
    if any(each.why == str(NO_WORK) for each in faults):
        # Translators: option is typed as it is
        said = _("“{option}” says it for all of them.", option="--work")
        sys.stderr.write(f"{said}\n")


def _others_in_words(others: Sequence[_Other]) -> Iterator[str]:
    went_in = [other for other in others if other.problem is None]
    if new := sum(other.is_new for other in went_in):
        yield ngettext(
            "{n} file of another kind was added.", "{n} files of other kinds were added.", new
        )
    if len(went_in) > new:
        yield ngettext(
            "{n} file of another kind was there already.",
            "{n} files of other kinds were there already.",
            len(went_in) - new,
        )


def _in_words(plan: Plan, others: Sequence[_Other]) -> str:
    if not plan.works and not others:
        return _("No episodes or scenes were found there.")
    works = (f"{work.row.title}: {summary(work)}" for work in plan.works)
    return "\n".join((*works, *_others_in_words(others)))


def _as_plain(
    plan: Plan, faults: Sequence[NotTaken], others: Sequence[_Other]
) -> dict[str, object]:
    return {
        "others": [
            {
                "path": where(Place(other.path)),
                "state": "new" if other.is_new else "unchanged",
                "problem": None if other.problem is None else str(other.problem),
            }
            for other in others
        ],
        "works": [_work_as_plain(work) for work in plan.works],
        "not_taken": [
            {
                "path": where(Place(each.place.file)) or None,
                "line": each.place.line or None,
                "text": each.text,
                "reason": each.why,
                "remedy": each.remedy,
            }
            for each in faults
        ],
    }


def _work_as_plain(work: PlannedWork) -> dict[str, object]:
    counts = work.counts
    return {
        "title": work.row.title,
        "state": str(work.state),
        "saga": work.joins or None,
        **{
            f"{what}s": {str(state): counts[what, state] for state in State}
            for what in (What.EPISODE, What.SCENE, What.CHARACTER)
        },
    }
