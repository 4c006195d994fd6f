"""A journal that can't be opened: what happened, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.archive.records import Backup
from app.core.errors import Problem
from app.core.words import _
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.problem_dialog import ProblemDialog
from ui.widgets.text import TextLabel
from ui.words.dates import clock_time, days_ago, long_date

PASSING = frozenset({"locked", "unreachable", "full"})  # kinds that may be over at the next try
USELESS = frozenset({"damaged", "too_new"})  # kinds that make a backup useless


class Answer(Enum):
    RESTORE = auto()
    EXPORT = auto()
    FRESH = auto()
    AGAIN = auto()


@dataclass(frozen=True, slots=True)
class WayOut:
    """One thing that can be done. word: on its button. means: the line below the button."""

    answer: Answer
    word: str
    means: str
    backup: Backup | None = None


def ways_out(kind: str, backups: Sequence[Backup]) -> list[WayOut]:
    """What helps against a fault of the journal's file; nothing against one that stays.

    kind: of StorageProblem. backups: newest first.
    """
    again = WayOut(
        Answer.AGAIN, _("Try again"), _("Looks for your journal once more, and changes nothing.")
    )
    if kind in PASSING:
        return [again]
    going_back = [_going_back(kind, backup) for backup in backups[:1]]
    if kind == "damaged":
        return [*going_back, _exporting(), _new_beside_it()]
    if kind == "missing":
        return [*going_back, again, _new()]
    return []


def _exporting() -> WayOut:
    return WayOut(
        Answer.EXPORT,
        _("Export what can still be read…"),
        _("Row by row, to a file that you can restore later. The damaged file stays as it is."),
    )


def _new_beside_it() -> WayOut:
    return WayOut(
        Answer.FRESH,
        _("Start a new journal beside it"),
        _("Empty at first; you can restore an export into it. The damaged file gets another name."),
    )


def _new() -> WayOut:
    return WayOut(
        Answer.FRESH,
        _("Start a new journal"),
        _(
            "Empty at first; you can restore an export into it. Backups and pictures stay where "
            "they are."
        ),
    )


def _going_back(kind: str, backup: Backup) -> WayOut:
    made = backup.made_at.astimezone()
    ago, day, time = days_ago(made.date()), long_date(made.date()), clock_time(made)
    if kind == "damaged":
        # Translators: ago is “today”, “five days ago”…
        means = _(
            "Made {ago}, on {day} at {time}. What you saved after that stays in the damaged file, "
            "which gets another name.",
            ago=ago, day=day, time=time,
        )  # fmt: skip
    else:
        # Translators: ago is “today”, “five days ago”…
        means = _(
            "Made {ago}, on {day} at {time}. What you saved after that isn’t in it.",
            ago=ago, day=day, time=time,
        )  # fmt: skip
    return WayOut(Answer.RESTORE, _("Go back to the newest backup"), means, backup)


class RescueDialog(ProblemDialog):
    """Signals: chosen(WayOut), the receiver closes the dialog. Closing it any other way counts as
    the button close_word.
    """

    chosen = Signal(object)

    def __init__(
        self,
        problem: Problem,
        ways: Sequence[WayOut],
        parent: QWidget | None = None,
        close_word: str = "",
    ) -> None:
        buttons = [_button(way, is_first=way is ways[0]) for way in ways]
        area = _stacked(buttons, ways) if ways else None
        super().__init__(problem, parent, close_word=close_word or _("Quit"), ways_out=area)
        self.setWindowTitle(_("Your journal"))
        for button, way in zip(buttons, ways, strict=True):
            button.clicked.connect(lambda _checked, way=way: self.chosen.emit(way))


def _button(way: WayOut, *, is_first: bool) -> PushButton:
    button = PrimaryButton(way.word) if is_first else PushButton(way.word)
    button.setAccessibleDescription(way.means)
    return button


def _stacked(buttons: Sequence[PushButton], ways: Sequence[WayOut]) -> QWidget:
    """Each button above the line that says what it does."""
    area = QWidget()
    column = QVBoxLayout(area)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.xs)
    for button, way in zip(buttons, ways, strict=True):
        column.addWidget(button)
        column.addWidget(TextLabel(way.means, "muted", wrap=True))
        column.addSpacing(SPACE.s)
    return area
