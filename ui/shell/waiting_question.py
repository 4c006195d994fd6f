"""Asked when the window is to close while something still waits to be saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core.words import _, ngettext
from ui.bridge.jobs.postponed import Postponed
from ui.shell.messages import TELLS_IT_ITSELF
from ui.widgets.question_dialog import QuestionDialog


class WaitingQuestion(QuestionDialog):
    """accepted: close, whether or not everything was saved; rejected: stay open.

    It closes by itself, and the window with it, when nothing is waiting any more.
    """

    def __init__(self, postponed: Postponed, window: QWidget) -> None:
        count = len(postponed)
        super().__init__(
            _("Your journal is still busy"),
            ngettext(
                "One thing you did isn’t saved yet: an import, a restore or another program is "
                "writing to the journal. The window closes as soon as that is done.",
                "{n} things you did aren’t saved yet: an import, a restore or another program is "
                "writing to the journal. The window closes as soon as that is done.",
                count,
            ),
            ngettext("Close without saving it", "Close without saving them", count),
            is_danger=True,
            parent=window,
        )
        self.no.setText(_("Stay open"))
        self.setProperty(TELLS_IT_ITSELF, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        postponed.emptied.connect(self.accept)
        postponed.retry()
