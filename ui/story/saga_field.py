"""Which saga a work is in, and at which place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.ids import SagaId, WorkId
from app.core.words import Text, _, number
from app.story.records import Work
from app.story.sagas import Saga
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.commit_fields import CommitLine
from ui.widgets.text import TextLabel

_NONE = Text("In no saga")
_NEW = Text("New saga…")


class SagaField(QWidget):
    """Signals: chosen(SagaId | None); new_requested(); renamed(SagaId, str); moved(SagaId,
    WorkId | None), the work it is to stand before, None for the end; removal_requested(SagaId).
    """

    chosen = Signal(object)
    new_requested = Signal()
    renamed = Signal(object, object)
    moved = Signal(object, object)
    removal_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work_id: WorkId | None = None
        self._sagas: tuple[Saga, ...] = ()
        self._saga: Saga | None = None
        self.choice = CalmCombo(_("Saga"))
        self.choice.activated.connect(self._on_chosen)
        self.name = CommitLine(_("Name of the saga"), _("Name of the saga"), may_be_empty=False)
        self.name.committed.connect(self._on_named)
        self.place = TextLabel("", "muted")
        self.earlier = IconButton("arrow-up", _("Earlier in the saga"), size=16)
        self.later = IconButton("arrow-down", _("Later in the saga"), size=16)
        self.remove = IconButton("trash-2", _("Delete this saga; its works stay"), size=16)
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._on_remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for part in (
            self.choice, self.name, self.place, self.earlier, self.later, self.remove,
        ):  # fmt: skip
            row.addWidget(part)
        row.addStretch(1)

    def show_saga(self, work: Work, sagas: Sequence[Saga]) -> None:
        """sagas: all there are."""
        is_other = self._work_id != work.id or self._id != work.saga_id
        self._work_id, self._sagas = work.id, tuple(sagas)
        self._saga = next((one for one in sagas if one.id == work.saga_id), None)
        words = [str(_NONE), *(one.name for one in sagas), str(_NEW)]
        if words != [self.choice.itemText(row) for row in range(self.choice.count())]:
            self.choice.clear()
            self.choice.addItems(words)
        at = 0 if self._saga is None else 1 + self._sagas.index(self._saga)
        self.choice.setCurrentIndex(at)
        self._show_place(is_other=is_other)

    @property
    def _id(self) -> SagaId | None:
        return None if self._saga is None else self._saga.id

    def _show_place(self, *, is_other: bool) -> None:
        saga = self._saga
        for part in (self.name, self.place, self.earlier, self.later, self.remove):
            part.setVisible(saga is not None)
        if saga is None or self._work_id not in saga.works:
            return
        at, many = saga.works.index(self._work_id), len(saga.works)
        self.name.show_text(saga.name, is_other=is_other)
        # Translators: which of the works of a saga, “2 of 3”
        self.place.setText(_("{place} of {count}", place=number(at + 1), count=number(many)))
        self.earlier.setEnabled(at > 0)
        self.later.setEnabled(at + 1 < many)

    def _on_chosen(self, row: int) -> None:
        if row == 0:
            self.chosen.emit(None)
        elif row <= len(self._sagas):
            self.chosen.emit(self._sagas[row - 1].id)
        else:
            self.new_requested.emit()

    def _on_named(self, text: object) -> None:
        if self._saga is not None:
            self.renamed.emit(self._saga.id, text)

    def _on_remove(self) -> None:
        if self._saga is not None:
            self.removal_requested.emit(self._saga.id)

    def _move(self, by: int) -> None:
        saga = self._saga
        if saga is None or self._work_id not in saga.works:
            return
        at = saga.works.index(self._work_id) + (by if by < 0 else 2)
        self.moved.emit(saga.id, saga.works[at] if at < len(saga.works) else None)
