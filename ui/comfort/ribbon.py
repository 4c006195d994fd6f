"""A path as a ribbon: its height is arousal, its colours are the feelings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _
from ui.comfort.ribbon_layout import RibbonLayout
from ui.comfort.words import minute_mark, moment_in_words, place_of, words_of
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import colour, current_theme, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.timeline.paint.feeling_colours import fill_of, line_of
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import describe, draw_focus_ring
from ui.widgets.text import elided, plain_tip
from ui.widgets.text_lines import paint_lines

if TYPE_CHECKING:
    from app.comfort.records import ComfortMoment, ComfortPath
    from app.core.ids import EmotionId
    from app.emotions.records import Emotion

_DISC_PX, _FIELD_PX, _FIELD_LOW_PX = 24, 148, 96
_ROOMY_PX = 104  # of a column; in a narrower one are only the minute and the words
_WORD_LINES = 2
_TO_COME, _HEARD = 0.24, 0.62  # of a feeling's colour
_OWN_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space,
    Qt.Key.Key_Delete, Qt.Key.Key_R,
)  # fmt: skip


class PathRibbon(QWidget):
    """Left and Right go from station to station, Space plays from there, Delete leaves it out, R
    tries another, Enter opens it, Ctrl+Enter its day.

    Signals, each with the place of a station: play_requested(int); left_out(int); exchanged(int);
    opened(int); day_opened(int); lit(int), -1 for none.
    """

    play_requested = Signal(int)
    left_out = Signal(int)
    exchanged = Signal(int)
    opened = Signal(int)
    day_opened = Signal(int)
    lit = Signal(int)

    def __init__(self, find: Callable[[EmotionId], Emotion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._moments: tuple[ComfortMoment, ...] = ()
        self._starts_ms: tuple[int, ...] = ()
        self.selection = self.sounding = self._pointed = -1
        self._share = 0.0
        self._is_playing = False
        self._is_low = False
        self._layout: RibbonLayout | None = None
        # Time runs from left to right whatever the language, as in a track.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The path"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self._forget)

    def show_path(self, path: ComfortPath) -> None:
        self._moments, self._starts_ms = path.moments, path.starts_ms
        self.selection = min(self.selection, len(self._moments) - 1)
        self._describe()
        self._forget()

    def show_heard(self, place: int, share: float, *, is_playing: bool) -> None:
        """place: of the station that is heard, -1 for none; share: how much of it was."""
        before = self._laid.heard_x(self.sounding, self._share)
        changed = (place, is_playing) != (self.sounding, self._is_playing)
        self.sounding, self._share, self._is_playing = place, share, is_playing
        if changed or abs(self._laid.heard_x(place, share) - before) >= 0.5:
            self.update()

    def set_low(self, is_low: bool) -> None:
        if is_low != self._is_low:
            self._is_low = is_low
            self._forget()

    @property
    def many(self) -> int:
        return len(self._moments)

    def sizeHint(self) -> QSize:
        field = scaled_px(_FIELD_LOW_PX if self._is_low else _FIELD_PX)
        return QSize(scaled_px(320), round(field + self._foot_px()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def select(self, place: int) -> None:
        if place != self.selection:
            self.selection = place
            self._describe()
            self.lit.emit(place)
            self.update()

    # --- hands ----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return True if claims_key(event, _OWN_KEYS) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last, at = Qt.Key(event.key()), self.many - 1, self.selection
        to = {
            Qt.Key.Key_Left: max(0, at - 1),
            Qt.Key.Key_Right: min(last, at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        asked = {
            Qt.Key.Key_Space: self.play_requested,
            Qt.Key.Key_Delete: self.left_out,
            Qt.Key.Key_R: self.exchanged,
        }.get(key)
        if at < 0 or (event.isAutoRepeat() and to is None):
            super().keyPressEvent(event)
        elif key in ENTER_KEYS:
            is_day = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.day_opened if is_day else self.opened).emit(at)
        elif to is not None and is_bare(event):
            self.select(to)
        elif asked is not None and is_bare(event):
            asked.emit(at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._laid.place_at(event.position().x())
        if place < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus()
        self.select(place)
        if self._laid.disc(place).contains(event.position()):
            self.play_requested.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._laid.place_at(event.position().x())
        if place >= 0 and not self._laid.disc(place).contains(event.position()):
            self.opened.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._laid.place_at(event.position().x())
        self.setToolTip(plain_tip("" if place < 0 else self._told(place)))
        is_play = place >= 0 and self._laid.disc(place).contains(event.position())
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if is_play else arrow)
        self._point_at(place)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.selection < 0 and self.many:
            self.select(0)
        self.lit.emit(self.selection)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lit.emit(-1)
        self.update()

    def _point_at(self, place: int) -> None:
        if place != self._pointed:
            self._pointed = place
            self.lit.emit(self.selection if place < 0 and self.hasFocus() else place)
            self.update()

    # --- words ----------------------------------------------------------------------------------

    def _emotion(self, place: int) -> Emotion:
        emotion_id = self._moments[place].item.emotion_id
        assert emotion_id is not None
        return self._find(emotion_id)

    def _told(self, place: int) -> str:
        words = moment_in_words(self._moments[place], self._emotion(place))
        # Translators: a station of a path: when it begins, and what it is
        return _("At {time}: {what}", time=minute_mark(self._starts_ms[place]), what=words)

    def _describe(self) -> None:
        describe(self, self._told(self.selection) if 0 <= self.selection < self.many else "")

    # --- room -----------------------------------------------------------------------------------

    @property
    def _laid(self) -> RibbonLayout:
        if self._layout is None:
            arousals = [self._emotion(n).arousal for n in range(self.many)]
            size = float(self.width()), float(self.height())
            self._layout = RibbonLayout(arousals, *size, self._foot_px(), scaled_px(_DISC_PX))
        return self._layout

    @property
    def _is_roomy(self) -> bool:
        return self.width() / max(1, self.many) >= scaled_px(_ROOMY_PX)

    def _foot_px(self) -> float:
        caption = QFontMetricsF(text_font(TYPE.caption)).lineSpacing()
        return (3 + _WORD_LINES) * caption + 2 * SPACE.s

    def _forget(self) -> None:
        self._layout = None
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout = None

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.many:
            return
        laid = self._laid
        self._paint_selected(painter, laid)
        painter.fillPath(laid.field, self._gradient(_TO_COME))
        heard = QRectF(0, 0, laid.heard_x(self.sounding, self._share), laid.bottom)
        if heard.width() > 0:
            painter.save()
            painter.setClipRect(heard, Qt.ClipOperation.IntersectClip)
            painter.fillPath(laid.field, self._gradient(_HEARD))
            painter.restore()
            painter.setPen(QPen(colour("playhead"), 2))
            painter.drawLine(heard.topRight(), heard.bottomRight())
        painter.strokePath(laid.line, QPen(self._gradient(1.0), 2.5))
        for place in range(self.many):
            self._paint_station(painter, laid.disc(place), place)
            self._paint_foot(painter, laid, place)
        if self.hasFocus() and 0 <= self.selection < self.many:
            draw_focus_ring(painter, self._column(laid, self.selection), RADIUS.small)

    def _column(self, laid: RibbonLayout, place: int) -> QRectF:
        column = laid.column(place)
        column.setBottom(self.height())
        return column

    def _paint_selected(self, painter: QPainter, laid: RibbonLayout) -> None:
        for place in {self._pointed, self.selection if self.hasFocus() else -1}:
            if 0 <= place < self.many:
                shade = colour("hover" if place == self._pointed else "selection")
                shade.setAlphaF(0.6)
                painter.fillRect(self._column(laid, place), shade)

    def _gradient(self, share: float) -> QLinearGradient:
        laid = self._laid
        gradient = QLinearGradient(0, 0, laid.wide, 0)
        for place, at in enumerate(laid.points):
            hue = self._emotion(place).colour
            shade = QColor(fill_of(hue) if share < 1 else line_of(hue))
            shade.setAlphaF(share)
            gradient.setColorAt(at.x() / max(1.0, laid.wide), shade)
        return gradient

    def _paint_station(self, painter: QPainter, disc: QRectF, place: int) -> None:
        emotion, is_on = self._emotion(place), place == self.sounding
        shade = QColor(line_of(emotion.colour))
        painter.setPen(QPen(shade, 2))
        painter.setBrush(colour("accent" if is_on else "raised"))
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        glyph = QRectF(0, 0, disc.width() * 0.56, disc.height() * 0.56)
        glyph.moveCenter(disc.center())
        if is_on or place == self._pointed:
            name = "pause" if is_on and self._is_playing else "play"
            ink = "on_accent" if is_on else "ink"
            paint_icon(painter, glyph, name, ink, filled=True)
        else:
            ink = seen_on(fill_of(emotion.colour), current_theme().raised, 4.5)
            paint_icon(painter, glyph, known_icon(emotion.icon), ink)

    def _paint_foot(self, painter: QPainter, laid: RibbonLayout, place: int) -> None:
        moment, emotion = self._moments[place], self._emotion(place)
        font, strong = text_font(TYPE.caption), text_font(TYPE.caption, strong=True)
        caption = QFontMetricsF(font).lineSpacing()
        left = place * laid.column_px + SPACE.xs
        line = QRectF(left, laid.bottom + SPACE.s, laid.column_px - SPACE.s, caption)
        self._write(painter, line, minute_mark(self._starts_ms[place]), "ink_muted")
        line.translate(0, caption)
        painter.setPen(colour("ink"))
        paint_lines(painter, line, words_of(moment, emotion), strong, _WORD_LINES)
        if self._is_roomy:
            line.translate(0, _WORD_LINES * caption)
            self._write(painter, line, place_of(moment), "ink_muted")
            line.translate(0, caption)
            ink = seen_on(fill_of(emotion.colour), current_theme().raised, 4.5)
            self._write(painter, line, emotion.name, ink)

    def _write(self, painter: QPainter, line: QRectF, text: str, ink: str) -> None:
        painter.setFont(text_font(TYPE.caption))
        painter.setPen(colour(ink))
        shown = elided(text, QFontMetricsF(painter.font()), line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
