"""Where in its scene a passage of music begins, which puts the dialogue in step; optional."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import _
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.time_edit import TimeEdit


class OffsetField(QWidget):
    """Signal: offset_chosen(int ms | None), None when it isn't known."""

    offset_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_known = False
        self.say = PushButton(_("Set its place in the scene"), "clock")
        self.say.setToolTip(
            _("When in the scene this music begins: its dialogue is then shown in step")
        )
        self.say.clicked.connect(lambda: self._tell(0))
        self.time = TimeEdit(_("Begins in the scene at"))
        self.time.time_edited.connect(self._tell)
        self.away = IconButton("x", _("Not known"), size=16)
        self.away.clicked.connect(lambda: self._tell(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self.say)
        row.addWidget(self.time)
        row.addWidget(self.away)
        row.addStretch(1)
        self.show_offset(None, is_other=True)

    def show_offset(self, offset_ms: int | None, *, is_other: bool) -> None:
        """A mark's own, without a signal."""
        begins = offset_ms is not None and not self._is_known and not is_other
        self._is_known = offset_ms is not None
        if offset_ms is not None and is_other:
            self.time.set_value_ms(offset_ms)
        elif offset_ms is not None:
            self.time.refresh_value_ms(offset_ms)
        had_focus = self.say.hasFocus()
        for part in (self.time, self.away):
            part.setVisible(self._is_known)
        self.say.setVisible(not self._is_known)
        if begins and had_focus:
            self.time.setFocus()
            self.time.selectAll()

    def _tell(self, offset_ms: int | None) -> None:
        self.offset_chosen.emit(offset_ms)
