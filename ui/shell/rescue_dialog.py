"""A journal that can't be opened: what was tried, what can be done, and doing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Problem
from app.export.records import Backup
from app.export.rescue import backups_of, rescue, set_aside
from app.paths import Paths
from app.storage_problems import StorageProblem
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.dates import clock_time, days_ago, long_date
from ui.widgets.problem_dialog import ProblemDialog
from ui.widgets.text import TextLabel

PASSING = frozenset({"locked", "unreachable", "full"})  # what may be over at the next try
USELESS = frozenset({"damaged", "too_new"})  # what makes a backup no use


class Answer(Enum):
    RESTORE = auto()
    FRESH = auto()
    AGAIN = auto()


@dataclass(frozen=True, slots=True)
class WayOut:
    """One thing that can be done, in the words of its button and the line below it."""

    answer: Answer
    word: str
    means: str
    backup: Backup | None = None


def ways_out(kind: str, backups: Sequence[Backup]) -> list[WayOut]:
    """What helps against a fault of the journal's file; nothing against one that stays.

    kind: of StorageProblem. backups: newest first.
    """
    again = WayOut(Answer.AGAIN, "Try again", "Nothing was changed.")
    if kind in PASSING:
        return [again]
    restoring = [_restoring(kind, backup) for backup in backups[:1]]
    if kind == "damaged":
        return [*restoring, _FRESH_BESIDE]
    if kind == "missing":
        return [*restoring, again, _FRESH]
    return []


_FRESH_BESIDE = WayOut(
    Answer.FRESH,
    "Start a fresh journal beside it",
    "Empty for now: an export can be brought in. The damaged file gets another name.",
)
_FRESH = WayOut(
    Answer.FRESH,
    "Start a fresh journal",
    "Empty for now: an export can be brought in. Backups and pictures stay where they are.",
)


def _restoring(kind: str, backup: Backup) -> WayOut:
    made = backup.made_at.astimezone()
    after = (
        "What you kept after that stays in the damaged file, which gets another name."
        if kind == "damaged"
        else "What you kept after that is not in it."
    )
    return WayOut(
        Answer.RESTORE,
        "Restore the newest backup",
        f"Made {days_ago(made.date())}, on {long_date(made.date())} at {clock_time(made)}. {after}",
        backup,
    )


class RescueDialog(ProblemDialog):
    """Signals: chosen(WayOut). Any other end means to quit."""

    chosen = Signal(object)

    def __init__(
        self, problem: Problem, ways: Sequence[WayOut], parent: QWidget | None = None
    ) -> None:
        buttons = [_button(way, is_first=way is ways[0]) for way in ways]
        area = _stacked(buttons, ways) if ways else None
        super().__init__(problem, parent, close_word="Quit", ways_out=area)
        self.setWindowTitle("Your journal")
        for button, way in zip(buttons, ways, strict=True):
            button.clicked.connect(lambda _checked, way=way: self._choose(way))

    def _choose(self, way: WayOut) -> None:
        self.accept()
        self.chosen.emit(way)


def _button(way: WayOut, *, is_first: bool) -> PushButton:
    button = PrimaryButton(way.word) if is_first else PushButton(way.word)
    button.setAccessibleDescription(way.means)
    return button


def _stacked(buttons: Sequence[PushButton], ways: Sequence[WayOut]) -> QWidget:
    """Each button over the line that says what it does."""
    area = QWidget()
    column = QVBoxLayout(area)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.xs)
    for button, way in zip(buttons, ways, strict=True):
        column.addWidget(button)
        column.addWidget(TextLabel(way.means, "muted", wrap=True))
        column.addSpacing(SPACE.s)
    return area


class Rescue(QObject):
    """Leads from a journal that can't be opened to one that can.

    let_go: closes whatever of the program may have the journal open. Signals: open_again(), when
    it is worth another try; given_up(), when the listener wants to quit.
    """

    open_again = Signal()
    given_up = Signal()

    def __init__(self, paths: Paths, let_go: Callable[[], None], window: QWidget) -> None:
        super().__init__(window)
        self._paths = paths
        self._let_go = let_go
        self._window = window
        self._backups = backups_of(paths)

    def offer(self, problem: Problem) -> RescueDialog:
        """Opens the dialog and returns at once."""
        kind = problem.kind if isinstance(problem, StorageProblem) else ""
        return self._open(problem, ways_out(kind, self._backups))

    def _open(self, problem: Problem, ways: Sequence[WayOut]) -> RescueDialog:
        dialog = RescueDialog(problem, ways, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._take)
        dialog.rejected.connect(self.given_up)
        dialog.open()
        return dialog

    def _take(self, way: WayOut) -> None:
        self._let_go()
        try:
            if way.backup is not None:
                rescue(self._paths, way.backup)
            elif way.answer is Answer.FRESH:
                set_aside(self._paths)
        except StorageProblem as problem:
            self._try_another(way, problem)
            return
        self.open_again.emit()

    def _try_another(self, way: WayOut, problem: StorageProblem) -> None:
        """A backup that is no use itself makes room for the one before it."""
        if way.backup is not None and problem.kind in USELESS:
            self._backups.remove(way.backup)
            what = f"The backup of {long_date(way.backup.made_at.date())} can’t be used either."
            reason = Problem(what, problem.why, "Choose another way.", problem.details)
        else:
            reason = problem
        self._open(reason, ways_out("damaged", self._backups))
