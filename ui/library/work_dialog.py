"""Which work tracks belong to: found while typing, or created here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.counting import counted
from app.story.records import WorkKind
from ui.scenes.work_kinds import KIND_ICONS, KIND_WORDS
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.text import TextLabel
from ui.widgets.type_ahead import Match, TypeAhead, offering

if TYPE_CHECKING:
    from app.library.records import WorkName

_WIDTH_PX = 400


class WorkDialog(QDialog):
    """Signals:
    work_chosen(int work id | None): None takes the tracks out of their work.
    work_wanted(str title, str kind): a new work is to be created and assigned.
    """

    work_chosen = Signal(object)
    work_wanted = Signal(str, str)

    def __init__(
        self,
        works: Callable[[], Sequence[WorkName]],
        count: int,
        has_work: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Assign work")
        self.setMinimumWidth(scaled_px(_WIDTH_PX))
        self._works = tuple(works())
        question = TextLabel(
            counted(
                count,
                "To which series, film or game does this track belong?",
                "To which series, film or game do these {n} tracks belong?",
            ),
            wrap=True,
        )
        found = offering(lambda: self._works, lambda work: work.title, _match)
        self._find = TypeAhead(found, "Title of the work", creates="work")
        self._find.chosen.connect(self._on_chosen)
        self._find.create_requested.connect(self._on_create)
        self._find.cancelled.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(question)
        column.addWidget(self._find)
        column.addStretch(1)
        column.addLayout(self._foot(has_work))
        self._find.setFocus()

    def _foot(self, has_work: bool) -> QHBoxLayout:
        self._kind = QComboBox()
        self._kind.setAccessibleName("Kind of a new work")
        for kind, word in KIND_WORDS.items():
            self._kind.addItem(f"Create as a {word.lower()}", str(kind))
        line = QHBoxLayout()
        line.addWidget(self._kind)
        line.addStretch(1)
        if has_work:
            none = QuietButton("No work", "unlink")
            none.clicked.connect(lambda: self._on_chosen(None))
            line.addWidget(none)
        cancel = QuietButton("Cancel")
        cancel.clicked.connect(self.reject)
        line.addWidget(cancel)
        return line

    def _on_chosen(self, work_id: object) -> None:
        self.accept()
        self.work_chosen.emit(work_id)

    def _on_create(self, title: str) -> None:
        self.accept()
        self.work_wanted.emit(title, str(self._kind.currentData()))


def _match(work: WorkName) -> Match:
    return Match(work.title, int(work.id), work.kind, KIND_ICONS[WorkKind(work.kind)])
