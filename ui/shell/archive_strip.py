"""The progress of an export, a restore or a backup, between the pages and the player bar."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.jobs import Progress
from app.core.words import _
from ui.bridge.archive.archiving import ArchiveTask, Archiving
from ui.style.tokens import SPACE
from ui.widgets.busy_line import BusyLine

SHOWN_AFTER_MS = 300  # anything done by then would only flicker


class ArchiveStrip(QWidget):
    """Hidden while nothing is running, and for the first moment of what does."""

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
        self.busy.show_progress(0, 0, _("{task}…", task=str(task.doing)))
        self._soon.start()

    def _on_progress(self, progress: Progress) -> None:
        task = self._archiving.task
        if task is None:
            return
        # Translators: such as “Exporting everything: Reading pictures…”
        text = _("{task}: {stage}…", task=str(task.doing), stage=progress.label)
        self.busy.show_progress(progress.done, progress.total, text, can_cancel=progress.can_cancel)

    def _on_ended(self) -> None:
        self._soon.stop()
        self.busy.finish()
        self.hide()
