"""The window is to close while an export, a restore or a backup is under way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from ui.bridge.archive.archiving import ArchiveTask, Archiving
from ui.shell.messages import TELLS_IT_ITSELF
from ui.widgets.question_dialog import QuestionDialog


class UnderWayQuestion(QuestionDialog):
    """accepted: close, with what is under way cancelled or done; rejected: stay open.

    It closes by itself, and the window with it, when that is done; when it fails, the window stays
    and says so.
    """

    def __init__(self, archiving: Archiving, task: ArchiveTask, window: QWidget) -> None:
        super().__init__(
            f"“{task.name}” isn’t done yet",
            "The window closes by itself as soon as it is. If you cancel it, nothing is changed.",
            "Cancel it and close",
            is_danger=True,
            parent=window,
        )
        self.no.setText("Stay open")
        self.setProperty(TELLS_IT_ITSELF, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        archiving.ended.connect(self._stay_after_failing)
        # Later: who tells of the end does it before everything goes.
        archiving.ended.connect(self._close_when_done, Qt.ConnectionType.QueuedConnection)

    def leave(self) -> None:
        """The program is asked to end once more: it waits no longer."""
        self.accept()

    @Slot(bool)
    def _stay_after_failing(self, is_done: bool) -> None:
        """At once: what is said next must not go with this dialog."""
        if not is_done:
            self.reject()

    @Slot(bool)
    def _close_when_done(self, is_done: bool) -> None:
        if is_done:
            self.accept()
