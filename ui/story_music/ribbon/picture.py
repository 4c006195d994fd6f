"""The ribbon as a widget, and the view that it scrolls in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.core.words import _
from ui.story_music.bead import Bead
from ui.story_music.ribbon.geometry import RibbonLayout, Sizes, content_width
from ui.story_music.ribbon.painting import (
    Marked,
    StillOf,
    Tail,
    has_long_words,
    paint_ribbon,
    sizes_of,
)
from ui.story_music.words import bead_in_words, tip_of
from ui.style.theme import theme_signals
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import describe
from ui.widgets.text import plain_tip

_HIGH_PX, _LOW_PX = 284, 220  # without the words below
_OWN_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_P,
)  # fmt: skip


class RibbonPicture(QWidget):
    """Signals, each with the place of a bead: selected(int), -1 for none; play_requested(int), it
    alone; chain_requested(int), all from it on; open_requested(int), its page.
    """

    selected = Signal(int)
    play_requested = Signal(int)
    chain_requested = Signal(int)
    open_requested = Signal(int)

    def __init__(self, still_of: StillOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._still_of = still_of
        self.beads: tuple[Bead, ...] = ()
        self._tail: Tail | None = None
        self._is_small = False
        self.selection = self.sounding = -1
        self._layout: RibbonLayout | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("How it deepens"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme_signals().theme_changed.connect(self.forget)

    def show_beads(self, beads: Sequence[Bead], tail: Tail | None) -> None:
        """The selection stays while its bead is the same."""
        before = self.beads[self.selection] if self.selection >= 0 else None
        self.beads, self._tail = tuple(beads), tail
        same = (n for n, one in enumerate(beads) if before and one.passage == before.passage)
        self.selection = next(same, -1)
        self._describe()
        self.forget()

    def set_sounding(self, place: int) -> None:
        if place != self.sounding:
            self.sounding = place
            self.update()

    def select(self, place: int) -> None:
        if place == self.selection:
            return
        self.selection = place
        self._describe()
        self.selected.emit(place)
        self.update()

    def set_small(self, is_small: bool) -> None:
        """Where there is little room: smaller beads and stills, and no names of emotions."""
        if is_small != self._is_small:
            self._is_small = is_small
            self.forget()

    def forget(self) -> None:
        """What was laid out."""
        self._layout = None
        self.setMinimumHeight((_LOW_PX if self._is_small else _HIGH_PX) + round(self._sizes().foot))
        self.update()

    @property
    def columns(self) -> int:
        return len(self.beads) + (self._tail is not None)

    @property
    def laid_out(self) -> RibbonLayout:
        if self._layout is None:
            size, has_tail = QSizeF(self.size()), self._tail is not None
            self._layout = RibbonLayout(self.beads, size, self._sizes(), has_tail=has_tail)
        return self._layout

    def _sizes(self) -> Sizes:
        room = self.width() / max(1, self.columns) - 16
        is_long = has_long_words(self.beads, room)
        return sizes_of(is_small=self._is_small, has_long_words=is_long)

    def told(self, place: int) -> str:
        return bead_in_words(self.beads[place], place, len(self.beads))

    def column_rect(self, place: int) -> QRect:
        return self.laid_out.column(place).toAlignedRect()

    # --- keys and mouse -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self.beads) - 1
        to = {
            Qt.Key.Key_Left: max(0, self.selection - 1),
            Qt.Key.Key_Right: min(last, self.selection + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        if not is_bare(event) or not self.beads:
            super().keyPressEvent(event)
        elif to is not None:
            self.select(to)
        elif key == Qt.Key.Key_P:
            self.chain_requested.emit(max(0, self.selection))
        elif key == Qt.Key.Key_Escape and self.selection >= 0:
            self.select(-1)
        elif key in ENTER_KEYS and self.selection >= 0:
            self.open_requested.emit(self.selection)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return True if claims_key(event, _OWN_KEYS) else super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.laid_out.place_at(event.position())
        if place < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self.select(place)
        if self._is_played_by(place, event.position()):
            self.play_requested.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.laid_out.place_at(event.position())
        if place >= 0 and not self._is_played_by(place, event.position()):
            self.open_requested.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.laid_out.place_at(event.position())
        tip = "" if place < 0 else tip_of(self.beads[place], place, len(self.beads))
        self.setToolTip(plain_tip(tip))
        is_played = place >= 0 and self._is_played_by(place, event.position())
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if is_played else arrow)

    def _is_played_by(self, place: int, at: QPointF) -> bool:
        """The bead or its still."""
        layout = self.laid_out
        return layout.bead_box(place).contains(at) or layout.still(place).contains(at)

    def _describe(self) -> None:
        describe(self, "" if self.selection < 0 else self.told(self.selection))
        if self.selection >= 0 and self.hasFocus():
            self._tell_focus()

    def _tell_focus(self) -> None:
        """To screen readers: which bead the keys act on."""
        event = QAccessibleEvent(self, QAccessible.Event.Focus)
        event.setChild(self.selection)
        QAccessible.updateAccessibility(event)

    # --- painting -------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.selection < 0 and self.beads:
            self.select(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.forget()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        marked = Marked(self.selection, self.sounding, self.hasFocus())
        paint_ribbon(
            painter,
            self.laid_out,
            QRectF(event.rect()),
            self._still_of,
            marked,
            self._tail,
            has_names=not self._is_small,
        )


class RibbonView(QScrollArea):
    """Seven beads fit; it scrolls to more of them, and to what is selected."""

    def __init__(self, picture: RibbonPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        # The story runs from left to right whatever the language, as a track does.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        picture.setProperty("surface", "none")
        self.setWidget(picture)
        self.viewport().setAutoFillBackground(False)
        picture.selected.connect(self.show_place)

    def fit(self) -> None:
        wide = content_width(self._picture.columns, float(self.viewport().width()))
        bar = self.horizontalScrollBar().sizeHint().height()
        scrolls = wide > self.viewport().width() + 1
        self._picture.setMinimumWidth(round(wide) if scrolls else 0)
        self.setFixedHeight(self._picture.minimumHeight() + (bar if scrolls else 0))

    def show_place(self, place: int) -> None:
        if place >= 0:
            column = self._picture.column_rect(place)
            middle = column.center()
            self.ensureVisible(middle.x(), 0, column.width() // 2 + 8, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
