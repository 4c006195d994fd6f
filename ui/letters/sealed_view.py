"""A sealed letter where it would be read: its envelope, and how its seal is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from ui.letters.envelope import Envelope
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from app.letters.records import Letter

_ENVELOPE_PX = 388
_PARTS_MS, _LIFTS_MS = 240, 240


class SealedView(QWidget):
    """Signals: break_requested(); lifted(), its flap is open: its words may be seen."""

    break_requested = Signal()
    lifted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.envelope: Envelope | None = None
        self._place = QHBoxLayout()
        self._note = TextLabel(
            _("Until then its words are covered everywhere, also in searches and lists."),
            "muted",
            wrap=True,
        )
        self._note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.break_button = PushButton(_("Break the seal…"))
        self.break_button.clicked.connect(lambda _on=False: self.break_requested.emit())
        self._opening = QVariantAnimation(self)
        self._opening.setDuration(_PARTS_MS + _LIFTS_MS)
        self._opening.setStartValue(0.0)
        self._opening.setEndValue(1.0)
        self._opening.valueChanged.connect(self._on_moved)
        self._opening.finished.connect(self.lifted)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        column.setSpacing(SPACE.l)
        column.addStretch(2)
        column.addLayout(self._place)
        column.addWidget(self._note)
        column.addWidget(self.break_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_letter(self, letter: Letter) -> None:
        self._opening.stop()
        if self.envelope is not None:
            self._place.removeWidget(self.envelope)
            self.envelope.hide()
            self.envelope.deleteLater()
        envelope = self.envelope = Envelope(letter)
        envelope.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        envelope.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        envelope.setMaximumWidth(scaled_px(_ENVELOPE_PX))
        self._place.addWidget(envelope)
        self.break_button.setEnabled(True)

    def shows(self, letter: Letter) -> bool:
        """Whether its envelope is seen."""
        envelope = self.envelope
        return envelope is not None and envelope.letter.id == letter.id and self.isVisible()

    @property
    def is_opening(self) -> bool:
        return self._opening.state() is QVariantAnimation.State.Running

    def open_envelope(self) -> None:
        """The seal parts along its crack, then the flap lifts; `lifted` follows."""
        self.break_button.setEnabled(False)
        self._opening.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it move."""
        if self.is_opening:
            self._opening.stop()
            self.lifted.emit()

    def _on_moved(self, value: float) -> None:
        at_ms = value * (_PARTS_MS + _LIFTS_MS)
        ease = QEasingCurve(QEasingCurve.Type.OutCubic)
        apart = ease.valueForProgress(min(1.0, at_ms / _PARTS_MS))
        lifted = ease.valueForProgress(max(0.0, at_ms - _PARTS_MS) / _LIFTS_MS)
        if self.envelope is not None:
            self.envelope.show_opening(apart, lifted)
