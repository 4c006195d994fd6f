"""The speed of playback."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from app.core.languages import spoken
from app.core.words import _
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import ToggleButton
from ui.widgets.text import TextLabel

RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_STEP = 20  # the slider counts in twentieths


class RatePopup(QFrame):
    """Signals: rate_chosen(float)."""

    rate_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "popup")
        self._buttons = QButtonGroup(self)
        self._by_rate: dict[float, ToggleButton] = {}
        row = QHBoxLayout()
        row.setSpacing(SPACE.xs)
        for rate in RATES:
            button = ToggleButton(rate_text(rate))
            button.setAccessibleName(_("Speed {speed}", speed=rate_text(rate)))
            button.clicked.connect(lambda _checked=False, rate=rate: self.rate_chosen.emit(rate))
            self._buttons.addButton(button)
            self._by_rate[rate] = button
            row.addWidget(button)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(round(RATES[0] * _STEP), round(RATES[-1] * _STEP))
        self._slider.setAccessibleName(_("Speed"))
        self._slider.setMinimumWidth(scaled_px(240))
        self._slider.valueChanged.connect(lambda value: self.rate_chosen.emit(value / _STEP))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        column.setSpacing(SPACE.s)
        column.addWidget(TextLabel(_("Speed"), "strong"))
        column.addLayout(row)
        column.addWidget(self._slider)
        column.addWidget(TextLabel(_("The pitch stays the same."), "caption"))

    def show_rate(self, rate: float) -> None:
        self._slider.blockSignals(True)
        self._slider.setValue(round(rate * _STEP))
        self._slider.blockSignals(False)
        self._buttons.setExclusive(False)
        for known, button in self._by_rate.items():
            button.setChecked(abs(known - rate) < 0.001)
        self._buttons.setExclusive(True)

    def open_above(self, button: QWidget) -> None:
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width(), -SPACE.s))
        self.move(corner.x() - self.width(), corner.y() - self.height())
        self.show()
        self._slider.setFocus()


def rate_text(rate: float) -> str:
    """As in “1.25×”."""
    # Translators: rate is how many times as fast as usual it plays, as in 1.25
    return _("{rate}×", rate=QLocale(spoken()).toString(rate, "g", 3))
