"""What the window says after an export, and what it asks before an older one is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.core.errors import Problem
from app.core.words import _, ngettext
from ui.widgets.question_dialog import QuestionDialog, ask

if TYPE_CHECKING:
    from app.archive.records import ExportSummary
    from ui.bridge.context import Context


def say_exported(context: Context, summary: ExportSummary) -> None:
    """That everything was exported, or how much couldn't be exported unchanged."""
    written = _("Everything was written to “{file}” and read back.", file=summary.path.name)
    waiting = context.services.waiting.left_in_words()
    odd = len(summary.left_out) + summary.unreadable
    if odd:
        told = ngettext(
            "One thing couldn’t be exported as it is.",
            "{n} things couldn’t be exported as they are.",
            odd,
        )
        details = str(summary)
        context.messages.problem(Problem(_sentences(written, told, waiting), details=details))
        return
    folder = QUrl.fromLocalFile(str(summary.path.parent))
    context.messages.say(
        _sentences(written, waiting),
        _("Open folder"),
        lambda: QDesktopServices.openUrl(folder),
    )


def _sentences(*said: str) -> str:
    return " ".join(each for each in said if each)


def ask_to_lose(
    context: Context, problem: Problem, replace: Callable[[], object], parent: QWidget
) -> QuestionDialog | None:
    """If something would be lost, the listener decides; other problems are shown."""
    from app.archive.target import WouldBeLost

    if isinstance(problem, WouldBeLost):
        return ask(problem.what, problem.why, _("Replace"), replace, parent, is_danger=True)
    context.messages.problem(problem)
    return None
