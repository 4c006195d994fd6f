"""A journal that can't be opened: what was tried, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.archive.records import Backup
from app.core.errors import Problem
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.dates import clock_time, days_ago, long_date
from ui.widgets.problem_dialog import ProblemDialog
from ui.widgets.text import TextLabel

PASSING = frozenset({"locked", "unreachable", "full"})  # what may be over at the next try
USELESS = frozenset({"damaged", "too_new"})  # what makes a backup no use


class Answer(Enum):
    RESTORE = auto()
    EXPORT = auto()
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
    again = WayOut(
        Answer.AGAIN, "Try again", "Looks for your journal once more, and changes nothing."
    )
    if kind in PASSING:
        return [again]
    restoring = [_restoring(kind, backup) for backup in backups[:1]]
    if kind == "damaged":
        return [*restoring, _EXPORTING, _FRESH_BESIDE]
    if kind == "missing":
        return [*restoring, again, _FRESH]
    return []


_EXPORTING = WayOut(
    Answer.EXPORT,
    "Export what can still be read…",
    "Row by row, into a file that you can restore later. The damaged file stays as it is.",
)
_FRESH_BESIDE = WayOut(
    Answer.FRESH,
    "Start a fresh journal beside it",
    "Empty at first: you can restore an export into it. The damaged file gets another name.",
)
_FRESH = WayOut(
    Answer.FRESH,
    "Start a fresh journal",
    "Empty at first: you can restore an export into it. Backups and pictures stay where they are.",
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
    """Signals: chosen(WayOut); whoever takes it closes the dialog. Any other end means what
    close_word says.
    """

    chosen = Signal(object)

    def __init__(
        self,
        problem: Problem,
        ways: Sequence[WayOut],
        parent: QWidget | None = None,
        close_word: str = "Quit",
    ) -> None:
        buttons = [_button(way, is_first=way is ways[0]) for way in ways]
        area = _stacked(buttons, ways) if ways else None
        super().__init__(problem, parent, close_word=close_word, ways_out=area)
        self.setWindowTitle("Your journal")
        for button, way in zip(buttons, ways, strict=True):
            button.clicked.connect(lambda _checked, way=way: self.chosen.emit(way))


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
