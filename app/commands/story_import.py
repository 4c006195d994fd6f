"""`story import PATH…`: takes in lists and NFO files; what isn't understood is named, the rest goes
in.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.core.jobs import JobContext
from app.core.words import _
from app.library.cli import ProgressLine
from app.story.records import WorkKind
from app.story_import.aims import known_work
from app.story_import.plan import Plan, PlannedWork, State, What, WorkNamed
from app.story_import.records import NotTaken, Place
from app.story_import.words import fault, summary, where

if TYPE_CHECKING:
    from app.story.service import Scenes
    from app.story_import.service import StoryImport

INTERRUPTED = 130  # as a shell reports Ctrl+C


def story_import_command(
    story_import: StoryImport,
    scenes: Scenes,
    paths: Sequence[Path],
    work: str,
    as_json: bool,
    out: TextIO,
) -> int:
    """work: the title of the work that a list belongs to; empty if the files say it.

    Returns the exit code: 0 if everything went in or was there already; 1 if something wasn't
    understood, or nothing was found; 130 after Ctrl+C, which changes nothing.
    """
    aim = WorkNamed(work) if work.strip() else None
    known = None if aim is None else known_work(scenes.works(), aim)
    is_series = known is None or known.kind is WorkKind.SERIES
    line = ProgressLine(sys.stderr)
    job = JobContext(line.show)
    try:
        found = story_import.read(paths, job, is_series=is_series)
        taken = story_import.take_in(found, aim, job)
    except KeyboardInterrupt:
        line.clear()
        sys.stderr.write(_("Stopped. Nothing was imported.") + "\n")
        return INTERRUPTED
    line.clear()
    faults = (*taken.plan.not_taken, *taken.not_kept)
    for each in faults:
        sys.stderr.write(f"{fault(each)}\n")
    if as_json:
        out.write(json.dumps(_as_plain(taken.plan, faults)) + "\n")
    else:
        out.write(_in_words(taken.plan) + "\n")
    return 1 if faults or not taken.plan.works else 0


def _in_words(plan: Plan) -> str:
    if not plan.works:
        return _("No episodes or scenes were found there.")
    return "\n".join(f"{work.row.title}: {summary(work)}" for work in plan.works)


def _as_plain(plan: Plan, faults: Sequence[NotTaken]) -> dict[str, object]:
    return {
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
        "state": str(work.row.state),
        **{
            f"{what}s": {str(state): counts[what, state] for state in State}
            for what in (What.EPISODE, What.SCENE, What.CHARACTER)
        },
    }
