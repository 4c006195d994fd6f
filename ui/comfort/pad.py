"""Where a path begins and ends, on the two axes, among all the places that were felt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _
from app.journal.records import Feeling
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, TYPE
from ui.timeline.paint.feeling_colours import fill_of, line_of
from ui.widgets.affect_grid import (
    affect_at,
    affect_field,
    affect_in_words,
    paint_affect_ground,
    paint_affect_words,
    point_of,
)
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import describe, draw_focus_ring

if TYPE_CHECKING:
    from app.comfort.own_marks import OwnMarks
    from app.core.ids import EmotionId
    from app.emotions.records import Emotion

_STEP = 0.05
_DOT_PX, _DOT_SHARE, _MOST_DOTS, _SPREAD = 2.5, 0.35, 400, 0.07
_HANDLE_PX, _STATION_PX, _REACH_PX = 22, 9, 18
_ARROWS = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, _STEP),
    Qt.Key.Key_Down: (0.0, -_STEP),
}
_ENDS = {Qt.Key.Key_A: 0, Qt.Key.Key_B: 1}
_OWN_KEYS = (*_ARROWS, *_ENDS)
_LETTERS = ("A", "B")  # not shown as words: they are the keys


class _Dot(NamedTuple):
    at: tuple[float, float]
    colour: str


class PathPad(QWidget):
    """Both ends are dragged, or moved by the arrow keys; A and B say which one they move.

    Signals: ends_changed(Feeling, Feeling), where the path is to begin and to end.
    """

    ends_changed = Signal(object, object)

    def __init__(self, begin: Feeling, end: Feeling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ends = [begin, end]
        self.held = 0  # the end that the keys move
        self._is_dragging = False
        self._dots: tuple[_Dot, ...] = ()
        self._stations: tuple[_Dot, ...] = ()
        self.lit = -1
        self.setAccessibleName(_("Where the path begins and ends"))
        self.setToolTip(_("Drag an end, or choose it by A or B and move it by the arrow keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._side_px = 236
        self._describe()
        theme_signals().theme_changed.connect(self._refit)

    def show_marks(self, own: OwnMarks, find: Callable[[EmotionId], Emotion]) -> None:
        """Some of all marks, evenly chosen, each beside the place of its emotion: otherwise all of
        one emotion would be one dot.
        """
        step = max(1, len(own) // _MOST_DOTS)
        colours: dict[int, str] = {}
        dots = []
        for mark in range(0, len(own), step):
            key = int(own.emotion_ids[mark])
            if key not in colours:
                colours[key] = find(key).colour  # type: ignore[arg-type]
            seed = int(own.ids[mark]) * 2654435761 % (1 << 32)
            right, up = seed % 1000 / 1000 - 0.5, seed // 1000 % 1000 / 1000 - 0.5
            valence = float(own.valences[mark]) + 2 * _SPREAD * right
            arousal = float(own.arousals[mark]) + 2 * _SPREAD * up
            dots.append(_Dot((_bounded(valence), _bounded(arousal)), colours[key]))
        self._dots = tuple(dots)
        self.update()

    def show_ends(self, begin: Feeling, end: Feeling) -> None:
        """Moved by something else than a hand on them."""
        self.ends = [begin, end]
        self._describe()
        self.update()

    def show_stations(self, emotions: Sequence[Emotion]) -> None:
        self._stations = tuple(_Dot((one.valence, one.arousal), one.colour) for one in emotions)
        self.update()

    def light(self, place: int) -> None:
        """A station that is pointed at elsewhere; -1 for none."""
        if place != self.lit:
            self.lit = place
            self.update()

    def set_side(self, side_px: int) -> None:
        """At 100 %."""
        if side_px != self._side_px:
            self._side_px = side_px
            self._refit()

    def sizeHint(self) -> QSize:
        side = scaled_px(self._side_px)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()

    # --- hands ----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return True if claims_key(event, _OWN_KEYS) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ENDS and is_bare(event):
            self._hold(_ENDS[key])
        elif key in _ARROWS and is_bare(event):
            held, (right, up) = self.ends[self.held], _ARROWS[key]
            self._move(held.valence + right, held.arousal + up)
            self.ends_changed.emit(*self.ends)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The nearer end."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        field, at = self._field(), event.position()
        far = [_distance(at, point_of(_pair(one), field)) for one in self.ends]
        self._hold(far.index(min(far)))
        self._is_dragging = min(far) <= scaled_px(_REACH_PX)
        self.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            self._move(*affect_at(event.position(), self._field()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            self._is_dragging = False
            self.ends_changed.emit(*self.ends)

    def _hold(self, end: int) -> None:
        self.held = end
        self._describe()
        self.update()

    def _move(self, valence: float, arousal: float) -> None:
        held = self.ends[self.held]
        self.ends[self.held] = replace(held, valence=_bounded(valence), arousal=_bounded(arousal))
        self._describe()
        self.update()

    def _describe(self) -> None:
        begin, end = (affect_in_words(_pair(one)) for one in self.ends)
        held = _LETTERS[self.held]
        # Translators: A and B are the two ends of a path; begin and end say how it feels there
        words = _(
            "A: {begin}. B: {end}. The arrow keys move {held}.", begin=begin, end=end, held=held
        )
        describe(self, words)

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self._field()
        paint_affect_ground(painter, field)
        paint_affect_words(painter, field)
        painter.setPen(Qt.PenStyle.NoPen)
        for dot in self._dots:
            shade = QColor(fill_of(dot.colour))
            shade.setAlphaF(_DOT_SHARE)
            painter.setBrush(shade)
            painter.drawEllipse(point_of(dot.at, field), _DOT_PX, _DOT_PX)
        self._paint_way(painter, field)
        for end in (1 - self.held, self.held):
            self._paint_end(painter, field, end)
        if self.hasFocus():
            draw_focus_ring(painter, field.adjusted(-3, -3, 3, 3), RADIUS.large)

    def _paint_way(self, painter: QPainter, field: QRectF) -> None:
        begin, end = (_pair(one) for one in self.ends)
        places = [begin, *(one.at for one in self._stations), end]
        painter.setPen(QPen(colour("ink"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([point_of(one, field) for one in places]))
        for place, station in enumerate(self._stations):
            radius = scaled_px(_STATION_PX) / 2 * (1.6 if place == self.lit else 1.0)
            painter.setPen(QPen(QColor(line_of(station.colour)), 2))
            painter.setBrush(colour("raised"))
            painter.drawEllipse(point_of(station.at, field), radius, radius)

    def _paint_end(self, painter: QPainter, field: QRectF, end: int) -> None:
        side = scaled_px(_HANDLE_PX)
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(point_of(_pair(self.ends[end]), field))
        is_held = end == self.held and self.hasFocus()
        painter.setPen(QPen(colour("focus" if is_held else "accent"), 3 if is_held else 2))
        painter.setBrush(colour("raised"))
        painter.drawEllipse(disc)
        painter.setFont(text_font(TYPE.caption, strong=True))
        painter.setPen(colour("accent_ink"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, _LETTERS[end])

    def _field(self) -> QRectF:
        return affect_field(QRectF(self.rect()))


def _pair(feeling: Feeling) -> tuple[float, float]:
    return feeling.valence, feeling.arousal


def _bounded(value: float) -> float:
    return round(max(-1.0, min(1.0, value)), 3)


def _distance(one: QPointF, other: QPointF) -> float:
    away = one - other
    return float((away.x() ** 2 + away.y() ** 2) ** 0.5)
