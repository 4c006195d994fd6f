"""Whether the window may close: not while something waits to be saved or is still running, unless
the listener gives it up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from ui.window.desk import Desk

Ask = Callable[["Desk"], QDialog | None]  # not shown


class Closing:
    """Asks one question at a time; giving something up closes the window again.

    Giving up counts for that attempt only: if the window stays open, the next attempt asks again.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._question: QDialog | None = None
        self._to_ask: tuple[Ask, ...] = (self._ask_for_what_waits, self._ask_for_what_is_under_way)
        self._given_up: list[Ask] = []

    def may_close(self, desk: Desk | None) -> bool:
        if desk is None:
            return True
        for ask in self._to_ask:
            if self._question is not None:
                return False
            if ask in self._given_up:
                continue
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
        question.accepted.connect(lambda: self._close_without(ask, question))
        question.rejected.connect(lambda: self._stay(question))
        question.open()

    def _close_without(self, ask: Ask, question: QDialog) -> None:
        """By the button, or by itself when there is nothing left to ask; the first one counts."""
        if question is not self._question:
            return
        self._question = None
        self._given_up.append(ask)
        self._window.close()
        if self._question is None:
            self._given_up.clear()

    def _stay(self, question: QDialog) -> None:
        if question is self._question:
            self._question = None
            self._given_up.clear()
