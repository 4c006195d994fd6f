"""Two waves on one scale of seconds, with what belongs together: seen, heard, and put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.aligned_passages import Side
from app.core.time_map import TimeMap
from app.core.words import _
from ui.afterlives.in_step.anchoring import Anchors, moved
from ui.afterlives.in_step.picture_paint import (
    MARK_PX,
    paint_anchors,
    paint_head,
    paint_lines,
    paint_mark,
    paint_wave,
)
from ui.afterlives.in_step.places import StepPlaces
from ui.afterlives.in_step.told import anchor_words, several_words, step_words
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.own_keys import claims_key
from ui.widgets.painting import describe, draw_focus_ring
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from ui.afterlives.in_step.shown import SeenMark, ShownStep

Key = Qt.Key
_WAVE_PX, _BAND_PX, _LOW_WAVE_PX, _LOW_BAND_PX = 64, 44, 40, 28
_GRAB_PX = 9
_OWN = frozenset((Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End))
_SECOND_MS, _FINE_MS = 1000.0, 10.0
_APART = 0.45  # of a disc: those closer to one before aren't drawn, but told


class StepPicture(QWidget):
    """Left and Right move the playhead by a second, or the end of the chosen anchor by 10 ms (100
    with Shift); Ctrl+Left and Ctrl+Right go from anchor to anchor, Up and Down to its other end;
    Delete removes it.

    Signals: seek_requested(Side, int ms); step_requested(int ms), of the playhead;
    anchors_previewed(Anchors), while one is dragged; anchors_changed(Anchors); anchor_removed(int
    number); anchor_requested(int first ms, int second ms), a double click between the waves.
    """

    seek_requested = Signal(object, int)
    step_requested = Signal(int)
    anchors_previewed = Signal(object)
    anchors_changed = Signal(object)
    anchor_removed = Signal(int)
    anchor_requested = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: ShownStep | None = None
        self._map: TimeMap | None = None
        self._anchors: Anchors = ()
        self._is_certain = self._is_apart = self._is_low = False
        self._heads = (0.0, 0.0)
        self._sounding: Side | None = None
        self._chosen: int | None = None
        self._end = Side.SECOND
        self._dragged: Anchors | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Both versions, with what belongs together"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.updateGeometry)

    # --- what is shown --------------------------------------------------------------------------

    def show_step(
        self,
        step: ShownStep,
        time_map: TimeMap | None,
        anchors: Anchors,
        *,
        is_certain: bool,
        is_apart: bool,
    ) -> None:
        """time_map: None while nothing is known. anchors: those that can be moved. is_apart: each
        version has a playhead of its own.
        """
        if self._step is not None and self._step.life.echo.id != step.life.echo.id:
            self._chosen = None
        self._step, self._map, self._anchors = step, time_map, anchors
        self._is_certain, self._is_apart, self._dragged = is_certain, is_apart, None
        if self._chosen is not None and self._chosen >= len(anchors):
            self._chosen = None
        self._tell()
        self.update()

    def show_nothing(self) -> None:
        """Until the next two are read."""
        self._step, self._map, self._anchors = None, None, ()
        self._chosen = self._dragged = None
        self.update()

    def show_heads(self, heads: tuple[float, float], sounding: Side | None) -> None:
        if (heads, sounding) != (self._heads, self._sounding):
            self._heads, self._sounding = heads, sounding
            self.update()

    def set_low(self, is_low: bool) -> None:
        if is_low != self._is_low:
            self._is_low = is_low
            self.updateGeometry()
            self.update()

    @property
    def chosen_anchor(self) -> int | None:
        return self._chosen

    def sizeHint(self) -> QSize:
        mark, wave, band = self._sizes()
        return QSize(scaled_px(600), round(2 * (mark + SPACE.xs) + 2 * wave + band))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(240), self.sizeHint().height())

    def wave_bounds(self, side: Side) -> tuple[int, int]:
        """The top and height of a wave, for what stands beside it."""
        mark, wave, band = self._sizes()
        first = mark + SPACE.xs
        return round(first if side is Side.FIRST else first + wave + band), round(wave)

    def places(self) -> StepPlaces | None:
        if self._step is None:
            return None
        _mark, wave, _band = self._sizes()
        tops = tuple(float(self.wave_bounds(side)[0]) for side in Side)
        area = QRectF(self.rect()).adjusted(SPACE.s, 0, -SPACE.s, 0)
        lengths = (self._step.first.lasts_ms, self._step.second.lasts_ms)
        return StepPlaces.of(area, lengths, wave, (tops[0], tops[1]))

    def _sizes(self) -> tuple[float, float, float]:
        low = self._is_low
        return (
            float(scaled_px(MARK_PX)),
            float(scaled_px(_LOW_WAVE_PX if low else _WAVE_PX)),
            float(scaled_px(_LOW_BAND_PX if low else _BAND_PX)),
        )

    # --- keys and mouse -------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self._tip_at(event.pos())), self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_arrow = Key(event.key()) in (Key.Key_Left, Key.Key_Right)
            if is_arrow and event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            ):
                event.accept()
                return True
        own = _OWN if self._chosen is None else _OWN | {Key.Key_Up, Key.Key_Down}
        return claims_key(event, own) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Key(event.key())
        held = event.modifiers()
        by = {Key.Key_Left: -1, Key.Key_Right: 1}.get(key)
        if by is not None and held & Qt.KeyboardModifier.ControlModifier:
            self._walk(by)
        elif by is not None and self._chosen is not None:
            fine = 10 if held & Qt.KeyboardModifier.ShiftModifier else 1
            self._nudge(by * _FINE_MS * fine)
        elif by is not None:
            self.step_requested.emit(round(by * _SECOND_MS))
        elif key in (Key.Key_Home, Key.Key_End) and self._step is not None:
            side = self._sounding or Side.FIRST
            end = self._step.version(side).lasts_ms - 1000
            self.seek_requested.emit(side, 0 if key is Key.Key_Home else max(0, end))
        elif self._chosen is None:
            super().keyPressEvent(event)
        elif key in (Key.Key_Up, Key.Key_Down):
            self._choose(self._chosen, Side.FIRST if key is Key.Key_Up else Side.SECOND)
        elif key in (Key.Key_Delete, Key.Key_Backspace):
            self.anchor_removed.emit(self._chosen)
        elif key == Key.Key_Escape:
            self._choose(None, self._end)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or (places := self.places()) is None:
            super().mousePressEvent(event)
            return
        at = event.position()
        grabbed = self._anchor_at(at)
        if grabbed is not None:
            self._choose(*grabbed)
            self._dragged = self._anchors
            return
        for side in Side:
            area = places.wave(side)
            if area.top() <= at.y() <= area.bottom():
                self._choose(None, self._end)
                self.seek_requested.emit(side, round(places.ms_at(side, at.x())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, places = event.position(), self.places()
        if self._dragged is not None and self._chosen is not None and places is not None:
            to_ms = places.ms_at(self._end, at.x())
            self._dragged = moved(self._anchors, self._chosen, self._end, to_ms, self._lengths)
            self.anchors_previewed.emit(self._dragged)
            self.update()
            return
        is_over = self._anchor_at(at) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if is_over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragged = self._dragged, None
        if dragged is not None and dragged != self._anchors:
            self.anchors_changed.emit(dragged)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        places = self.places()
        if places is None or self._map is None or self._anchor_at(event.position()) is not None:
            return
        top, bottom = places.band
        if top <= event.position().y() <= bottom:
            first = places.ms_at(Side.FIRST, event.position().x())
            self.anchor_requested.emit(round(first), round(self._map.second_ms(first)))

    @property
    def _lengths(self) -> tuple[int, int]:
        assert self._step is not None
        return self._step.first.lasts_ms, self._step.second.lasts_ms

    def _anchor_at(self, at: QPointF) -> tuple[int, Side] | None:
        places = self.places()
        if places is None:
            return None
        top, bottom = places.band
        reach = scaled_px(_GRAB_PX)
        found = [
            (abs(places.x_of(pair[side.value]) - at.x()), number, side)
            for number, pair in enumerate(self._anchors)
            for side, y in ((Side.FIRST, top + 4), (Side.SECOND, bottom - 4))
            if abs(at.y() - y) <= reach and abs(places.x_of(pair[side.value]) - at.x()) <= reach
        ]
        if not found:
            return None
        _off, number, side = min(found, key=lambda one: one[0])
        return number, side

    def _walk(self, by: int) -> None:
        if not self._anchors:
            return
        last = len(self._anchors) - 1
        here = (-1 if by > 0 else last + 1) if self._chosen is None else self._chosen
        self._choose(min(last, max(0, here + by)), self._end)

    def _nudge(self, by_ms: float) -> None:
        assert self._chosen is not None
        to_ms = self._anchors[self._chosen][self._end.value] + by_ms
        changed = moved(self._anchors, self._chosen, self._end, to_ms, self._lengths)
        if changed != self._anchors:
            self.anchors_changed.emit(changed)

    def _choose(self, anchor: int | None, end: Side) -> None:
        self._chosen, self._end = anchor, end
        self._tell()
        self.update()

    def _tell(self) -> None:
        if self._step is not None and self._chosen is not None:
            describe(self, anchor_words(self._anchors, self._chosen))
        elif self._step is not None:
            describe(self, step_words(self._step, self._anchors))

    def _tip_at(self, at: QPoint) -> str:
        point = QPointF(at)
        return several_words([mark for _, area, mark in self._marks() if area.contains(point)])

    # --- painting -------------------------------------------------------------------------------

    def _marks(self) -> list[tuple[Side, QRectF, SeenMark]]:
        """Those of a version above the upper wave, and below the lower one."""
        places = self.places()
        if self._step is None or places is None:
            return []
        side_px = float(scaled_px(MARK_PX))
        found = []
        for side in Side:
            wave = places.wave(side)
            top = wave.top() - side_px - 2 if side is Side.FIRST else wave.bottom() + 2
            for mark in self._step.version(side).marks:
                left = places.x_of(mark.span.start_ms) - side_px / 2
                found.append((side, QRectF(left, top, side_px, side_px), mark))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        step, places = self._step, self.places()
        if step is None or places is None:
            return
        for side in Side:
            head_x = places.x_of(self._heads[side.value])
            is_sounding = side is self._sounding
            area, wave = places.wave(side), step.version(side).wave
            paint_wave(painter, area, wave, head_x, is_sounding=is_sounding)
        anchors = self._anchors if self._dragged is None else self._dragged
        time_map = self._map if self._dragged is None else TimeMap(self._dragged)
        if time_map is not None:
            paint_lines(painter, places, time_map, is_certain=self._is_certain)
        paint_anchors(painter, places, anchors, self._chosen, self._end)
        if self._is_apart:
            pending = [self._heads]
            paint_anchors(painter, places, pending, None, self._end, is_pending=True)
        last: dict[tuple[Side, bool], float] = {}
        for side, area, mark in self._marks():
            row = side, mark.is_faint
            if area.left() - last.get(row, -1e9) >= area.width() * _APART:
                last[row] = area.left()
                paint_mark(painter, area, mark)
        is_one = time_map is not None and not self._is_apart
        paint_head(painter, places, self._heads, self._sounding, is_one=is_one)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.small)
