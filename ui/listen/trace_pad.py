"""The trace pad: a field with two axes to point into while the music plays."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.words import Text, _, pgettext
from ui.bridge.track.tracing import OFF, READY, TRACING
from ui.shell.shortcuts import native_text
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.affect_grid import (
    affect_at,
    affect_field,
    affect_in_words,
    paint_affect_ground,
    paint_affect_words,
    point_of,
)
from ui.widgets.buttons import IconButton, QuietButton, ToggleButton
from ui.widgets.cards import Card
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.painting import describe, draw_focus_ring
from ui.widgets.text import TextLabel

_Key = Qt.Key
_WAYS = {
    _Key.Key_Left: (-1, 0), _Key.Key_A: (-1, 0),
    _Key.Key_Right: (1, 0), _Key.Key_D: (1, 0),
    _Key.Key_Up: (0, 1), _Key.Key_W: (0, 1),
    _Key.Key_Down: (0, -1), _Key.Key_S: (0, -1),
}  # fmt: skip
_LETTERS = frozenset("wasd")
_TIPS = (
    Text("Right is more pleasure, up is more energy. Enter records; the arrow keys move the dot."),
    Text(
        "Right is more pleasure, up is more energy. Enter records; the arrow keys or W A S D move "
        "the dot."
    ),
)
_RECORDING = (
    Text("Recording. Follow with the pointer, or with the arrow keys."),
    Text("Recording. Follow with the pointer, or with the arrow keys or W A S D."),
)


class TraceField(QWidget):
    """Shows the dot, and reports pointer and keys.

    Signals: pointed(float, float), valence and arousal under the pointer; drifted(int, int), the
    keys that are held: -1, 0 or 1 to the right and up; toggled(), Enter; closed(), Escape.
    """

    pointed = Signal(float, float)
    drifted = Signal(int, int)
    toggled = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = (0.0, 0.0)
        self._state = OFF
        self._held: dict[int, tuple[int, int]] = {}
        self._has_letters = True
        self.setAccessibleName(_("Trace pad"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals().theme_changed.connect(self.update)
        self.set_marking_keys(frozenset())

    def set_marking_keys(self, keys: Set[str]) -> None:
        """If W, A, S or D mark an emotion, they do so here too: the dot has only the arrow keys."""
        self._has_letters = not _LETTERS & keys
        self.setToolTip(str(_TIPS[self._has_letters]))
        self._describe()

    @property
    def says(self) -> str:
        """What to do next."""
        if self._state == OFF:
            return _("Press Enter, then play: it records while the music plays.")
        if self._state == READY:
            return _("Ready. It records as soon as the music plays.")
        return str(_RECORDING[self._has_letters])

    @property
    def dot(self) -> tuple[float, float]:
        return self._dot

    def show_dot(self, valence: float, arousal: float) -> None:
        self._dot = (valence, arousal)
        self.update()
        if not self._held and self._state != TRACING:
            self._describe()

    def show_state(self, state: str) -> None:
        self._state = state
        self.update()
        self._describe()

    def field_rect(self) -> QRectF:
        """Where the field is; unpleasant and calm is at its lower left."""
        return affect_field(QRectF(self.rect()))

    def sizeHint(self) -> QSize:
        side = scaled_px(240)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        side = scaled_px(160)
        return QSize(side, side)

    def heightForWidth(self, width: int) -> int:
        return min(width, scaled_px(300))

    # input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """While recording, the dot follows the pointer without a button pressed."""
        if self._state == TRACING or event.buttons() & Qt.MouseButton.LeftButton:
            self._point(event.position())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not _is_plain(event):
            super().keyPressEvent(event)
        elif key in _WAYS:
            if not event.isAutoRepeat():
                self._held[event.key()] = _WAYS[key]
                self._tell_drift()
        elif key in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.toggled.emit()
        elif key == _Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in self._held and not event.isAutoRepeat():
            del self._held[event.key()]
            self._tell_drift()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Releases held keys: their release elsewhere would not be reported."""
        if self._held:
            self._held.clear()
            self._tell_drift()
        super().focusOutEvent(event)

    def _point(self, at: QPointF) -> None:
        self.pointed.emit(*affect_at(at, self.field_rect()))

    def _tell_drift(self) -> None:
        ways = set(self._held.values())
        right, up = sum(way[0] for way in ways), sum(way[1] for way in ways)
        self.drifted.emit(right, up)
        if not self._held:
            self._describe()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self.field_rect()
        paint_affect_ground(painter, field)
        paint_affect_words(painter, field)
        self._paint_dot(painter, field)
        if self._state == TRACING:
            painter.setPen(QPen(colour("danger"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(field, RADIUS.medium, RADIUS.medium)
        if self.hasFocus():
            draw_focus_ring(painter, field.adjusted(-3, -3, 3, 3), RADIUS.large)

    def _paint_dot(self, painter: QPainter, field: QRectF) -> None:
        """With cross hairs, so that it is found at a glance."""
        at = point_of(self._dot, field)
        is_tracing = self._state == TRACING
        ink = colour("danger" if is_tracing else "accent")
        painter.setPen(QPen(ink, 1))
        painter.drawLine(QPointF(field.left(), at.y()), QPointF(field.right(), at.y()))
        painter.drawLine(QPointF(at.x(), field.top()), QPointF(at.x(), field.bottom()))
        painter.setPen(QPen(colour("raised"), 2))
        painter.setBrush(ink)
        radius = scaled_px(9 if is_tracing else 7)
        painter.drawEllipse(at, radius, radius)

    def _describe(self) -> None:
        describe(self, _("{affect}. {more}", affect=affect_in_words(self._dot), more=self.says))


_OWN = (*ENTER_KEYS, _Key.Key_Escape)


def _is_ours(event: QEvent) -> bool:
    """Whether a key belongs to the pad, so that no shortcut of the window takes it."""
    if not isinstance(event, QKeyEvent) or not _is_plain(event):
        return False
    return event.key() in _WAYS or event.key() in _OWN


def _is_plain(event: QKeyEvent) -> bool:
    other = (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    return not event.modifiers() & other


class TracePad(Card):
    """The field, with buttons to record and delete. Signals: erase_requested(); closed()."""

    erase_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Trace pad"))
        self.close_button = IconButton("x", _("Close the trace pad"), native_text("Esc"), size=16)
        self.field = TraceField()
        self.record = ToggleButton(pgettext("verb", "Record"), "circle-dot")
        self.record.setToolTip(
            _("Record while the music plays · {keys}", keys=native_text("Enter"))
        )
        self.erase = QuietButton(_("Delete in the selection"))
        self.erase.setToolTip(_("Delete the trace in the passage selected on the timeline"))
        self.says = TextLabel(self.field.says, "caption", wrap=True)
        self._lay_out()
        self.field.closed.connect(self.closed)
        self.close_button.clicked.connect(self.closed)
        self.erase.clicked.connect(self.erase_requested)

    def show_state(self, state: str) -> None:
        self.field.show_state(state)
        self.record.setChecked(state != OFF)
        self.says.setText(self.field.says)

    def set_marking_keys(self, keys: Set[str]) -> None:
        """keys: letters that mark an emotion."""
        self.field.set_marking_keys(keys)
        self.says.setText(self.field.says)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(TextLabel(_("Trace pad"), "section"), 1)
        top.addWidget(self.close_button)
        verbs = QWidget()
        row = FlowLayout(verbs, gap=SPACE.xs)
        row.addWidget(self.record)
        row.addWidget(self.erase)
        self.body.addLayout(top)
        self.body.addWidget(self.field)
        self.body.addWidget(verbs)
        self.body.addWidget(self.says)
