"""The first impression and the latest ones on one wave: seen, walked by keys, and heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted, number
from ui.roles.impression.painting import Marked, paint_head, paint_impression
from ui.roles.impression.placing import ROWS, Placing, Sign, Sizes
from ui.roles.impression.seen import Seen, When
from ui.style.theme import scaled_px, theme_signals
from ui.timeline.paint.mark_paint import caption_height
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import clear_picture, describe, draw_focus_ring
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from ui.story_line.waves import WaveShape

Key = Qt.Key
_SIGN_PX, _WAVE_PX, _LOW_WAVE_PX = 22, 116, 76
_OWN = frozenset((Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End,
                  Key.Key_P))  # fmt: skip
_MOST_TOLD = 12  # marks in a tooltip
NOTHING: Mapping[When, tuple[Seen, ...]] = {When.THEN: (), When.NOW: ()}


class ImpressionPicture(QWidget):
    """Left and Right go from mark to mark of one listen, Up and Down to the other; P plays from
    the mark, Enter opens it.

    Signals: play_requested(int ms); mark_played(Seen); opened(Seen).
    """

    play_requested = Signal(int)
    mark_played = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: Mapping[When, tuple[Seen, ...]] = NOTHING
        self._lasts_ms = 1
        self._shape: WaveShape | None = None
        self.captions = {When.THEN: "", When.NOW: ""}
        self._is_low = False
        self.selected: tuple[When, int] | None = None
        self._head_ms = -1.0
        self._placing: Placing | None = None
        self._picture: QPixmap | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The first impression and the latest ones"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self._forget)

    def show_marks(
        self, marks: Mapping[When, tuple[Seen, ...]], lasts_ms: int, captions: Mapping[When, str]
    ) -> None:
        """The selection stays on its mark."""
        before = self.mark
        self.marks, self._lasts_ms, self.captions = marks, lasts_ms, dict(captions)
        self.selected = None
        if before is not None:
            refs = [one.ref for one in marks[before.when]]
            if before.ref in refs:
                self.selected = before.when, refs.index(before.ref)
        self._tell()
        self._forget()

    def show_shape(self, shape: WaveShape | None) -> None:
        if shape is not self._shape:
            self._shape = shape
            self._paint_anew()

    def show_head(self, at_ms: float) -> None:
        """Below 0 while something else is heard."""
        if at_ms != self._head_ms:
            self._head_ms = at_ms
            self.update()

    def set_low(self, is_low: bool) -> None:
        if is_low != self._is_low:
            self._is_low = is_low
            self._forget()

    @property
    def mark(self) -> Seen | None:
        """The selected one."""
        return None if self.selected is None else self.marks[self.selected[0]][self.selected[1]]

    @property
    def laid_out(self) -> Placing:
        if self._placing is None:
            sizes = Sizes(float(scaled_px(_SIGN_PX)), caption_height() + 4.0)
            self._placing = Placing(self.marks, self._lasts_ms, QSizeF(self.size()), sizes)
        return self._placing

    def select(self, when: When, place: int) -> None:
        """-1 for none."""
        self.selected = None if place < 0 else (when, place)
        self._tell()
        self._paint_anew()

    def sizeHint(self) -> QSize:
        rows = ROWS * (scaled_px(_SIGN_PX) + 3) + 9
        wave = scaled_px(_LOW_WAVE_PX if self._is_low else _WAVE_PX)
        return QSize(400, wave + 2 * (rows + caption_height() + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event.pos(), event.globalPos())
            return True
        return True if claims_key(event, _OWN) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Key(event.key())
        if not is_bare(event):
            super().keyPressEvent(event)
        elif key in (Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End):
            self._walk(key)
        elif key in (Key.Key_Up, Key.Key_Down):
            self._cross(When.THEN if key == Key.Key_Up else When.NOW)
        elif key == Key.Key_P:
            self._play()
        elif key in ENTER_KEYS and self.mark is not None:
            self.opened.emit(self.mark)
        elif key == Key.Key_Escape and self.selected is not None:
            self.select(When.THEN, -1)
        else:
            super().keyPressEvent(event)

    def _walk(self, key: Key) -> None:
        when, place = self.selected or (self._fuller(), -1)
        last = len(self.marks[when]) - 1
        if last < 0:
            return
        to = {
            Key.Key_Left: max(0, place - 1),
            Key.Key_Right: min(last, place + 1),
            Key.Key_Home: 0,
            Key.Key_End: last,
        }[key]
        self.select(when, to)

    def _cross(self, when: When) -> None:
        """To what was felt nearest to it in the other listen."""
        marks = self.marks[when]
        if not marks:
            return
        at_ms = 0 if self.mark is None else self.mark.span.start_ms
        near = min(range(len(marks)), key=lambda n: abs(marks[n].span.start_ms - at_ms))
        if self.selected is None or self.selected[0] is not when:
            self.select(when, near)

    def _play(self) -> None:
        if self.mark is not None:
            self.mark_played.emit(self.mark)
        else:
            self.play_requested.emit(0)

    def _fuller(self) -> When:
        return When.THEN if self.marks[When.THEN] else When.NOW

    # --- mouse ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        placing, at = self.laid_out, event.position()
        sign = placing.sign_at(at)
        if sign is not None:
            self.select(sign.when, self._next_of(sign))
            mark = self.mark
            if mark is not None:
                self.mark_played.emit(mark)
        elif placing.wave.adjusted(0, -4, 0, 4).contains(at):
            self.play_requested.emit(placing.ms_at(at.x()))

    def _next_of(self, sign: Sign) -> int:
        """Of several under one sign, one after another."""
        if self.selected is not None and self.selected[0] is sign.when:
            place = self.selected[1]
            if place in sign.places[:-1]:
                return sign.places[sign.places.index(place) + 1]
        return sign.places[0]

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.laid_out.sign_at(event.position()) is not None and self.mark is not None:
            self.opened.emit(self.mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        placing, at = self.laid_out, event.position()
        is_over = placing.sign_at(at) is not None or placing.wave.contains(at)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if is_over else arrow)

    def tip_at(self, at: QPoint) -> str:
        placing = self.laid_out
        sign = placing.sign_at(at.toPointF())
        if sign is not None:
            marks = self.marks[sign.when]
            told = [marks[place].told for place in sign.places[:_MOST_TOLD]]
            left = len(sign.places) - len(told)
            return "\n".join([*told, *([f"+{number(left)}"] if left else [])])
        is_over = placing.wave.contains(at.toPointF())
        return format_ms(placing.ms_at(at.x())) if is_over else ""

    def _show_tip(self, at: QPoint, on_screen: QPoint) -> None:
        QToolTip.showText(on_screen, plain_tip(self.tip_at(at)), self)

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._painted()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        if self._head_ms >= 0:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_head(painter, self.laid_out, self._head_ms)

    def _painted(self) -> QPixmap:
        """All but the playhead, which moves alone."""
        picture = clear_picture(self.size(), self.devicePixelRatioF())
        painter = QPainter(picture)
        painter.setLayoutDirection(self.layoutDirection())
        marked = Marked(self.selected, self.hasFocus())
        paint_impression(painter, self.laid_out, self.marks, self._shape, self.captions, marked)
        if self.hasFocus() and self.selected is None:
            draw_focus_ring(painter, self.laid_out.wave.adjusted(-3, -3, 3, 3))
        painter.end()
        return picture

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._placing = self._picture = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._paint_anew()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._paint_anew()

    def _forget(self) -> None:
        self._placing = None
        self.updateGeometry()
        self._paint_anew()

    def _tell(self) -> None:
        mark = self.mark
        if mark is None:
            describe(self, dotted(*self.captions.values()))
            return
        assert self.selected is not None
        count = len(self.marks[mark.when])
        numbered = _("{place} of {count}", place=number(self.selected[1] + 1), count=number(count))
        describe(self, dotted(self.captions[mark.when], numbered, mark.told))
