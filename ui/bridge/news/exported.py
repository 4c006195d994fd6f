"""What the window says when everything has been exported, and asks before an export is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.core.counting import counted
from app.core.errors import Problem
from ui.widgets.question_dialog import QuestionDialog, ask

if TYPE_CHECKING:
    from app.archive.records import ExportSummary
    from ui.bridge.context import Context


def say_exported(context: Context, summary: ExportSummary) -> None:
    """The news, or what of it couldn’t go along as it is here."""
    written = f"Everything was written to “{summary.path.name}” and read back."
    waiting = context.services.waiting.left_in_words()
    odd = len(summary.left_out) + summary.unreadable
    if odd:
        told = counted(
            odd,
            f"{written} 1 thing couldn’t go along as it is.",
            f"{written} {{n}} things couldn’t go along as they are.",
        )
        details = str(summary)
        context.messages.problem(Problem(f"{told} {waiting}".strip(), details=details))
        return
    folder = QUrl.fromLocalFile(str(summary.path.parent))
    context.messages.say(
        f"{written} {waiting}".strip(),
        "Open folder",
        lambda: QDesktopServices.openUrl(folder),
    )


def ask_to_lose(
    context: Context, problem: Problem, replace: Callable[[], object], parent: QWidget
) -> QuestionDialog | None:
    """Where something would be lost it is the listener’s choice; other problems are told."""
    from app.archive.target import WouldBeLost

    if isinstance(problem, WouldBeLost):
        return ask(problem.what, problem.why, "Replace", replace, parent, is_danger=True)
    context.messages.problem(problem)
    return None
