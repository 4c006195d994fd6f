"""A slider for the audio latency in milliseconds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import _
from app.profile.setting_values import LONGEST_OUTPUT_LATENCY_MS
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.calm_inputs import CalmSlider
from ui.widgets.text import TextLabel

NUDGE_MS = 5
_PAGE_MS = 50
_VALUE_PX = 64


class LatencySlider(QWidget):
    """Signals: value_changed(int ms), 0..1000, moved by the listener.

    The arrow keys move it by 5 ms, with Shift by 1 ms, the page keys by 50 ms.
    """

    value_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = _Slider(_("Audio latency"), 0, LONGEST_OUTPUT_LATENCY_MS)
        self.slider.setToolTip(_("Arrow keys: 5 ms · with Shift: 1 ms"))
        self.slider.setSingleStep(NUDGE_MS)
        self.slider.setPageStep(_PAGE_MS)
        self._words = TextLabel("", "strong")
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.slider, 1)
        row.addWidget(self._words)
        self.slider.valueChanged.connect(self._on_changed)
        self._fit()
        theme_signals().theme_changed.connect(self._fit)
        self._say()

    @property
    def value_ms(self) -> int:
        return self.slider.value()

    def show_value(self, latency_ms: int) -> None:
        """Shows a value, without a signal."""
        self.slider.show_value(latency_ms)
        self._say()

    def nudge(self, by_ms: int) -> None:
        self.slider.setValue(self.slider.value() + by_ms)

    def _on_changed(self, latency_ms: int) -> None:
        self._say()
        self.value_changed.emit(latency_ms)

    def _say(self) -> None:
        words = _("{ms} ms", ms=str(self.value_ms))
        self._words.setText(words)
        self.slider.setAccessibleDescription(words)

    def _fit(self) -> None:
        self._words.setFixedWidth(scaled_px(_VALUE_PX))


class _Slider(CalmSlider):
    """Shift, which Qt ignores here, makes a step smaller."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
        is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_fine and event.key() in steps:
            self.setValue(self.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
