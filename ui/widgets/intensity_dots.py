"""How strong an emotion was: one to five dots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _, number
from ui.style.theme import colour, scaled_px, theme_signals
from ui.widgets.mirror import Mirror
from ui.widgets.painting import describe, draw_focus_ring

LOWEST, HIGHEST = 1, 5
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Minus: -1,
    Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Plus: 1,
}  # fmt: skip
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class IntensityDots(QWidget):
    """Five dots, filled up to the intensity from where the window reads; set by a click, dragging,
    arrows or the keys 1 to 5.

    Signal: intensity_changed(int), 1..5, when the listener sets another one.
    """

    intensity_changed = Signal(int)

    def __init__(
        self, value: int = 3, *, editable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value = value
        self._hovered = 0
        self._colour_token = "accent"
        self._is_editable = editable
        self.setAccessibleName(_("Intensity"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if editable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setMouseTracking(True)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_value(value)
        theme_signals().theme_changed.connect(self.update)

    def value(self) -> int:
        return self._value

    def set_value(self, value: int) -> None:
        """Show an intensity, 1..5, without a signal."""
        self._value = max(LOWEST, min(HIGHEST, value))
        now, most = number(self._value), number(HIGHEST)
        # Translators: how strong an emotion is, “Intensity 3 of 5”
        self.setToolTip(_("Intensity {value} of {most}", value=now, most=most))
        # Translators: how strong an emotion is, “3 of 5”
        describe(self, _("{value} of {most}", value=now, most=most))
        self.update()

    def set_different(self) -> None:
        """Show that several marks have different intensities: no dot is filled."""
        self._value = 0
        self.setToolTip(_("Different intensities"))
        describe(self, _("Different intensities"))
        self.update()

    def set_colour(self, colour_token: str) -> None:
        """The emotion's own colour, as a token or `#RRGGBB`."""
        self._colour_token = colour_token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            round(2 * self._first() + (HIGHEST - LOWEST) * self._pitch()), scaled_px(16) + 4
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._is_editable:
            super().keyPressEvent(event)
        elif key in _STEPS:
            turned = self.isRightToLeft() and key in _SIDEWAYS
            self._choose(self._value + (-_STEPS[key] if turned else _STEPS[key]))
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._choose(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(LOWEST if key == Qt.Key.Key_Home else HIGHEST)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_editable and event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._dot_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._is_editable:
            return
        self._hovered = self._dot_at(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self._hovered)
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = 0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._radius()
        for dot in range(LOWEST, HIGHEST + 1):
            self._paint_dot(painter, dot, radius)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))

    def _paint_dot(self, painter: QPainter, dot: int, radius: float) -> None:
        tint = colour(self._colour_token if self.isEnabled() else "ink_faint")
        is_filled = dot <= self._value
        fill = tint if is_filled else QColor(0, 0, 0, 0)
        if not is_filled and dot <= self._hovered:
            fill = QColor(tint)
            fill.setAlphaF(0.35)
        painter.setBrush(fill)
        painter.setPen(QPen(tint if is_filled else colour("outline"), 1.4))
        centre = QPointF(self._first() + (dot - LOWEST) * self._pitch(), self.height() / 2)
        painter.drawEllipse(self._mirror().laid_out(centre), radius, radius)

    def _choose(self, value: int) -> None:
        before = self._value
        self.set_value(value)
        if self._value != before:
            self.intensity_changed.emit(self._value)

    def _dot_at(self, at: QPointF) -> int:
        x = self._mirror().laid_out(at).x()
        return max(LOWEST, min(HIGHEST, int((x - 2) // self._pitch()) + 1))

    def _mirror(self) -> Mirror:
        return Mirror(QRectF(self.rect()), self.layoutDirection())

    def _radius(self) -> float:
        return scaled_px(4.5)

    def _pitch(self) -> int:
        """From one dot to the next: with room to press, if they can be pressed."""
        return scaled_px(16 if self._is_editable else 13)

    def _first(self) -> float:
        """The middle of the first dot."""
        return 2 + self._pitch() / 2 if self._is_editable else 1 + self._radius()
