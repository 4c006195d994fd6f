"""Whether the window may close: not while something waits or is under way, unless given up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from ui.window.desk import Desk

Ask = Callable[["Desk"], QDialog | None]


class Closing:
    """Asks once at a time; who gives up closes the window again."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._question: QDialog | None = None
        self._to_ask: list[Ask] = [self._ask_for_what_waits, self._ask_for_what_is_under_way]

    def may_close(self, desk: Desk | None) -> bool:
        if desk is None:
            return True
        for ask in tuple(self._to_ask):
            if self._question is not None:
                return False
            self._question = ask(desk)
            if self._question is not None:
                self._open(self._question, ask)
                return False
        return True

    def _ask_for_what_waits(self, desk: Desk) -> QDialog | None:
        desk.commit()
        postponed = desk.context.postponed
        if postponed.finish():
            return None
        from ui.shell.waiting_question import WaitingQuestion

        return WaitingQuestion(postponed, self._window)

    def _ask_for_what_is_under_way(self, desk: Desk) -> QDialog | None:
        task = desk.archiving.task
        if task is None or not task.cancelled:
            return None
        from ui.shell.under_way_question import UnderWayQuestion

        return UnderWayQuestion(desk.archiving, task, self._window)

    def _open(self, question: QDialog, ask: Ask) -> None:
        question.accepted.connect(lambda: self._close_without(ask))
        question.rejected.connect(self._stay)
        question.open()

    def _close_without(self, ask: Ask) -> None:
        self._question = None
        self._to_ask.remove(ask)
        self._window.close()

    def _stay(self) -> None:
        self._question = None
