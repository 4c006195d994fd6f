"""What the window says after an export was restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.errors import Problem

if TYPE_CHECKING:
    from app.archive.records import RestoreReport
    from ui.bridge.context import Context


def say_restored(context: Context, report: RestoreReport) -> None:
    """The news, with Undo if it can be undone, or with what was skipped."""
    if report.skipped:
        skipped = "\n".join(map(str, report.skipped))
        context.messages.problem(Problem(report.news, details=skipped))
    elif report.has_new_rows and report.is_undoable:
        context.say_done(report.news)
    else:
        context.messages.say(report.news)
