"""Two passages of music laid over each other, with the playhead: seen, heard from where one clicks,
and walked note by note.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.analysis.comparison.records import Comparison
from app.core.timecode import format_ms
from app.core.words import _, dotted
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.comparison_paint import paint_comparison, paint_lines, places_in
from ui.widgets.painting import clear_picture, describe, draw_focus_ring
from ui.words.partings import comparison_words, parting_words

_USUAL_PX, _LEAST_PX = 316, 120
_STEPS = 16  # through passages without a melody
_HEAD_PX = 2


class ComparisonPicture(QWidget):
    """Left, Right, Home and End go from note to note while it has the focus.

    Signal: seek_requested(int ms), in the first passage's time, from its beginning.
    """

    seek_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._words = ""
        self._at_ms: int | None = None
        self._still: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Both passages, laid over each other"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_LEAST_PX)
        theme_signals().theme_changed.connect(self._forget)
        self.show_words("")

    # --- what is shown --------------------------------------------------------------------------

    def show_comparison(self, comparison: Comparison) -> None:
        self._comparison, self._words = comparison, ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self, comparison_words(comparison))
        self._forget()

    def show_words(self, words: str) -> None:
        """Instead of a picture: that a track isn't heard yet, for example."""
        self._comparison, self._words, self._at_ms = None, words, None
        self.unsetCursor()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        describe(self, words)
        self._forget()

    def show_playhead(self, at_ms: int | None) -> None:
        """at_ms: in the first passage's time; None, or outside the picture: there is none."""
        comparison = self._comparison
        if comparison is None or at_ms is None or not 0 <= at_ms <= comparison.lasts_ms:
            at_ms = None
        before, self._at_ms = self._head(), at_ms
        after = self._head()
        if before != after:
            self.update(before)
            self.update(after)

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(_USUAL_PX), scaled_px(_USUAL_PX))

    # --- keys and mouse -------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._comparison is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        places = places_in(self._area(), self._comparison)
        self.seek_requested.emit(places.ms_at(event.position().x()))

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._target(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._target(event)
        if target is None:
            super().keyPressEvent(event)
            return
        self._tell(target)
        self.seek_requested.emit(target)

    def _target(self, event: QKeyEvent) -> int | None:
        """Where a key leads."""
        if self._comparison is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        stops = self._stops(self._comparison)
        at_ms = -1 if self._at_ms is None else self._at_ms
        earlier = [stop for stop in stops if stop < at_ms - 50] or stops[:1]
        later = [stop for stop in stops if stop > at_ms + 50] or stops[-1:]
        keys = {
            Qt.Key.Key_Left: earlier[-1],
            Qt.Key.Key_Right: later[0],
            Qt.Key.Key_Home: stops[0],
            Qt.Key.Key_End: stops[-1],
        }
        return keys.get(Qt.Key(event.key()))

    @staticmethod
    def _stops(comparison: Comparison) -> list[int]:
        """The beginnings of notes, of either melody if the first one is missing."""
        melody = comparison.home or comparison.here
        if melody:
            return [max(0, note.start_ms) for note in melody]
        return [comparison.lasts_ms * step // _STEPS for step in range(_STEPS)]

    def _tell(self, at_ms: int) -> None:
        """What is at a place: a note's time, and how they part there."""
        comparison = self._comparison
        if comparison is None:
            return
        here = [one for one in comparison.partings if one.start_ms <= at_ms < one.end_ms]
        describe(self, dotted(format_ms(at_ms), *map(parting_words, here)))

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still_picture())
        head = self._head()
        if not head.isEmpty():
            painter.fillRect(head, colour("playhead"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.medium)

    def _still_picture(self) -> QPixmap:
        """All but the playhead: painted once for each size, look and comparison."""
        ratio = self.devicePixelRatioF()
        wanted = (self.size().toSizeF() * ratio).toSize()
        if self._still is None or self._still.size() != wanted:
            self._still = clear_picture(self.size(), ratio)
            self._paint_still(QPainter(self._still))
        return self._still

    def _paint_still(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.setBrush(colour("paper"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS.medium, RADIUS.medium)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        area = self._area()
        if self._comparison is not None:
            paint_comparison(painter, area, self._comparison)
            return
        paint_lines(painter, area)
        painter.setFont(text_font(TYPE.body))
        painter.setPen(colour("ink_muted"))
        room = area.adjusted(SPACE.xl, SPACE.s, -SPACE.xl, -SPACE.s)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._words)

    def _area(self) -> QRectF:
        """Inside the frame."""
        return QRectF(self.rect()).adjusted(1, 1, -1, -1)

    def _head(self) -> QRect:
        """Where the playhead is; empty without one."""
        if self._comparison is None or self._at_ms is None:
            return QRect()
        places = places_in(self._area(), self._comparison)
        x = round(places.x_of(self._at_ms)) - _HEAD_PX // 2
        return QRect(x, 1, _HEAD_PX, self.height() - 2)

    def _forget(self) -> None:
        self._still = None
        self.update()
