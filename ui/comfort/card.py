"""One moment of the shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
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
from ui.comfort.looks import paint_look
from ui.comfort.moment_menu import Offer, open_menu
from ui.comfort.painted_words import paint_place, paint_words
from ui.comfort.words import moment_in_words, why_here, words_of
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import colour, current_theme, scaled_px, text_font, theme_signals
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.timeline.paint.feeling_colours import fill_of
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_button import PressButton
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from app.comfort.records import ComfortMoment
    from app.emotions.records import Emotion
    from ui.scenes.moment_stills import MomentStills

WIDE_PX, WIDEST_PX = 220, 300
_STILL_PX, _PLAY_PX, _ICON_PX, _DOT_PX, _DOTS = 112, 40, 16, 3.5, 5
_MOST_LINES = 3
_SPACE = (Qt.Key.Key_Space,)


class MomentCard(PressButton):
    """Its own words are the largest of it. A click or Space plays it, Enter opens it on its
    timeline, Ctrl+Enter opens its day.

    Signals: play_requested(); opened(); day_opened().
    """

    play_requested = Signal()
    opened = Signal()
    day_opened = Signal()

    def __init__(
        self,
        moment: ComfortMoment,
        emotion: Emotion,
        stills: MomentStills,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stills = stills
        self.is_sounding = False
        self.show_moment(moment, emotion)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()
        self.clicked.connect(self.play_requested)
        stills.ready.connect(self.update)
        theme_signals().theme_changed.connect(self._fit)

    def show_moment(self, moment: ComfortMoment, emotion: Emotion) -> None:
        """Another one, perhaps, in the same place of the shelf."""
        self.moment, self._emotion = moment, emotion
        self.setAccessibleName(moment_in_words(moment, emotion))
        self.setToolTip(plain_tip(moment_in_words(moment, emotion)))
        self.update()

    def set_sounding(self, is_sounding: bool) -> None:
        if is_sounding != self.is_sounding:
            self.is_sounding = is_sounding
            self.update()

    def sizeHint(self) -> QSize:
        lead = QFontMetricsF(text_font(TYPE.lead)).lineSpacing()
        caption = QFontMetricsF(text_font(TYPE.caption)).lineSpacing()
        words = _MOST_LINES * lead + 2 * caption
        high = scaled_px(_STILL_PX) + scaled_px(_ICON_PX) + words + 2 * SPACE.m + 2 * SPACE.s
        return QSize(scaled_px(WIDE_PX), round(high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _fit(self) -> None:
        self.setMaximumWidth(scaled_px(WIDEST_PX))
        self.updateGeometry()

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return True if claims_key(event, _SPACE) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_first = Qt.Key(event.key()), not event.isAutoRepeat()
        if key == Qt.Key.Key_Space and is_first:
            self.play_requested.emit()
        elif key in ENTER_KEYS and is_first:
            is_day = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.day_opened if is_day else self.opened).emit()
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_menu(
            self,
            event.globalPos(),
            Offer(_("Play"), "play", "Space", self.play_requested.emit),
            Offer(_("Show on the timeline"), "audio-lines", "Enter", self.opened.emit),
            Offer(_("Open its day"), "calendar-days", "Ctrl+Enter", self.day_opened.emit),
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS.large, RADIUS.large)
        painter.fillPath(shape, colour("hover" if self.underMouse() else "raised"))
        still = QRectF(box.left(), box.top(), box.width(), scaled_px(_STILL_PX))
        upper = QPainterPath()
        upper.addRect(still)
        item = self.moment.item
        image = self._stills.image(item.scenes, item.track)
        paint_look(painter, still, shape.intersected(upper), image, self._emotion)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        self._paint_words(painter, still.bottom())
        self._paint_play(painter, still)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.large)

    def _paint_play(self, painter: QPainter, still: QRectF) -> None:
        side = scaled_px(_PLAY_PX)
        is_on = self.is_sounding or self.underMouse()
        left = SPACE.m if self._reads_from_right() else still.right() - side - SPACE.m + 1
        disc = QRectF(left, still.bottom() - side / 2, side, side)
        painter.setPen(QPen(colour("accent" if is_on else "hairline"), 1))
        painter.setBrush(colour("accent" if is_on else "raised"))
        painter.drawEllipse(disc)
        glyph = QRectF(0, 0, side * 0.46, side * 0.46)
        glyph.moveCenter(disc.center())
        name = "pause" if self.is_sounding else "play"
        paint_icon(painter, glyph, name, "on_accent" if is_on else "ink", filled=True)

    def _paint_words(self, painter: QPainter, top: float) -> None:
        room = QRectF(SPACE.l, top + SPACE.m, self.width() - 2 * SPACE.l, 0)
        room.setBottom(self.height() - SPACE.m)
        room.setTop(room.top() + self._paint_felt(painter, room) + SPACE.s)
        lead = text_font(TYPE.lead)
        line = QRectF(room.left(), room.top(), room.width(), QFontMetricsF(lead).lineSpacing())
        at_right = self._reads_from_right()
        words = words_of(self.moment, self._emotion)
        paint_words(painter, line, words, lead, "ink", most=_MOST_LINES, at_right=at_right)
        small, strong = text_font(TYPE.caption), text_font(TYPE.caption, strong=True)
        caption = QFontMetricsF(small).lineSpacing()
        foot = QRectF(room.left(), room.bottom() - 2 * caption, room.width(), caption)
        paint_place(painter, foot, self.moment, strong, "ink", at_right=at_right)
        foot.translate(0, caption)
        why = why_here(self.moment)
        paint_words(painter, foot, why, small, "ink_muted", at_right=at_right)

    def _paint_felt(self, painter: QPainter, room: QRectF) -> float:
        """The emotion's icon and five dots; how high they are."""
        side = scaled_px(_ICON_PX)
        ink = seen_on(fill_of(self._emotion.colour), current_theme().raised, 4.5)
        step = -1 if self._reads_from_right() else 1
        start = room.right() if step < 0 else room.left()
        at = QRectF(start - (side if step < 0 else 0), room.top(), side, side)
        paint_icon(painter, at, known_icon(self._emotion.icon), ink)
        radius = scaled_px(10) * _DOT_PX / 10
        for dot in range(_DOTS):
            is_on = dot < (self.moment.item.intensity or 0)
            painter.setPen(QPen(QColor(ink) if is_on else colour("outline"), 1.2))
            painter.setBrush(QColor(ink) if is_on else QColor(0, 0, 0, 0))
            x = start + step * (side + SPACE.s + radius + dot * scaled_px(10))
            painter.drawEllipse(QPointF(x, room.top() + side / 2), radius, radius)
        return side

    def _reads_from_right(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft
