"""A dot that lights up with each click, and takes the listener's taps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _
from app.player.click_track import PERIOD_MS
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS
from ui.widgets.painting import draw_focus_ring

# Less than one flash a second, of a small dot, between two calm colours: far below the limit of
# WCAG 2.3.1 (three a second) and what photosensitive people can bear.
BRIGHT_MS, FADE_MS = 90, 260
_SHADES = 24
_DOT_PX, _HEIGHT_PX, _LEAST_PX = 84, 132, 96


def light_at(position_ms: int) -> float:
    """The dot's brightness, 0..1: full with a click, then fading. Before the first click 0."""
    if position_ms < PERIOD_MS:
        return 0.0
    since_ms = position_ms % PERIOD_MS
    return min(1.0, max(0.0, 1 - (since_ms - BRIGHT_MS) / FADE_MS))


class FlashDot(QWidget):
    """Signals: tapped(), by Space or a mouse click; nudged(int), by 5 with an arrow key, by 1 with
    Shift as well.
    """

    tapped = Signal()
    nudged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shade = 0
        self._is_dark = False
        self.setAccessibleName(_("Flashing dot"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme_signals().theme_changed.connect(self.update)

    @property
    def light(self) -> float:
        return self._shade / _SHADES

    def set_dark(self, is_dark: bool) -> None:
        """A dark dot never lights up: while tapping along with the clicks."""
        self._is_dark = is_dark
        self.show_position(0)

    def show_position(self, position_ms: int) -> None:
        shade = 0 if self._is_dark else round(_SHADES * light_at(position_ms))
        if shade != self._shade:
            self._shade = shade
            self.update(self._dot().toAlignedRect())

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(240), scaled_px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(_LEAST_PX), scaled_px(_LEAST_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.tapped.emit()
        elif event.key() in arrows:
            is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.nudged.emit(arrows[Qt.Key(event.key())] * (1 if is_fine else 5))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.tapped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(field, RADIUS.large, RADIUS.large)
        painter.setPen(QPen(colour("outline"), 1.5))
        painter.setBrush(_between(colour("sunken"), colour("accent"), self.light))
        painter.drawEllipse(self._dot().adjusted(2, 2, -2, -2))
        if self.hasFocus():
            draw_focus_ring(painter, field, RADIUS.large)

    def _dot(self) -> QRectF:
        side = min(scaled_px(_DOT_PX), self.height() - 16)
        middle = QPointF(self.width() / 2, self.height() / 2)
        return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)


def _between(dim: QColor, bright: QColor, light: float) -> QColor:
    def mixed(low: int, high: int) -> int:
        return round(low + (high - low) * light)

    return QColor(
        mixed(dim.red(), bright.red()),
        mixed(dim.green(), bright.green()),
        mixed(dim.blue(), bright.blue()),
    )
