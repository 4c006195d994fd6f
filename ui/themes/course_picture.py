"""How a theme changes along the story: loudness, tempo and what was felt, return by return."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _
from ui.style.contrast import blend
from ui.style.theme import colour, current_theme, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.themes.felt_disc import disc_radius
from ui.themes.felt_years import latest
from ui.themes.return_words import short_episode, told_row
from ui.themes.shown import ShownReturn
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.felt_strip import feeling_fill
from ui.widgets.painting import describe, draw_focus_ring
from ui.widgets.text import elided, plain_tip

_QUIETEST_DB, _LOUDEST_DB = -42.0, -10.0
_LEAST_DISC, _MOST_DISC = 5.0, 10.0
_UNKNOWN_SHARE = 0.5


class CoursePicture(QWidget):
    """Signals: pointed(int occurrence id | None), under the pointer or by the arrow keys;
    chosen(int occurrence id), by a click; play_requested(int occurrence id), by Enter.
    """

    pointed = Signal(object)
    chosen = Signal(int)
    play_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ShownReturn, ...] = ()
        self._place = self._current = -1  # what is pointed at, and what is current below
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("How it changes from return to return"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme_signals().theme_changed.connect(self.update)

    def show_rows(self, rows: Sequence[ShownReturn]) -> None:
        """The confirmed returns, in the order shown."""
        self._rows = tuple(rows)
        self._place = self._current = min(self._place, len(rows) - 1)
        self.update()

    def point_at(self, occurrence_id: int | None) -> None:
        """The row that is current below."""
        ids = [row.one.occurrence.id for row in self._rows]
        self._place = next((n for n, one in enumerate(ids) if one == occurrence_id), -1)
        self._current = self._place
        self._describe()
        self.update()

    # --- keys and mouse -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self._rows) - 1
        to = {
            Qt.Key.Key_Left: max(0, self._place - 1),
            Qt.Key.Key_Right: min(last, self._place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._rows:
            super().keyPressEvent(event)
        elif to is not None:
            self._point(to)
            self.chosen.emit(self._rows[to].one.occurrence.id)
        elif key in ENTER_KEYS and self._place >= 0:
            self.play_requested.emit(self._rows[self._place].one.occurrence.id)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_arrow = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home,
                                       Qt.Key.Key_End)  # fmt: skip
            if is_arrow and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                event.accept()
                return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._nearest(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._nearest(event.position())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._rows[place].one.occurrence.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._nearest(event.position())
        if place >= 0:
            self.play_requested.emit(self._rows[place].one.occurrence.id)

    def leaveEvent(self, event: QEvent) -> None:
        self._place = self._current
        self.pointed.emit(None)
        self.update()

    def _point(self, place: int) -> None:
        if place == self._place or place < 0:
            return
        self._place = place
        self._describe()
        self.pointed.emit(self._rows[place].one.occurrence.id)
        self.update()

    def _describe(self) -> None:
        row = self._rows[self._place] if self._place >= 0 else None
        told = "" if row is None else told_row(row, len(self._rows), is_sounding=False)
        self.setToolTip(plain_tip(told))
        describe(self, told)

    def _nearest(self, at: QPointF) -> int:
        """-1 while there are none."""
        xs = [point.x() for point in self._points(self._field())]
        return min(range(len(xs)), key=lambda n: abs(xs[n] - at.x()), default=-1)

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self._field()
        points = self._points(field)
        self._paint_loudness(painter, field)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(field.bottomLeft(), field.bottomRight())
        painter.setPen(QPen(colour("ink"), 1.75))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if all(row.difference.tempo_ratio is not None for row in self._rows):
            painter.drawPath(_smooth(points))
        for place, (row, point) in enumerate(zip(self._rows, points, strict=True)):
            self._paint_disc(painter, row, point, is_pointed=place == self._place)
        self._paint_places(painter, field, points)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.small)

    def _field(self) -> QRectF:
        caption = QFontMetricsF(text_font(TYPE.caption)).height()
        inset = scaled_px(_MOST_DISC) + 3
        return QRectF(self.rect()).adjusted(inset, inset, -inset, -caption - SPACE.xs)

    def _points(self, field: QRectF) -> list[QPointF]:
        """Where each return's disc is: as high as it is fast."""
        ratios = [row.difference.tempo_ratio for row in self._rows]
        known = [ratio for ratio in ratios if ratio is not None]
        low, high = min(known, default=1.0), max(known, default=1.0)
        reach = field.height() - scaled_px(_MOST_DISC)

        def share(ratio: float | None) -> float:
            if ratio is None or high - low < 0.02:
                return _UNKNOWN_SHARE
            return (ratio - low) / (high - low)

        return [
            QPointF(x, field.top() + reach * (1 - share(ratio)))
            for x, ratio in zip(self._xs(field), ratios, strict=True)
        ]

    def _xs(self, field: QRectF) -> list[float]:
        count = len(self._rows)
        if count == 1:
            return [field.center().x()]
        return [field.left() + field.width() * n / (count - 1) for n in range(count)]

    def _paint_loudness(self, painter: QPainter, field: QRectF) -> None:
        levels = [row.level_db for row in self._rows]
        if any(level is None for level in levels) or len(levels) < 2:
            return
        shares = [_share(level) for level in levels if level is not None]
        points = [
            QPointF(x, field.bottom() - field.height() * share)
            for x, share in zip(self._xs(field), shares, strict=True)
        ]
        area = _smooth(points)
        area.lineTo(field.right(), field.bottom())
        area.lineTo(field.left(), field.bottom())
        area.closeSubpath()
        theme = current_theme()
        painter.fillPath(area, QColor(blend(theme.wave, theme.raised, 0.45)))

    def _paint_disc(
        self, painter: QPainter, row: ShownReturn, point: QPointF, *, is_pointed: bool
    ) -> None:
        felt = latest(row.one.felt)
        radius = float(scaled_px(_LEAST_DISC))
        painter.setPen(QPen(colour("raised"), 2))
        painter.setBrush(colour("raised"))
        if felt is None:
            painter.setPen(QPen(colour("outline"), 2))
        else:
            radius = disc_radius(felt.tag.intensity, _LEAST_DISC, _MOST_DISC)
            painter.setBrush(colour(feeling_fill(felt.emotion.colour)))
        painter.drawEllipse(point, radius, radius)
        if is_pointed:
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(point, radius + 3, radius + 3)

    def _paint_places(self, painter: QPainter, field: QRectF, points: list[QPointF]) -> None:
        """An episode, or a track where none is known, once for all returns in a row there."""
        font = text_font(TYPE.caption)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(colour("ink_muted"))
        top, free_from, before = field.bottom() + SPACE.xs, 0.0, ""
        room = field.width() / max(1, len(points) - 1)
        for row, point in zip(self._rows, points, strict=True):
            text = _place(row)
            if text == before:
                continue
            shown = elided(text, metrics, max(room, metrics.averageCharWidth() * 8))
            wide = metrics.horizontalAdvance(shown)
            left = min(max(0.0, point.x() - wide / 2), self.width() - wide)
            if left >= free_from:
                line = QRectF(left, top, wide, metrics.height())
                painter.drawText(line, int(Qt.TextFlag.TextDontClip), shown)
                free_from, before = left + wide + SPACE.s, text


def _place(row: ShownReturn) -> str:
    scenes = row.one.scenes
    return (short_episode(scenes[0]) if scenes else "") or row.one.track.title


def _share(level_db: float) -> float:
    share = (level_db - _QUIETEST_DB) / (_LOUDEST_DB - _QUIETEST_DB)
    return 0.08 + 0.84 * min(1.0, max(0.0, share))


def _smooth(points: Sequence[QPointF]) -> QPainterPath:
    """Through all points, level at each: it never goes beyond them."""
    path = QPainterPath()
    if not points:
        return path
    path.moveTo(points[0])
    for before, after in pairwise(points):
        middle = (before.x() + after.x()) / 2
        path.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
    return path
