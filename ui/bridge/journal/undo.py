"""Everything that can be undone, on one QUndoStack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.core.errors import Problem
from app.core.words import _
from app.transactions.history import Step, StepKind
from app.transactions.storage_problems import StorageProblem
from app.waiting.steps import WaitingStep

if TYPE_CHECKING:
    from app.transactions.changes import Change
    from app.transactions.ledger import Ledger


@dataclass(frozen=True, slots=True)
class PageStep:
    """Something that was changed on a page, and isn't in the journal: undone as anything else."""

    label: str
    undo: Callable[[], object]
    redo: Callable[[], object]


class StepCommand(QUndoCommand):
    """One step, pushed after it was done."""

    def __init__(
        self,
        history: History,
        step: Step | None = None,
        waiting: WaitingStep | PageStep | None = None,
    ) -> None:
        """waiting: a mark that isn't in the journal yet, whose step comes once it is; or what never
        will be in it.
        """
        said = step or waiting
        assert said is not None
        super().__init__(said.label)
        self.step = step
        self.waiting = waiting
        self._history = history
        self._is_done = True

    @property
    def said(self) -> Step:
        """The step as it is announced; of what isn't in the journal, only its name."""
        if self.step is not None:
            return self.step
        assert self.waiting is not None
        return Step(self.waiting.label, (), frozenset(), frozenset())

    def take(self, step: Step) -> None:
        """It was written to the journal, or more of it was."""
        self.step = step if self.step is None else self.step.joined(step) or step

    def note_done(self) -> None:
        """The step itself was already replayed; the stack only follows."""
        self._is_done = True

    def redo(self) -> None:
        self._move(is_undo=False)

    def undo(self) -> None:
        self._move(is_undo=True)

    def _move(self, *, is_undo: bool) -> None:
        if self._is_done:
            self._is_done = False
        elif not self._history.replay(self, is_undo=is_undo):
            self.setObsolete(True)


class History(QObject):
    """Holds the undo stack. Feed it every Change.

    Signals: problem(Problem), a step can't be undone; replayed(Step, bool), a step was undone
    (True) or redone; moved(), another one would be undone now.
    """

    problem = Signal(object)
    replayed = Signal(object, bool)
    moved = Signal()

    def __init__(self, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self.stack = QUndoStack(self)
        self.stack.indexChanged.connect(self._on_index)  # not beyond this object: it goes first

    @property
    def last(self) -> QUndoCommand | None:
        """What would be undone: the same object as long as that only grows."""
        place = self.stack.index() - 1
        return None if place < 0 else self._command(place)

    @property
    def newest(self) -> Step | None:
        """The step that would be undone; None without one, or for what isn't in the journal."""
        place = self.stack.index() - 1
        return None if place < 0 else self._command(place).step

    @Slot(int)
    def _on_index(self, _place: int) -> None:
        self.moved.emit()

    def undo(self) -> None:
        """One step back. Raises StorageProblem if the journal can't be written; then the step can
        still be undone later.
        """
        self._step(self.stack.index() - 1, is_undo=True)

    def redo(self) -> None:
        """One step forward; raises as `undo` does."""
        self._step(self.stack.index(), is_undo=False)

    def _step(self, place: int, *, is_undo: bool) -> None:
        if not 0 <= place < self.stack.count():
            return
        command = self._command(place)
        try:
            self._replay(command, is_undo=is_undo)
        except (StorageProblem, NotNow):
            raise
        except Problem as problem:
            self.problem.emit(problem)
            command.setObsolete(True)
        step, is_done = command.said, not command.isObsolete()
        command.note_done()
        (self.stack.undo if is_undo else self.stack.redo)()  # the stack ends an obsolete command
        if is_done:
            self._tell(step, is_undo)

    def on_change(self, change: Change) -> None:
        if change.is_restore:
            self.stack.clear()  # its steps refer to rows that are different ones now
        elif change.step is not None and not self._take_in(change.step):
            self.stack.push(StepCommand(self, change.step))

    def add_waiting(self, step: WaitingStep) -> None:
        """A mark that isn't in the journal yet can be undone, too."""
        self.stack.push(StepCommand(self, waiting=step))

    def add_shown(self, step: PageStep) -> None:
        """It was done on a page."""
        self.stack.push(StepCommand(self, waiting=step))

    def _take_in(self, step: Step) -> bool:
        """Joins a step that only continues an earlier one, as a held key makes its mark longer.

        While several keys are held, the earlier step isn't the last one: it is looked for below
        steps that don't share its rows, so that their order makes no difference.
        """
        known = self._waiting_for(step)
        if known is not None:
            known.take(step)
            return True
        is_more = step.kind is StepKind.EXTEND or bool(step.joins)
        if not is_more or self.stack.canRedo():
            return False
        for place in range(self.stack.index() - 1, -1, -1):
            command = self._command(place)
            if command.step is None:
                continue
            joined = command.step.joined(step)
            if joined is not None:
                command.step = joined
                return True
            if command.step.shares_rows(step):
                return False
        return False

    def _waiting_for(self, step: Step) -> StepCommand | None:
        """The command of a waiting mark that this step wrote to the journal."""
        if not step.joins:
            return None
        commands = (self._command(place) for place in range(self.stack.count()))
        return next((one for one in commands if _name(one) == step.joins), None)

    def replay(self, command: StepCommand, *, is_undo: bool) -> bool:
        """Returns whether it could be done."""
        try:
            self._replay(command, is_undo=is_undo)
        except Problem as problem:
            self.problem.emit(problem)
            return False
        self._tell(command.said, is_undo)
        return True

    def _replay(self, command: StepCommand, *, is_undo: bool) -> None:
        if command.step is not None:
            (self._ledger.undo if is_undo else self._ledger.redo)(command.step)
        elif isinstance(command.waiting, PageStep):
            (command.waiting.undo if is_undo else command.waiting.redo)()
        elif command.waiting is not None:
            _replay_waiting(command.waiting, is_undo=is_undo)

    def _tell(self, step: Step, is_undo: bool) -> None:
        self.replayed.emit(step, is_undo)

    def _command(self, place: int) -> StepCommand:
        command = self.stack.command(place)
        assert isinstance(command, StepCommand)
        return command


def _name(command: StepCommand) -> str:
    return command.waiting.name if isinstance(command.waiting, WaitingStep) else ""


class NotNow(Problem):
    """The step can still be undone or redone later."""


def _replay_waiting(step: WaitingStep, *, is_undo: bool) -> None:
    try:
        (step.undo if is_undo else step.redo)()
    except LookupError as error:
        raise Problem(
            # Translators: step is what was done, such as “Delete mark”
            _("“{step}” can no longer be undone or redone.", step=step.label),
            _("What was waiting is already in your journal."),
            _("Nothing was changed."),
            str(error),
        ) from error
    except Problem as problem:
        raise NotNow(problem.what, problem.why, problem.remedy, problem.details) from problem
