"""How far a search is, in one line: a short bar, words, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.core.words import _
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton
from ui.widgets.text import ElidedLabel

_BAR_PX = 120
_STEPS = 1000


class SearchLine(QWidget):
    """can_cancel: whether it has a button for that.

    Signals: pause_requested(), or to go on; cancel_requested().
    """

    pause_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, *, can_cancel: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.words = ElidedLabel("", "caption")
        self.pause = LinkButton(_("Pause"))
        self.pause.clicked.connect(self.pause_requested)
        self.cancel = LinkButton(_("Cancel"))
        self.cancel.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self.bar)
        row.addWidget(self.words, 1)
        row.addWidget(self.pause)
        row.addWidget(self.cancel)
        self.cancel.setVisible(can_cancel)
        theme_signals().theme_changed.connect(self._fit)
        self._fit()

    def show_progress(
        self, words: str, done: float | None, *, is_under_way: bool, is_paused: bool = False
    ) -> None:
        """done: 0..1; None without a bar, while the strip above the player has it. is_under_way:
        otherwise only the words are shown.
        """
        self.words.setText(words)
        self.bar.setValue(round((done or 0.0) * _STEPS))
        self.bar.setAccessibleName(words)
        self.bar.setVisible(is_under_way and done is not None)
        self.pause.setVisible(is_under_way)
        self.pause.setText(_("Go on") if is_paused else _("Pause"))

    def _fit(self) -> None:
        self.bar.setFixedWidth(scaled_px(_BAR_PX))
