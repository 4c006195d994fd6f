"""Assigns tracks to a work, which is found while typing or created here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import Text, _, ngettext
from app.story.records import WorkKind
from app.story.suggested_work import suggested_work
from ui.scenes.work_kinds import KIND_ICONS, KIND_WORDS
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.calm_inputs import ElidingCombo
from ui.widgets.match_row import Match
from ui.widgets.text import TextLabel
from ui.widgets.type_ahead import TypeAhead, offering

if TYPE_CHECKING:
    from app.library.records import WorkName

_WIDTH_PX = 400
_CREATE_AS = {
    WorkKind.SERIES: Text("Create as a series"),
    WorkKind.FILM: Text("Create as a film"),
    WorkKind.GAME: Text("Create as a game"),
}


class WorkDialog(QDialog):
    """albums: of the tracks; if they are from one work, it is suggested. count: of the tracks.

    Signals:
    work_chosen(int work id | None): None removes the tracks from their work.
    work_wanted(str title, str kind): a new work to create and assign.
    """

    work_chosen = Signal(object)
    work_wanted = Signal(str, str)

    def __init__(
        self,
        works: Sequence[WorkName],
        albums: Collection[str],
        count: int,
        has_work: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Assign work"))
        self.setMinimumWidth(scaled_px(_WIDTH_PX))
        question = TextLabel(
            ngettext(
                "Which series, film or game does this track belong to?",
                "Which series, film or game do these {n} tracks belong to?",
                count,
            ),
            wrap=True,
        )
        found = offering(lambda: works, lambda work: work.title, _match)
        self._find = TypeAhead(found, _("Title of the work"), creates=Text("Create work “{name}”"))
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
        if not has_work and len(suggested := {suggested_work(album) for album in albums}) == 1:
            self._find.suggest(*suggested)

    def _foot(self, has_work: bool) -> QHBoxLayout:
        self._kind = ElidingCombo()
        self._kind.setAccessibleName(_("Kind of a new work"))
        for kind, text in _CREATE_AS.items():
            self._kind.addItem(str(text), str(kind))
        line = QHBoxLayout()
        line.addWidget(self._kind)
        line.addStretch(1)
        if has_work:
            none = QuietButton(_("No work"), "unlink")
            none.clicked.connect(lambda: self._on_chosen(None))
            line.addWidget(none)
        cancel = QuietButton(_("Cancel"))
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
    kind = WorkKind(work.kind)
    return Match(work.title, int(work.id), str(KIND_WORDS[kind]), KIND_ICONS[kind])
