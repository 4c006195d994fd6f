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
from ui.story_music.ribbon.foot import has_long_titles, has_long_words
from ui.story_music.ribbon.geometry import RibbonLayout, Sizes, content_width
from ui.story_music.ribbon.labels import FeltLabel, felt_labels
from ui.story_music.ribbon.painting import Marked, StillOf, paint_ribbon, sizes_of
from ui.story_music.ribbon.tail import Tail
from ui.story_music.words import bead_in_words, tip_of
from ui.style.theme import theme_signals
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import describe
from ui.widgets.text import plain_tip

_HIGH_PX, _LOW_PX = 284, 220  # without the words below
_OWN_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_P,
    Qt.Key.Key_U,
)  # fmt: skip


class RibbonPicture(QWidget):
    """Columns are the beads, and after them what is covered.

    Signals, each with the place of a column: selected(int), -1 for none; with that of a bead:
    play_requested(int), it alone; chain_requested(int), all from it on; open_requested(int), its
    page. look_requested(): what is covered is to be uncovered for one look.
    """

    selected = Signal(int)
    play_requested = Signal(int)
    chain_requested = Signal(int)
    open_requested = Signal(int)
    look_requested = Signal()

    def __init__(self, still_of: StillOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._still_of = still_of
        self.beads: tuple[Bead, ...] = ()
        self._tail: Tail | None = None
        self._is_small = False
        self.selection = self.sounding = -1
        self._layout: RibbonLayout | None = None
        self._labels: tuple[FeltLabel | None, ...] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("How it deepens"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme_signals().theme_changed.connect(self.forget)

    def show_beads(self, beads: Sequence[Bead], tail: Tail | None) -> None:
        """The selection stays while its column is the same."""
        before, was_tail = self.bead, self.is_at_tail
        self.beads, self._tail = tuple(beads), tail
        self.selection = len(beads) if was_tail and tail is not None else _place_in(beads, before)
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
        self._layout = self._labels = None
        self.setMinimumHeight((_LOW_PX if self._is_small else _HIGH_PX) + round(self._sizes().foot))
        self.update()

    @property
    def bead(self) -> Bead | None:
        """The selected one."""
        return self.beads[self.selection] if 0 <= self.selection < len(self.beads) else None

    @property
    def is_at_tail(self) -> bool:
        """Whether what is covered is selected."""
        return self._tail is not None and self.selection == len(self.beads)

    @property
    def columns(self) -> int:
        return len(self.beads) + (self._tail is not None)

    @property
    def laid_out(self) -> RibbonLayout:
        if self._layout is None:
            size, has_tail = QSizeF(self.size()), self._tail is not None
            self._layout = RibbonLayout(self.beads, size, self._sizes(), has_tail=has_tail)
        return self._layout

    @property
    def labels(self) -> tuple[FeltLabel | None, ...]:
        """What was felt at each bead; without names where there is little room."""
        layout = self.laid_out
        if self._labels is None:
            self._labels = felt_labels(layout, has_names=not self._is_small)
        return self._labels

    def _sizes(self) -> Sizes:
        room = self.width() / max(1, self.columns) - 16
        titles = (bead.at.scene.title for bead in self.beads)
        return sizes_of(
            is_small=self._is_small,
            has_long_words=has_long_words(self.beads, room),
            has_small_titles=has_long_titles(titles, room),
        )

    def told(self, place: int) -> str:
        if place < len(self.beads):
            return bead_in_words(self.beads[place], place, len(self.beads))
        return "" if self._tail is None else self._tail.told()

    def column_rect(self, place: int) -> QRect:
        return self.laid_out.column(place).toAlignedRect()

    # --- keys and mouse -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), self.columns - 1
        to = {
            Qt.Key.Key_Left: max(0, self.selection - 1),
            Qt.Key.Key_Right: min(last, self.selection + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        if not is_bare(event) or not self.columns:
            super().keyPressEvent(event)
        elif to is not None:
            self.select(to)
        elif key == Qt.Key.Key_P and not self.is_at_tail:
            self.chain_requested.emit(max(0, self.selection))
        elif key == Qt.Key.Key_U and self.is_at_tail:
            self._look()
        elif key == Qt.Key.Key_Escape and self.selection >= 0:
            self.select(-1)
        elif key in ENTER_KEYS and self.bead is not None:
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
        if self.is_at_tail:
            self._look()
        elif self._is_played_by(place, event.position()):
            self.play_requested.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.laid_out.place_at(event.position())
        is_bead = 0 <= place < len(self.beads)
        if is_bead and not self._is_played_by(place, event.position()):
            self.open_requested.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.laid_out.place_at(event.position())
        is_bead = 0 <= place < len(self.beads)
        tip = tip_of(self.beads[place], place, len(self.beads)) if is_bead else self.told(place)
        self.setToolTip(plain_tip("" if place < 0 else tip))
        is_pressed = self._is_played_by(place, event.position()) if is_bead else place >= 0
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if is_pressed else arrow)

    def _is_played_by(self, place: int, at: QPointF) -> bool:
        """The bead or its still."""
        layout = self.laid_out
        return layout.bead_box(place).contains(at) or layout.still(place).contains(at)

    def _look(self) -> None:
        if self._tail is not None and not self._tail.is_open:
            self.look_requested.emit()

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
        if self.selection < 0 and self.columns:
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
            self.labels,
        )


def _place_in(beads: Sequence[Bead], wanted: Bead | None) -> int:
    """The same passage can be heard in two scenes."""
    places = (n for n, one in enumerate(beads) if wanted is not None and one.is_same(wanted))
    return next(places, -1)


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
