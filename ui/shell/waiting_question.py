"""The window is to close while something still waits for a busy journal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core.counting import counted
from ui.bridge.jobs.postponed import Postponed
from ui.shell.messages import TELLS_IT_ITSELF
from ui.widgets.question_dialog import QuestionDialog


class WaitingQuestion(QuestionDialog):
    """accepted: close, with or without what waited; rejected: stay open.

    It closes by itself, and the window with it, when nothing waits any more.
    """

    def __init__(self, postponed: Postponed, window: QWidget) -> None:
        count = len(postponed)
        what = counted(count, "One thing you did is", "{n} things you did are")
        super().__init__(
            "Your journal is still busy",
            f"{what} not in it yet: an import, a restore or another program is writing to it. "
            "The window closes by itself as soon as that ends.",
            counted(count, "Close without it", "Close without them"),
            is_danger=True,
            parent=window,
        )
        self.no.setText("Stay open")
        self.setProperty(TELLS_IT_ITSELF, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        postponed.emptied.connect(self.accept)
        postponed.retry()
