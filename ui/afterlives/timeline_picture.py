"""Afterlives on a line of years: a heart for the first hearing, stems with cards by turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.words import _, ngettext
from ui.afterlives.chronology import Chronology, Room, lay_out
from ui.afterlives.life_card import card_height, card_width, link_area, paint_card
from ui.afterlives.links import link_tip
from ui.afterlives.timeline_paint import Look, paint_line
from ui.afterlives.words import date_in_words, life_words
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import describe
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from app.afterlives.records import Afterlife, AfterlivesOf

_HIGH_PX = 280
Key = Qt.Key
_STEPS = {Key.Key_Left: -1, Key.Key_Right: 1}
_OWN = frozenset((Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End))


class TimelinePicture(QWidget):
    """Arrows walk, whether or not there is room for a card.

    Signals: chosen(int echo id); opened(int echo id), Enter or a double click; link_requested(int
    echo id), a click on its sign; menu_requested(int echo id, QPoint global); removal_requested(int
    echo id).
    """

    chosen = Signal(int)
    opened = Signal(int)
    link_requested = Signal(int)
    menu_requested = Signal(int, QPoint)
    removal_requested = Signal(int)

    def __init__(self, find: FindPicture = no_pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._lives: tuple[Afterlife, ...] = ()
        self._first_heard = ""
        self._place: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Afterlives by year"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.updateGeometry)

    def show_lives(self, shown: AfterlivesOf, lives: Sequence[Afterlife]) -> None:
        """lives: of those shown, the ones that are wanted."""
        before = self.chosen_id
        self._lives = tuple(lives)
        heard = shown.first_heard
        self._first_heard = "" if heard is None else heard.day.isoformat()
        self._place = self._place_of(before)
        self._tell()
        self.update()

    @property
    def chosen_id(self) -> int | None:
        return None if self._place is None else self._lives[self._place].echo.id

    def choose(self, echo_id: int | None) -> None:
        """Without a signal."""
        self._place = self._place_of(echo_id)
        self._tell()
        self.update()

    def laid_out(self) -> Chronology:
        edge = float(SPACE.l)
        left = edge + scaled_px(52) if self._first_heard else edge + scaled_px(36)
        wide = float(card_width())
        room = Room(
            left,
            max(left + 1, self.width() - edge - scaled_px(76)),
            edge,
            self.width() - edge,
            wide,
            near=float(scaled_px(14)),
        )
        dates = [one.echo.date for one in self._lives]
        return lay_out(dates, self._first_heard, room, self._place)

    def card_rect(self, echo_id: int) -> QRectF | None:
        """Where its card is; None while there is no room for one."""
        place = self._place_of(echo_id)
        return None if place is None else self._rects(self.laid_out()).get(place)

    # --- room -----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        high = 2 * card_height() + scaled_px(_HIGH_PX - 2 * 76)
        return QSize(scaled_px(900), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(card_width() + 2 * SPACE.l, self.sizeHint().height())

    def _look(self) -> Look:
        middle = scaled_px(36) + card_height() + scaled_px(28)
        return Look(float(middle), float(scaled_px(28)))

    def _rects(self, chronology: Chronology) -> dict[int, QRectF]:
        look, high = self._look(), card_height()
        return {
            one.place: QRectF(
                one.left,
                look.middle - look.stem - high if one.is_above else look.middle + look.stem,
                card_width(),
                high,
            )
            for one in chronology.placed
            if one.left is not None
        }

    # --- keys and mouse -------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self._tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return claims_key(event, _OWN) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Key(event.key()), len(self._lives) - 1
        if not is_bare(event) or last < 0:
            super().keyPressEvent(event)
        elif key in _STEPS:
            here = -1 if self._place is None and key is Key.Key_Right else self._place or 0
            self._go_to(min(last, max(0, here + _STEPS[key])))
        elif key in (Key.Key_Home, Key.Key_End):
            self._go_to(0 if key is Key.Key_Home else last)
        elif self.chosen_id is None:
            super().keyPressEvent(event)
        elif key in ENTER_KEYS:
            self.opened.emit(self.chosen_id)
        elif key in (Key.Key_Delete, Key.Key_Backspace):
            self.removal_requested.emit(self.chosen_id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if event.button() == Qt.MouseButton.LeftButton and (link := self._link_at(at)) is not None:
            self.link_requested.emit(self._lives[link].echo.id)
            return
        place = self._place_at(at)
        if place is not None:
            self._go_to(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None and self._link_at(event.position()) is None:
            self.opened.emit(self._lives[place].echo.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_over = self._place_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place, at = self._place, self.mapToGlobal(self.rect().center())
        else:
            place, at = self._place_at(QPointF(event.pos())), event.globalPos()
        if place is not None:
            self._go_to(place)
            self.menu_requested.emit(self._lives[place].echo.id, at)

    def _go_to(self, place: int) -> None:
        if place == self._place:
            return
        self._place = place
        self._tell()
        self.update()
        self.chosen.emit(self._lives[place].echo.id)

    def _tell(self) -> None:
        if self._place is not None:
            describe(self, life_words(self._lives[self._place]))
        else:
            describe(self, ngettext("1 afterlife", "{n} afterlives", len(self._lives)))

    def _place_of(self, echo_id: int | None) -> int | None:
        ids = [one.echo.id for one in self._lives]
        return next((n for n, one in enumerate(ids) if one == echo_id), None)

    def _place_at(self, at: QPointF) -> int | None:
        """The card under a point; of a dot, the next one after what is chosen."""
        chronology = self.laid_out()
        for place, rect in self._rects(chronology).items():
            if rect.contains(at):
                return place
        look = self._look()
        if abs(at.y() - look.middle) > scaled_px(12):
            return None
        near = [dot for dot in chronology.dots if abs(dot.x - at.x()) <= scaled_px(12)]
        if not near:
            return None
        places = min(near, key=lambda dot: abs(dot.x - at.x())).places
        later = [n for n in places if self._place is not None and n > self._place]
        return later[0] if later and self._place in places else places[0]

    def _link_at(self, at: QPointF) -> int | None:
        for place, rect in self._rects(self.laid_out()).items():
            if self._lives[place].echo.link and link_area(rect, self.layoutDirection()).contains(
                at
            ):
                return place
        return None

    def _tip_at(self, at: QPointF) -> str:
        link = self._link_at(at)
        if link is not None:
            return link_tip(self._lives[link].echo.link)
        chronology, look = self.laid_out(), self._look()
        place = self._place_at(at)
        if place is None:
            heart_x = chronology.heart_x
            is_there = heart_x is not None and abs(heart_x - at.x()) <= scaled_px(18)
            is_near = is_there and abs(at.y() - look.middle) <= scaled_px(18)
            day = date_in_words(self._first_heard)
            return _("First heard {day}.", day=day) if is_near else ""
        if abs(at.y() - look.middle) <= scaled_px(12):
            group = next((dot.places for dot in chronology.dots if place in dot.places), (place,))
            return "\n".join(life_words(self._lives[n]) for n in group)
        life = self._lives[place]
        lines = [life_words(life)]
        if life.echo.note:
            lines.append(life.echo.note)
        if life.echo.link:
            lines.append(link_tip(life.echo.link))
        return "\n".join(lines)

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        chronology = self.laid_out()
        rects = self._rects(chronology)
        paint_line(
            painter, self.rect(), chronology, self._lives, self._look(), rects, self._place,
            self._first_heard,
        )  # fmt: skip
        for place, rect in rects.items():
            paint_card(
                painter,
                rect,
                self._lives[place],
                self._find,
                self.layoutDirection(),
                is_chosen=place == self._place,
                has_focus=self.hasFocus(),
            )
