"""A year as twelve small months, each day in the colour and pattern of its leading emotion."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.words import _
from app.emotions.records import Emotion
from app.journal.records import DayOfFeelings, YearOfFeelings
from ui.emotions.swatch import CORNER, paint_swatch, strength_of
from ui.journal.day_words import day_summary
from ui.journal.words import FindEmotion
from ui.journal.year_grid import CELL_PX, YearGrid
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import TYPE
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.mirror import Mirror
from ui.widgets.painting import describe, draw_focus_ring
from ui.widgets.text import plain_tip
from ui.words.dates import month_name, today, weekday_letter
from ui.words.locale import digits, first_weekday

_ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_DAY_KEYS = frozenset(
    (*_ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
)


class YearCalendar(QWidget):
    """A click or Enter chooses a day; arrows move by days, Page Up and Down by months, Home and End
    to the ends of the year. Its months and weeks run from where the window reads.

    Signals: day_chosen(date); year_wanted(int), when the keyboard leaves the year.
    """

    day_chosen = Signal(object)
    year_wanted = Signal(int)

    def __init__(self, find: FindEmotion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._year = YearOfFeelings(today().year, ())
        self._days: dict[date, DayOfFeelings] = {}
        self._here = today()
        self._chosen: date | None = None
        self._grid = YearGrid(self._year.year, first_weekday())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Calendar of emotions"))
        theme_signals().theme_changed.connect(self.update)

    # --- what is shown --------------------------------------------------------------------------

    def show_year(self, year: YearOfFeelings) -> None:
        self._year = year
        self._grid = replace(self._grid, year=year.year)
        self._days = {day.day: day for day in year.days}
        if self._here.year != year.year:
            now = today()
            self._here = now if now.year == year.year else date(year.year, 1, 1)
        self._tell()
        self.update()

    def show_chosen(self, day: date | None) -> None:
        """The day the list is filtered by."""
        self._chosen = day
        self.update()

    def here(self) -> date:
        """The day the keyboard is on."""
        return self._here

    def go_to(self, day: date) -> None:
        self._here = day
        if day.year != self._year.year:
            self.year_wanted.emit(day.year)
        self._tell()
        self.update()

    def day_at(self, at: QPoint) -> date | None:
        return self._grid.day_at(self._mirror().laid_out(QPointF(at)))

    def day_rect(self, day: date) -> QRectF:
        return self._mirror().seen(self._grid.day_rect(day))

    def _mirror(self) -> Mirror:
        """The grid is laid out from the left."""
        return Mirror(QRectF(self.rect()), self.layoutDirection())

    def leading_emotions(self) -> list[Emotion]:
        """The emotions that lead a day of the year, the most frequent first."""
        led = [day.leading_emotion for day in self._year.days if day.leading_emotion is not None]
        return [self._find(emotion) for emotion in sorted(set(led), key=lambda e: -led.count(e))]

    # --- Qt -------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return self._grid.size()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self._summary(day) if day else ""), self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and _moves_between_days(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            turned = self.isRightToLeft() and key in _SIDEWAYS
            self.go_to(self._here + timedelta(-_ARROWS[key] if turned else _ARROWS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go_to(_month_away(self._here, 1 if key == Qt.Key.Key_PageDown else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            is_home = key == Qt.Key.Key_Home
            self.go_to(date(self._year.year, *((1, 1) if is_home else (12, 31))))
        elif key in ENTER_KEYS:
            self.day_chosen.emit(self._here)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(day)
            self.day_chosen.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        on_day = day is not None and day in self._days
        self.setCursor(Qt.CursorShape.PointingHandCursor if on_day else Qt.CursorShape.ArrowCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_head(painter, month)
        for day in self._grid.days():
            self._paint_day(painter, day)
        if self.hasFocus() and self._here.year == self._year.year:
            draw_focus_ring(painter, self.day_rect(self._here).adjusted(-3, -3, 3, 3), 5)

    # --- painting -------------------------------------------------------------------------------

    def _paint_head(self, painter: QPainter, month: int) -> None:
        origin, seen = self._grid.month_origin(month), self._mirror().seen
        line = QFontMetricsF(text_font(TYPE.caption)).height()
        painter.setFont(text_font(TYPE.caption, strong=True))
        painter.setPen(colour("ink"))
        painter.drawText(
            seen(QRectF(origin.x(), origin.y(), self._grid.month_size().width(), line)),
            Qt.AlignmentFlag.AlignLeft,
            month_name(month),
        )
        painter.setFont(text_font(TYPE.caption * 0.84))
        painter.setPen(colour("ink_muted"))
        for column in range(7):
            letter = weekday_letter((self._grid.first_weekday + column) % 7)
            left = origin.x() + column * self._grid.pitch()
            cell = QRectF(left, origin.y() + line + 2, scaled_px(CELL_PX), line)
            painter.drawText(seen(cell), Qt.AlignmentFlag.AlignCenter, letter)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        rect, held, now = self.day_rect(day), self._days.get(day), today()
        painter.setPen(Qt.PenStyle.NoPen)
        if day <= now:
            painter.setBrush(colour("pressed" if held is None else "raised"))
            if held is None:
                painter.setOpacity(0.55)
            painter.drawRoundedRect(rect, CORNER, CORNER)
            painter.setOpacity(1)
        else:
            painter.setPen(QPen(colour("hairline"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        if held is not None:
            self._paint_held(painter, rect, held)
        if day == self._chosen:
            painter.setPen(QPen(colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), CORNER + 1, CORNER + 1)
        elif day == now:
            painter.setPen(QPen(colour("ink_muted"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), CORNER + 1, CORNER + 1)

    def _paint_held(self, painter: QPainter, rect: QRectF, held: DayOfFeelings) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if held.leading_emotion is not None:
            emotion = self._find(held.leading_emotion)
            strength = strength_of(sum(held.by_emotion.values()))
            paint_swatch(painter, rect, emotion.colour, emotion.pattern, strength)
            return
        painter.setBrush(colour("accent_soft" if held.marks or held.entries else "pressed"))
        painter.drawRoundedRect(rect, CORNER, CORNER)
        painter.setBrush(colour("accent" if held.marks or held.entries else "ink_faint"))
        painter.drawEllipse(rect.center(), 2, 2)

    def _summary(self, day: date) -> str:
        return day_summary(self._days.get(day, DayOfFeelings(day)), self._find)

    def _tell(self) -> None:
        year = digits(self._year.year)
        self.setAccessibleName(_("Calendar of emotions, {year}", year=year))
        describe(self, self._summary(self._here))


def _month_away(day: date, step: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _moves_between_days(event: QEvent) -> bool:
    """The window's arrows seek in the music; here they move between days."""
    return (
        isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _DAY_KEYS and not event.modifiers()
    )
