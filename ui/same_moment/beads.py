"""How strongly it was felt, by date: each mark a bead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.words import _, dotted, number
from app.emotions.records import MAX_INTENSITY, Emotion
from app.journal.records import JournalItem
from ui.same_moment.words import row_words
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import colour, scaled_px, text_font, theme_signals
from ui.style.tokens import SPACE, TYPE
from ui.timeline.paint.feeling_colours import icon_on_soft, line_of, soft_of
from ui.widgets.painting import describe
from ui.widgets.text import plain_tip
from ui.words.locale import digits

_HIGH_PX, _BEAD_PX, _SCALE_PX, _FOOT_PX = 132, 15, 16, 18
_LEAST_YEAR_PX = 34
_SAME_PX = 2


class Bead(NamedTuple):
    item: JournalItem
    emotion: Emotion | None
    at: QPointF


class BeadPicture(QWidget):
    """Favourites, which have no strength, lie above the strongest. Signal: chosen(str uid)."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[JournalItem, ...] = ()
        self._has_loved = False
        # Of thousands, not again for each move of the mouse. The size is the one they are for.
        self._beads: tuple[QSize, list[Bead]] | None = None
        self._emotion: Callable[[JournalItem], Emotion | None] = lambda _item: None
        self.is_low = False
        self.setAccessibleName(_("How strongly, by date"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self._on_theme_changed)

    def show_items(
        self, items: Sequence[JournalItem], emotion: Callable[[JournalItem], Emotion | None]
    ) -> None:
        told = (row_words(item, emotion(item)) for item in items[-20:])
        describe(self, dotted(*told))
        self.show_beads(items, emotion)

    def show_beads(
        self, items: Sequence[JournalItem], emotion: Callable[[JournalItem], Emotion | None]
    ) -> None:
        self._items, self._emotion = tuple(items), emotion
        self._has_loved = any(item.intensity is None for item in self._items)
        self._beads = None
        self.update()

    def _on_theme_changed(self) -> None:
        """Text of another size makes beads of another size."""
        self._beads = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, scaled_px(_HIGH_PX * (0.75 if self.is_low else 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.sizeHint().height())

    def beads(self) -> list[Bead]:
        """Where each is; the newest last, which is on top. Of those that would cover one another
        only that one: there may be thousands.
        """
        if self._beads is not None and self._beads[0] == self.size():
            return self._beads[1]
        field = self._field()
        seen: dict[tuple[int, int | None, int | None], tuple[JournalItem, float]] = {}
        day: date | None = None
        x = 0.0
        for item in self._items:
            if (its := item.day) != day:  # they come by date
                day, x = its, self._x(its, field)
            seen[round(x / _SAME_PX), item.intensity, item.emotion_id] = item, x
        self._beads = (
            self.size(),
            [
                Bead(item, self._emotion(item), QPointF(x, self._y(item, field)))
                for item, x in seen.values()
            ],
        )
        return self._beads[1]

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bead = self._bead_at(QPointF(event.pos()))
            words = "" if bead is None else row_words(bead.item, bead.emotion)
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_over = self._bead_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bead = self._bead_at(event.position())
        if bead is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(bead.item.uid)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self._field()
        painter.setFont(text_font(TYPE.caption))
        self._paint_scale(painter, field)
        self._paint_years(painter, field)
        for bead in self.beads():
            self._paint_bead(painter, bead)

    def _paint_scale(self, painter: QPainter, field: QRectF) -> None:
        for strength in range(1, MAX_INTENSITY + 1):
            y = self._row_y(strength, field)
            painter.fillRect(QRectF(field.left(), y, field.width(), 1), colour("hairline"))
            if strength in (1, MAX_INTENSITY):
                painter.setPen(colour("ink_muted"))
                words = QRectF(0, y - 10, field.left() - SPACE.s, 20)
                aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(words, int(aligned), number(strength))

    def _paint_years(self, painter: QPainter, field: QRectF) -> None:
        if not self._items:
            return
        next_x = field.right() + scaled_px(_LEAST_YEAR_PX) - 12
        for year in range(self._items[-1].day.year, self._items[0].day.year - 1, -1):
            is_first = year == self._items[0].day.year
            x = field.left() if is_first else self._x(date(year, 1, 1), field)
            if not is_first:
                painter.setPen(QPen(colour("outline"), 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom() + 4))
            if next_x - x >= scaled_px(_LEAST_YEAR_PX):
                painter.setPen(colour("ink_muted"))
                words = QRectF(x + 2, field.bottom() + 2, 80, scaled_px(_FOOT_PX))
                painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), digits(year))
                next_x = x

    @staticmethod
    def _paint_bead(painter: QPainter, bead: Bead) -> None:
        side = scaled_px(_BEAD_PX)
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(bead.at)
        tint = colour("accent").name() if bead.emotion is None else bead.emotion.colour
        name = "heart" if bead.emotion is None else known_icon(bead.emotion.icon)
        painter.setPen(QPen(colour(line_of(tint)), 1))
        painter.setBrush(colour(soft_of(tint)))
        painter.drawEllipse(disc)
        inner = disc.adjusted(side * 0.22, side * 0.22, -side * 0.22, -side * 0.22)
        paint_icon(painter, inner, name, icon_on_soft(tint), filled=bead.emotion is None)

    # --- places ---------------------------------------------------------------------------------

    def _field(self) -> QRectF:
        bead = scaled_px(_BEAD_PX) / 2
        left = scaled_px(_SCALE_PX)
        return QRectF(
            left, bead + 2, self.width() - left - bead - 2, self.height() - scaled_px(_FOOT_PX) - 12
        )

    def _x(self, day: date, field: QRectF) -> float:
        """The first year begins at the left; the last day is at the right."""
        first, last = self._items[0].day, self._items[-1].day
        days = max(1, (last - first).days)
        inset = scaled_px(_BEAD_PX) / 2
        share = min(1.0, max(0.0, (day - first).days / days))
        return field.left() + inset + share * (field.width() - inset)

    def _y(self, item: JournalItem, field: QRectF) -> float:
        strength = MAX_INTENSITY + 1 if item.intensity is None else item.intensity
        return self._row_y(strength, field)

    def _row_y(self, strength: int, field: QRectF) -> float:
        rows = MAX_INTENSITY + (1 if self._has_loved else 0)
        return field.bottom() - (strength - 0.5) * field.height() / rows

    def _bead_at(self, at: QPointF) -> Bead | None:
        reach = scaled_px(_BEAD_PX) / 2 + 1
        near = (
            bead
            for bead in reversed(self.beads())
            if (bead.at - at).manhattanLength() <= reach * 1.5
        )
        return next(near, None)
