"""How far the listener is, as one pip an episode or scene; with many, or little room, one bar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from app.core.words import _
from ui.style.theme import colour, scaled_px, theme_signals
from ui.widgets.painting import describe, draw_focus_ring

MOST_PIPS = 24  # with more, one bar
_PIP_PX, _HIGH_PX, _GAP_PX, _SEASON_GAP_PX = 56, 6, 4, 12
_LEAST_PIP_PX = 10  # narrower ones are a bar, too
_LEAST_PX = 120  # of all of them
_BAR_PX = 364  # as six pips in two seasons
_BAR_GAP_PX = 3  # a season's mark
_RING_PX, _STROKE_PX = 12, 3
_AROUND_PX = 4  # room for the ring and the focus
_STEPS = frozenset(
    (
        Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
        Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    )
)  # fmt: skip


class ProgressPips(QAbstractSlider):
    """The ring is dragged, or moved by arrow keys. value: how many places have been seen.

    Signal: moved_to(int), the index of the place the listener says they are at; told when the
    mouse lets go.
    """

    moved_to = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seasons: tuple[int, ...] = ()
        self._is_known = False
        self._is_tight = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setAccessibleName(_("How far you are"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        # The story runs left to right in every language, as time does.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setPageStep(3)
        theme_signals().theme_changed.connect(self.updateGeometry)

    def show_progress(
        self, seasons: Sequence[int], seen: int, words: str, *, is_known: bool
    ) -> None:
        """seasons: of each place; all alike without any. is_known: whether the listener said how
        far they are. words: for screen readers.
        """
        if not self.isSliderDown():
            self._seasons, self._is_known = tuple(seasons), is_known
            self.setRange(0, len(self._seasons))
            self.setValue(seen if is_known else 0)
        describe(self, words)
        self.updateGeometry()
        self.update()

    def set_tight(self, is_tight: bool) -> None:
        """Where there is little room, pips are narrower."""
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self.updateGeometry()
            self.update()

    # --- room -----------------------------------------------------------------------------------

    @property
    def is_bar(self) -> bool:
        return self._is_bar_in(self._room)

    def sizeHint(self) -> QSize:
        rects = self._rects_in(self._most_px)
        wide = math.ceil(rects[-1].right()) if rects else 0
        return QSize(wide + self._edge_px, scaled_px(_RING_PX + 2 * _AROUND_PX))

    def minimumSizeHint(self) -> QSize:
        """Narrower than it would be, every place can still be reached."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), scaled_px(_LEAST_PX)), hint.height())

    def rects(self) -> list[QRectF]:
        """Of each place, in story order; all within the widget."""
        return self._rects_in(self._room)

    @property
    def _most_px(self) -> float:
        return scaled_px(_BAR_PX) * (0.58 if self._is_tight else 1.0)

    @property
    def _edge_px(self) -> int:
        """Room for the ring at the last place."""
        return scaled_px(_RING_PX + _STROKE_PX) // 2

    @property
    def _room(self) -> float:
        return min(self._most_px, float(self.width() - self._edge_px))

    def _pip_px(self, room: float) -> float:
        """How wide pips are that leave room for the gaps."""
        seasons = sum(one != other for one, other in pairwise(self._seasons))
        others = len(self._seasons) - 1 - seasons
        gaps = seasons * scaled_px(_SEASON_GAP_PX) + others * scaled_px(_GAP_PX)
        return min(float(scaled_px(_PIP_PX)), (room - gaps) / max(1, len(self._seasons)))

    def _is_bar_in(self, room: float) -> bool:
        many = len(self._seasons)
        return many > MOST_PIPS or (many > 1 and self._pip_px(room) < scaled_px(_LEAST_PIP_PX))

    def _rects_in(self, room: float) -> list[QRectF]:
        wide = self._pip_px(room)
        gap, season_gap = float(scaled_px(_GAP_PX)), float(scaled_px(_SEASON_GAP_PX))
        if self._is_bar_in(room):
            seasons = sum(one != other for one, other in pairwise(self._seasons))
            gap, season_gap = 0.0, min(float(_BAR_GAP_PX), room / 4 / max(1, seasons))
            wide = (room - seasons * season_gap) / len(self._seasons)
        top = (scaled_px(_RING_PX + 2 * _AROUND_PX) - scaled_px(_HIGH_PX)) / 2
        found: list[QRectF] = []
        x = 0.0
        for at, season in enumerate(self._seasons):
            if at:
                x += season_gap if season != self._seasons[at - 1] else gap
            found.append(QRectF(x, top, wide, scaled_px(_HIGH_PX)))
            x += wide
        return found

    def ring_x(self) -> float:
        """In the middle of the last place that was seen; at the start before the first."""
        rects = self.rects()
        if not rects:
            return 0.0
        at = self.sliderPosition() - 1
        return rects[at].center().x() if at >= 0 else rects[0].left()

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rects, ring = self.rects(), self.ring_x()
        for rect in rects:
            self._paint_pip(painter, rect, ring)
        if rects and self._is_known:
            self._paint_ring(painter, QPointF(ring, rects[0].center().y()))
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))

    def _paint_pip(self, painter: QPainter, rect: QRectF, ring: float) -> None:
        round_px = 0.0 if self.is_bar else rect.height() / 2
        painter.setBrush(colour("pressed"))
        painter.drawRoundedRect(rect, round_px, round_px)
        if self._is_known and rect.left() < ring:
            painter.setBrush(colour("accent"))
            seen = QRectF(rect)
            seen.setRight(min(rect.right(), ring))
            painter.drawRoundedRect(seen, round_px, round_px)

    def _paint_ring(self, painter: QPainter, middle: QPointF) -> None:
        stroke = scaled_px(_STROKE_PX)
        radius = (scaled_px(_RING_PX) + _STROKE_PX - stroke) / 2
        painter.setPen(QPen(colour("accent"), stroke))
        painter.setBrush(colour("raised"))
        painter.drawEllipse(middle, radius, radius)

    # --- hands ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._seasons:
            self.setSliderDown(True)
            self._is_known = True
            self._drag(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._drag(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderDown(False)
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _STEPS:
            event.ignore()
            return
        before = self.value() if self._is_known else -1
        super().keyPressEvent(event)
        self.setValue(max(1, self.value()))
        if self.value() != before:
            self._is_known = True
            self._tell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it would be changed by accident

    def _drag(self, x: float) -> None:
        rects = self.rects()
        nearest = min(range(len(rects)), key=lambda at: abs(rects[at].center().x() - x))
        self.setSliderPosition(nearest + 1)
        self.setValue(nearest + 1)
        self.update()

    def _tell(self) -> None:
        self.update()
        self.moved_to.emit(self.value() - 1)
