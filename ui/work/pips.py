"""How far the listener is, as one pip an episode or scene; with many, one bar."""

from __future__ import annotations

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
_LEAST_PIP_PX = 10
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
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
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
        least = len(self._seasons) * scaled_px(_LEAST_PIP_PX)
        return len(self._seasons) > MOST_PIPS or least + sum(self._gaps()) > self._room

    @property
    def _room(self) -> float:
        return scaled_px(_BAR_PX) * (0.58 if self._is_tight else 1.0)

    def _gaps(self) -> list[float]:
        """Before each pip but the first."""
        gap, season_gap = float(scaled_px(_GAP_PX)), float(scaled_px(_SEASON_GAP_PX))
        return [gap if one == before else season_gap for before, one in pairwise(self._seasons)]

    def sizeHint(self) -> QSize:
        rects = self.rects()
        wide = rects[-1].right() if rects else 0
        side = scaled_px(_AROUND_PX)
        return QSize(round(wide) + side // 2, scaled_px(_RING_PX + 2 * _AROUND_PX))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def rects(self) -> list[QRectF]:
        """Of each place, in story order."""
        count, room, gaps = len(self._seasons), self._room, self._gaps()
        wide: float = scaled_px(_PIP_PX)
        if self.is_bar:
            gaps = [float(_BAR_GAP_PX) * (one != before) for before, one in pairwise(self._seasons)]
            wide = (room - sum(gaps)) / count
        elif count * wide > room:
            wide = (room - sum(gaps)) / count
        top = (scaled_px(_RING_PX + 2 * _AROUND_PX) - scaled_px(_HIGH_PX)) / 2
        found: list[QRectF] = []
        x = 0.0
        for gap_after in (*gaps, 0.0)[:count]:
            found.append(QRectF(x, top, wide, scaled_px(_HIGH_PX)))
            x += wide + gap_after
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
