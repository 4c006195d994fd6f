"""Whether the window may close: not while something waits for a busy journal, unless given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.shell.waiting_question import WaitingQuestion
    from ui.window.desk import Desk


class Closing:
    """Asks once at a time; who gives up closes the window again."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._question: WaitingQuestion | None = None
        self._gives_up_waiting = False

    def may_close(self, desk: Desk | None) -> bool:
        if desk is None or self._gives_up_waiting:
            return True
        desk.commit()
        postponed = desk.context.postponed
        if postponed.finish():
            return True
        if self._question is None:
            from ui.shell.waiting_question import WaitingQuestion

            self._question = WaitingQuestion(postponed, self._window)
            self._question.accepted.connect(self._close_anyway)
            self._question.rejected.connect(self._stay)
            self._question.open()
        return False

    def _close_anyway(self) -> None:
        self._question, self._gives_up_waiting = None, True
        self._window.close()

    def _stay(self) -> None:
        self._question = None
