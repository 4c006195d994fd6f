"""The position for assistive technology: the seek bar is a slider, the times are read out."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QAccessible, QAccessibleValueInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from app.core.timecode import format_ms
from app.core.words import _
from ui.widgets.accessible_parts import cast_to
from ui.widgets.text import TextLabel

_Text = QAccessible.Text
_SECOND_MS = 1_000


class Positioned(Protocol):
    """What the seek bar is asked."""

    @property
    def position_ms(self) -> int: ...
    @property
    def duration_ms(self) -> int: ...
    def seek_to(self, position_ms: int) -> None: ...
    def in_words(self) -> str: ...


class SeekBarAccessible(QAccessibleWidget):
    """Tells no change while the music plays: that would be all the time."""

    def __init__(self, widget: QWidget, bar: Positioned) -> None:
        super().__init__(widget, QAccessible.Role.Slider)
        self._bar = bar
        self._value = _Position(bar)

    def interface_cast(self, which: QAccessible.InterfaceType) -> int:
        if which == QAccessible.InterfaceType.ValueInterface:
            return cast_to(self._value)
        return super().interface_cast(which) or cast_to(None)

    def text(self, which: QAccessible.Text) -> str:
        """Value: “0:12 of 1:22”, which also begins the description."""
        if which == _Text.Value:
            return self._bar.in_words()
        said = super().text(which)
        if which != _Text.Description:
            return said
        return _("{time}. {keys}", time=self._bar.in_words(), keys=said)


class _Position(QAccessibleValueInterface):
    """In seconds."""

    def __init__(self, bar: Positioned) -> None:
        super().__init__()
        self._bar = bar

    def currentValue(self) -> float:
        return self._bar.position_ms / _SECOND_MS

    def minimumValue(self) -> float:
        return 0.0

    def maximumValue(self) -> float:
        return self._bar.duration_ms / _SECOND_MS

    def minimumStepSize(self) -> float:
        return 5.0

    def setCurrentValue(self, value: object) -> None:
        if isinstance(value, int | float):
            self._bar.seek_to(round(value * _SECOND_MS))


class TimeLabel(TextLabel):
    """A time, with what it is the time of for screen readers: “Elapsed: 0:12”."""

    def __init__(self, name: str) -> None:
        super().__init__(format_ms(0), "caption")
        self.setAccessibleName(name)  # so that Qt tells no change each second
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0:00:00"))

    def make_accessible(self) -> QAccessibleWidget:
        return _TimeAccessible(self)


class _TimeAccessible(QAccessibleWidget):
    def __init__(self, label: TimeLabel) -> None:
        super().__init__(label, QAccessible.Role.StaticText)
        self._label = label

    def text(self, which: QAccessible.Text) -> str:
        said = super().text(which)
        if which != _Text.Name:
            return said
        # Translators: name is “Elapsed” or “Length”
        return _("{name}: {time}", name=said, time=self._label.text())
