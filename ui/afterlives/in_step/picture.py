"""Two waves on one scale of seconds, with what belongs together: seen, heard, and put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.aligned_passages import Side
from app.core.time_map import TimeMap
from app.core.words import _, dotted
from ui.afterlives.in_step.anchor_choice import AnchorChoice
from ui.afterlives.in_step.picture_paint import (
    MARK_PX,
    paint_anchors,
    paint_head,
    paint_lines,
    paint_marks,
    paint_wave,
    placed_marks,
)
from ui.afterlives.in_step.places import StepPlaces
from ui.afterlives.in_step.told import anchor_words, line_words, several_words, step_words
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.cell_text import line_px
from ui.widgets.own_keys import claims_key
from ui.widgets.painting import describe, draw_focus_ring
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from ui.afterlives.in_step.anchoring import Anchors
    from ui.afterlives.in_step.shown import ShownStep

Key = Qt.Key
_WAVE_PX, _BAND_PX, _LOW_WAVE_PX, _LOW_BAND_PX = 64, 44, 40, 28
_LEAST_BAND_PX = 22  # at the text's own size: the button between the names
_GRAB_PX = 9
_OWN = frozenset((Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End))
_SECOND_MS, _FINE_MS = 1000.0, 10.0


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
        self._choice = AnchorChoice()
        self._is_certain = self._is_apart = self._is_low = False
        self._heads = (0.0, 0.0)
        self._sounding: Side | None = None
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
        are_others = self._step is None or self._step.life.echo.id != step.life.echo.id
        lengths = step.first.lasts_ms, step.second.lasts_ms
        self._choice.show(anchors, lengths, are_others=are_others)
        self._step, self._map = step, time_map
        self._is_certain, self._is_apart = is_certain, is_apart
        self._show_choice()

    def show_nothing(self) -> None:
        """Until the next two are read."""
        self._step, self._map, self._choice = None, None, AnchorChoice()
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
        return self._choice.number

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
        """Of marks, a wave, and what is between both. Where it is low, larger text makes them only
        as much higher as the names beside them need.
        """
        mark = float(scaled_px(MARK_PX))
        if not self._is_low:
            return mark, float(scaled_px(_WAVE_PX)), float(scaled_px(_BAND_PX))
        wave = max(_LOW_WAVE_PX, line_px(strong=True) + SPACE.s)
        return mark, float(wave), float(max(_LOW_BAND_PX, scaled_px(_LEAST_BAND_PX)))

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
        own = _OWN if self.chosen_anchor is None else _OWN | {Key.Key_Up, Key.Key_Down}
        return claims_key(event, own) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, chosen = Key(event.key()), self.chosen_anchor
        held = event.modifiers()
        by = {Key.Key_Left: -1, Key.Key_Right: 1}.get(key)
        if by is not None and held & Qt.KeyboardModifier.ControlModifier:
            self._choice.walk(by)
            self._show_choice()
        elif by is not None and chosen is not None:
            fine = 10 if held & Qt.KeyboardModifier.ShiftModifier else 1
            if (changed := self._choice.nudged(by * _FINE_MS * fine)) is not None:
                self.anchors_changed.emit(changed)
        elif by is not None:
            self.step_requested.emit(round(by * _SECOND_MS))
        elif key in (Key.Key_Home, Key.Key_End) and self._step is not None:
            side = self._sounding or Side.FIRST
            end = self._step.version(side).lasts_ms - 1000
            self.seek_requested.emit(side, 0 if key is Key.Key_Home else max(0, end))
        elif chosen is None:
            super().keyPressEvent(event)
        elif key in (Key.Key_Up, Key.Key_Down):
            self._choose(chosen, Side.FIRST if key is Key.Key_Up else Side.SECOND)
        elif key in (Key.Key_Delete, Key.Key_Backspace):
            self.anchor_removed.emit(chosen)
        elif key == Key.Key_Escape:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or (places := self.places()) is None:
            super().mousePressEvent(event)
            return
        at = event.position()
        grabbed = self._anchor_at(at)
        if grabbed is not None:
            self._choice.grab(*grabbed)
            self._show_choice()
            return
        for side in Side:
            area = places.wave(side)
            if area.top() <= at.y() <= area.bottom():
                self._choose(None)
                self.seek_requested.emit(side, round(places.ms_at(side, at.x())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, places = event.position(), self.places()
        if self._choice.dragged is not None and places is not None:
            to_ms = places.ms_at(self._choice.end, at.x())
            self.anchors_previewed.emit(self._choice.drag(to_ms))
            self.update()
            return
        is_over = self._anchor_at(at) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if is_over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (dragged := self._choice.let_go()) is not None:
            self.anchors_changed.emit(dragged)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        places = self.places()
        if places is None or self._map is None or self._anchor_at(event.position()) is not None:
            return
        top, bottom = places.band
        if top <= event.position().y() <= bottom:
            first = places.ms_at(Side.FIRST, event.position().x())
            self.anchor_requested.emit(round(first), round(self._map.second_ms(first)))

    def _anchor_at(self, at: QPointF) -> tuple[int, Side] | None:
        places = self.places()
        return None if places is None else self._choice.at(places, at, scaled_px(_GRAB_PX))

    def _choose(self, anchor: int | None, end: Side | None = None) -> None:
        self._choice.choose(anchor, end)
        self._show_choice()

    def _show_choice(self) -> None:
        self._tell()
        self.update()

    def _tell(self) -> None:
        if self._step is not None and self.chosen_anchor is not None:
            describe(self, anchor_words(self._choice.anchors, self.chosen_anchor))
        elif self._step is not None:
            lines = self._line_words()
            describe(self, dotted(step_words(self._step, self._choice.anchors), lines))

    def _line_words(self) -> str:
        places = self.places()
        return "" if places is None or self._map is None else line_words(places.step_s)

    def _tip_at(self, at: QPoint) -> str:
        point, places = QPointF(at), self.places()
        if places is not None and places.band[0] <= at.y() <= places.band[1]:
            return self._line_words()
        if self._step is None or places is None:
            return ""
        placed = placed_marks(self._step, places)
        return several_words([mark for _, area, mark in placed if area.contains(point)])

    # --- painting -------------------------------------------------------------------------------

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
        choice = self._choice
        time_map = self._map if choice.dragged is None else TimeMap(choice.dragged)
        if time_map is not None:
            paint_lines(painter, places, time_map, is_certain=self._is_certain)
        paint_anchors(painter, places, choice.seen, choice.number, choice.end)
        if self._is_apart:
            pending = [self._heads]
            paint_anchors(painter, places, pending, None, choice.end, is_pending=True)
        paint_marks(painter, placed_marks(step, places))
        is_one = time_map is not None and not self._is_apart
        paint_head(painter, places, self._heads, self._sounding, is_one=is_one)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.small)
