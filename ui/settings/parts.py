"""What the sections of the Settings page are made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.core.words import Text
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import ToggleButton
from ui.widgets.calm_inputs import CalmSlider
from ui.widgets.cards import Card, Hairline
from ui.widgets.text import TextLabel

_VALUE_PX = 56
_SLIDER_PX = 200
_REST_MS = 250  # after a key


class Section(QWidget):
    """A title and a card of rows."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = Card()
        self.card.setAccessibleName(title)
        self.card.body.setSpacing(SPACE.m)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(TextLabel(title, "title"))
        column.addWidget(self.card)

    def add(self, widget: QWidget) -> None:
        """Another row, with a line above it unless it is the first."""
        if self.card.body.count():
            self.card.body.addWidget(Hairline())
        self.card.body.addWidget(widget)


class SettingRow(QWidget):
    """A setting's title, one sentence about it, and the control beside it."""

    def __init__(
        self, title: str, sentence: str, control: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(TextLabel(title, "strong", wrap=True))
        self._sentence = TextLabel(sentence, "muted", wrap=True) if sentence else None
        if self._sentence is not None:
            words.addWidget(self._sentence)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.l)
        self._row.addLayout(words, 1)
        self._row.addWidget(control)
        if not control.accessibleName():
            control.setAccessibleName(title)

    @property
    def sentence(self) -> str:
        return "" if self._sentence is None else self._sentence.text()

    def set_sentence(self, sentence: str) -> None:
        """Only where there was one before."""
        if self._sentence is not None and sentence != self._sentence.text():
            self._sentence.setText(sentence)


class Choice(QWidget):
    """One of a few options, each a button that stays down. Signals: chosen(str), an option's key,
    by the listener.
    """

    chosen = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, Text, str]], parent: QWidget | None = None
    ) -> None:
        """options: key, text and icon of each; the first one stands for any unknown key."""
        super().__init__(parent)
        self.buttons: dict[str, ToggleButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for key, text, icon_name in options:
            button = ToggleButton(str(text), icon_name)
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[key] = button

    def show_choice(self, key: str) -> None:
        """Shows which one is chosen, without a signal."""
        self.buttons.get(key, next(iter(self.buttons.values()))).setChecked(True)


class ValueSlider(QWidget):
    """A slider with its value in words. Signals: value_changed(float), low..high in steps.

    is_lazy: the signal waits until the handle is released, or no key has moved it for a moment; the
    words follow at once.
    """

    value_changed = Signal(float)

    def __init__(
        self,
        name: str,
        low: float,
        high: float,
        step: float,
        in_words: Callable[[float], str],
        *,
        is_lazy: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._step = step
        self._in_words = in_words
        self.slider = CalmSlider(name, round(low / step), round(high / step))
        self.slider.setTracking(not is_lazy)
        self._is_lazy, self._is_by_key = is_lazy, False
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._tell)
        self._value = TextLabel("")
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.slider)
        row.addWidget(self._value)
        self.slider.sliderMoved.connect(self._say)
        self.slider.valueChanged.connect(self._on_changed)
        self.slider.actionTriggered.connect(self._on_action)
        self._fit()
        theme_signals().theme_changed.connect(self._fit)

    def show_value(self, value: float) -> None:
        """Shows a value, without a signal."""
        if not self.slider.isSliderDown() and not self._later.isActive():
            self.slider.show_value(round(value / self._step))
            self._say(self.slider.value())

    def _on_changed(self, steps: int) -> None:
        self._say(steps)
        if self._is_by_key:
            self._later.start(_REST_MS)
        else:
            self._tell()

    def _on_action(self, action: int) -> None:
        is_dragged = action == QAbstractSlider.SliderAction.SliderMove.value
        self._is_by_key = self._is_lazy and not is_dragged

    def _tell(self) -> None:
        self.value_changed.emit(round(self.slider.value() * self._step, 6))

    def _tell_what_waits(self) -> None:
        if self._later.isActive():
            self._later.stop()
            self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        self._tell_what_waits()
        super().hideEvent(event)

    def _say(self, steps: int) -> None:
        words = self._in_words(steps * self._step)
        self._value.setText(words)
        self.slider.setAccessibleDescription(words)

    def _fit(self) -> None:
        self._value.setFixedWidth(scaled_px(_VALUE_PX))
        self.slider.setFixedWidth(scaled_px(_SLIDER_PX))


def holder(*widgets: QWidget) -> QWidget:
    """Widgets in a row."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.s)
    for widget in widgets:
        row.addWidget(widget)
    return box
