"""Everything written into one file, read from one, or copied: asked of the listener, then done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.bridge.news.exported import ask_to_lose, say_exported
from ui.bridge.news.restored import say_restored

if TYPE_CHECKING:
    from app.core.errors import Problem
    from ui.bridge.context import Context

_FILTER = "Exports (*.json)"


def export(context: Context, window: QWidget) -> None:
    name, _ = QFileDialog.getSaveFileName(window, "Export everything", "ost-my-heart.json", _FILTER)
    if name:
        _export_to(context, window, Path(name))


def _export_to(context: Context, window: QWidget, path: Path, *, replace: bool = False) -> None:
    def failed(problem: Problem) -> None:
        ask_to_lose(
            context, problem, lambda: _export_to(context, window, path, replace=True), window
        )

    context.jobs.run(
        "Export everything",
        lambda job: context.services.exports.export_json(path, job, replace=replace),
        lambda summary: say_exported(context, summary),
        failed,
    )


def restore(context: Context, window: QWidget) -> None:
    name, _ = QFileDialog.getOpenFileName(window, "Restore an export", "", _FILTER)
    if name:
        context.jobs.run(
            "Restore an export",
            lambda job: context.services.exports.restore_json(Path(name), job),
            lambda report: say_restored(context, report),
        )


def back_up(context: Context) -> None:
    context.jobs.run(
        "Back up",
        lambda _job: context.services.exports.backup_now(),
        lambda path: context.messages.say(f"Backed up to {path}."),
    )
