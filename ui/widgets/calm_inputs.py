"""Inputs that the mouse wheel doesn't change by accident while the page is scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from ui.widgets.letter_jump import TypedLetters, is_letter
from ui.widgets.press_behind import PressBehind
from ui.widgets.text import elided

_TEXT_GAP_PX = 4  # Qt's own, around the text and the icon


class ElidingCombo(QComboBox):
    """A combo box that ends its text in “…” where it doesn't fit; Qt would cut it off. Letters
    choose the next entry that begins with them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._behind: PressBehind | None = None
        self._letters = TypedLetters()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        room = self.width() - self._around_px(option)
        option.currentText = elided(option.currentText, option.fontMetrics, room)

    def sizeHint(self) -> QSize:
        """Where it is as wide as its entries, none of them ends in “…”."""
        hint = super().sizeHint()
        fixed = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        if self.sizeAdjustPolicy() == fixed:
            return hint
        option = QStyleOptionComboBox()
        super().initStyleOption(option)
        texts = (self.itemText(row) for row in range(self.count()))
        widest = max(map(option.fontMetrics.horizontalAdvance, texts), default=0)
        widest += 1  # of which it tells whole pixels
        return hint.expandedTo(QSize(widest + self._around_px(option), 0))

    def showPopup(self) -> None:
        super().showPopup()
        if self._behind is None:
            self._behind = PressBehind(self.view().window(), self, close=self.hidePopup)
            self.view().installEventFilter(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row_meant(event, self.currentIndex())
        if row is None:
            super().keyPressEvent(event)
        elif row != self.currentIndex():
            self.setCurrentIndex(row)
            self.activated.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of its open list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self._row_meant(event, self.view().currentIndex().row())
            if row is not None:
                self.view().setCurrentIndex(self.model().index(row, self.modelColumn()))
                return True
        return super().eventFilter(watched, event)

    def _row_meant(self, event: QKeyEvent, current: int) -> int | None:
        """The entry that a letter leads to, from one on; None if the key is none."""
        if self.isEditable() or not is_letter(event):
            return None
        found = self._letters.find(event.text(), self.count(), self.itemText, current)
        return current if found is None else found

    def room_px(self) -> int:
        """How wide it must be for the text it shows."""
        option = QStyleOptionComboBox()
        super().initStyleOption(option)
        return self._around_px(option) + option.fontMetrics.horizontalAdvance(option.currentText)

    def _around_px(self, option: QStyleOptionComboBox) -> int:
        """The width of its border, arrow and icon."""
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        icon = 0 if option.currentIcon.isNull() else option.iconSize.width() + _TEXT_GAP_PX
        return self.width() - field.width() + 2 * _TEXT_GAP_PX + icon


class CalmCombo(ElidingCombo):
    """A combo box over which the wheel scrolls the page."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # As wide as the layout makes it, not as its longest entry.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CalmSpin(QSpinBox):
    """A spin box that takes the wheel only while it has the focus, and commits when it loses it."""

    def __init__(self, name: str, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_value(self, value: int) -> None:
        """Show a value, without a signal."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmSlider(QSlider):
    """A horizontal slider over which the wheel scrolls the page."""

    def __init__(self, name: str, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_value(self, value: int) -> None:
        """Show a value, without a signal."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
