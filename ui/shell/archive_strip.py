"""How far an export, a restore or a backup has come, between the pages and the player."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.jobs import Progress
from ui.bridge.archive.archiving import ArchiveTask, Archiving
from ui.style.tokens import SPACE
from ui.widgets.busy_line import BusyLine

SHOWN_AFTER_MS = 300  # what is done by then would only flicker


class ArchiveStrip(QWidget):
    """Away while nothing is under way, and while that has only begun."""

    def __init__(self, archiving: Archiving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._archiving = archiving
        self.busy = BusyLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.s, SPACE.l, SPACE.s)
        column.addWidget(self.busy)
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._soon.timeout.connect(self.show)
        self.busy.cancel_requested.connect(archiving.cancel)
        archiving.began.connect(self._on_began)
        archiving.progressed.connect(self._on_progress)
        archiving.ended.connect(self._on_ended)
        self.hide()

    def _on_began(self, task: ArchiveTask) -> None:
        self.busy.show_progress(0, 0, f"{task.doing}…")
        self._soon.start()

    def _on_progress(self, progress: Progress) -> None:
        task = self._archiving.task
        if task is None:
            return
        stage = f"{progress.label[:1].lower()}{progress.label[1:]}"
        self.busy.show_progress(
            progress.done,
            progress.total,
            f"{task.doing}: {stage}…",
            can_cancel=progress.can_cancel,
        )

    def _on_ended(self) -> None:
        self._soon.stop()
        self.busy.finish()
        self.hide()
