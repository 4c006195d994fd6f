"""Every change that can be undone, on one QUndoStack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.errors import Problem
from app.history import DRAW_SPAN
from app.storage_problems import StorageProblem

if TYPE_CHECKING:
    from app.changes import Change
    from app.history import Step
    from app.ledger import Ledger


class StepCommand(QUndoCommand):
    """One step; pushed when it has already been done."""

    def __init__(self, step: Step, history: History) -> None:
        super().__init__(step.label)
        self.step = step
        self._history = history
        self._is_done = True

    def note_done(self) -> None:
        """The stack only follows: the step itself has been replayed."""
        self._is_done = True

    def redo(self) -> None:
        self._move(is_undo=False)

    def undo(self) -> None:
        self._move(is_undo=True)

    def _move(self, *, is_undo: bool) -> None:
        if self._is_done:
            self._is_done = False
        elif not self._history.replay(self.step, is_undo=is_undo):
            self.setObsolete(True)


class History(QObject):
    """Holds the undo stack. Feed it every Change.

    Signals: problem(Problem), what can't be undone; replayed(Step, bool), what was, or (False) was
    redone.
    """

    problem = Signal(object)
    replayed = Signal(object, bool)

    def __init__(self, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self.stack = QUndoStack(self)

    def undo(self) -> None:
        """One step back. Raises StorageProblem when the journal can't be written; then the step
        stays to be undone.
        """
        self._step(self.stack.index() - 1, is_undo=True)

    def redo(self) -> None:
        """One step forward again; raises as `undo` does."""
        self._step(self.stack.index(), is_undo=False)

    def _step(self, place: int, *, is_undo: bool) -> None:
        if not 0 <= place < self.stack.count():
            return
        command = self.stack.command(place)
        assert isinstance(command, StepCommand)
        try:
            self._replay(command.step, is_undo=is_undo)
        except StorageProblem:
            raise
        except Problem as problem:
            self.problem.emit(problem)
            command.setObsolete(True)
        step, is_done = command.step, not command.isObsolete()
        command.note_done()
        (self.stack.undo if is_undo else self.stack.redo)()  # the stack ends an obsolete command
        if is_done:
            self.replayed.emit(step, is_undo)

    def on_change(self, change: Change) -> None:
        if change.is_restore:
            self.stack.clear()  # its steps speak of rows that are others now
        elif change.step is not None and not self._take_in(change.step):
            self.stack.push(StepCommand(change.step, self))

    def _take_in(self, step: Step) -> bool:
        """Some steps only go on with one that is there: a held key draws a span from its mark.

        Where several keys are held at once, that is not the last step: it is looked for beneath
        those that have nothing to do with its rows, so that their order makes no difference.
        """
        is_more = step.label == DRAW_SPAN or bool(step.joins)
        if not is_more or self.stack.canRedo():
            return False
        for place in range(self.stack.index() - 1, -1, -1):
            command = self.stack.command(place)
            assert isinstance(command, StepCommand)
            joined = command.step.joined(step)
            if joined is not None:
                command.step = joined
                return True
            if command.step.shares_rows(step):
                return False
        return False

    def replay(self, step: Step, *, is_undo: bool) -> bool:
        """Whether it could be done."""
        try:
            self._replay(step, is_undo=is_undo)
        except Problem as problem:
            self.problem.emit(problem)
            return False
        self.replayed.emit(step, is_undo)
        return True

    def _replay(self, step: Step, *, is_undo: bool) -> None:
        (self._ledger.undo if is_undo else self._ledger.redo)(step)
