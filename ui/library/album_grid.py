"""The albums as a grid of covers; the tracks of one are in a panel under its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.core.words import _
from ui.library.album_click import AlbumClick, Key
from ui.library.grid_cell import ALBUM
from ui.library.grid_walk import GridWalk
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space
from ui.widgets.letter_jump import LetterJump

if TYPE_CHECKING:
    from app.library.records import Album
    from ui.library.album_panel import AlbumPanel
    from ui.library.grid_cell import GridCell
    from ui.library.grid_model import GridModel

AnyIndex = QModelIndex | QPersistentModelIndex
_NARROW_PX = 920  # of the grid; a window of 1000 pixels
_COVER_PX = 176
_SMALL_PX = 144
_AFTER_STEP_MS, _HELD_MS = 20, 80  # more while an arrow is held: until it rests


class AlbumGrid(QListView):
    """Signals: album_chosen(Album | None), by walking; opened(Album | None), by Enter or a click,
    or closed again; play_requested(Album), the button on its cover; top_left(), Up on the first
    row.
    """

    album_chosen = Signal(object)
    opened = Signal(object)
    play_requested = Signal(object)
    top_left = Signal()

    def __init__(
        self, model: GridModel, cell: GridCell, panel: AlbumPanel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._albums = model
        self._cell = cell
        self._panel = panel
        self._open: Key | None = None
        self._chosen: Key | None = None
        self._click = AlbumClick()
        self._walk = GridWalk(self, model, self._columns, self.top_left.emit)
        self._letters = LetterJump(self)
        # With thousands of albums, making room for the panel takes longer than a frame: the step is
        # painted before.
        self._follow = QTimer(self, singleShot=True, interval=_AFTER_STEP_MS)
        self._follow.timeout.connect(self._take_panel_along)
        self.setModel(model)
        self.setItemDelegate(cell)
        cell.setParent(self)
        panel.setParent(self.viewport())
        panel.hide()
        self.setProperty("variant", "plain")
        leave_space(self)
        self.setAccessibleName(_("Albums"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme_signals().theme_changed.connect(self._on_theme_changed)
        model.modelReset.connect(self._on_reset)

    # --- what is open ---------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        return self._open is not None

    @property
    def open_one(self) -> Album | None:
        place = self._albums.place_of(self._open)
        return None if place is None else self._albums.albums[place]

    def open_album(self, key: Key | None) -> None:
        """Shows its panel; None closes it."""
        place = self._albums.place_of(key)
        self._open = key if place is not None else None
        self._put_panel()
        index = self._index_of(place) if place is not None else QModelIndex()
        self.opened.emit(index.data(ALBUM) if index.isValid() else None)
        if place is not None:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def choose(self, key: Key | None) -> None:
        """That album, else the first."""
        place = self._albums.place_of(key)
        if self._albums.count:
            self.setCurrentIndex(self._index_of(place or 0))

    def fit_panel(self) -> None:
        """Its content is another, and may need another height."""
        needed_px = self._panel_height()
        if self._albums.panel is not None and needed_px != self._cell.panel_size.height():
            self.scheduleDelayedItemsLayout()

    def _put_panel(self) -> None:
        place = self._albums.place_of(self._open)
        item = None
        if place is not None and not self._is_alone():
            item = min((place // self._columns() + 1) * self._columns(), self._albums.count)
        self._cell.panel_item = item
        self._albums.put_panel(item)
        self._panel.set_alone(self._is_alone())
        self._panel.setVisible(place is not None)
        self._place_panel()

    def _place_panel(self) -> None:
        if self._albums.panel is not None:
            area = self.visualRect(self._albums.index(self._albums.panel))
            self._panel.setGeometry(area.adjusted(0, SPACE.s, 0, -SPACE.m))
        elif self.is_open:
            self._panel.setGeometry(self.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self.is_open and self._is_alone()):  # else they would show at its round corners
            super().paintEvent(event)

    def _is_alone(self) -> bool:
        """In a narrow window the panel takes the place of the covers, and a step leads back."""
        return self._room() < scaled_px(_NARROW_PX)

    def _show_panel(self, key: Key | None) -> None:
        self.open_album(key)
        if self.is_open and self._is_alone():
            self._panel.take_keyboard()

    def leave_panel(self) -> None:
        """Up from its first track: to the covers, or to the button that leads back to them."""
        if self.is_open and self._is_alone():
            self._panel.back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """For the panel: the keys are the covers' again."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.open_album(None)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_panel()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_panel()

    # --- what is walked -------------------------------------------------------------------------

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        album = current.data(ALBUM) if current.isValid() else None
        if album is not None and album.key != self._chosen:
            self._chosen = album.key
            if self.is_open:
                self._follow.start()
            else:
                self.album_chosen.emit(album)

    def _take_panel_along(self) -> None:
        place = self._albums.place_of(self._chosen)
        if place is not None:
            self.album_chosen.emit(self._albums.albums[place])
            if self.is_open and self._chosen != self._open:
                self.open_album(self._chosen)

    def _catch_up(self) -> None:
        """The panel is meant to be at the album that was walked to."""
        if self._follow.isActive():
            self._follow.stop()
            self._take_panel_along()

    def event(self, event: QEvent) -> bool:
        """Letters jump to an album, also those that are a shortcut elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if not held and event.text().isalnum():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        album = self.currentIndex().data(ALBUM) if self.currentIndex().isValid() else None
        key, step = event.key(), self._walk.step(event)
        if not step:
            self._catch_up()
        if key in ENTER_KEYS and album is not None:
            self._show_panel(None if album.key == self._open else album.key)
        elif key == Qt.Key.Key_Escape and self.is_open:
            self.open_album(None)
        elif step:
            self._follow.setInterval(_HELD_MS if event.isAutoRepeat() else _AFTER_STEP_MS)
            self._walk.go(step)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        self._letters.jump(search)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._catch_up()
        open_before = self._open
        super().mousePressEvent(event)
        self._click.press(self._album_at(event), open_before)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        album, index = self._album_at(event), self.indexAt(event.position().toPoint())
        is_click = self._click.release(album)
        if album is None or not is_click or event.button() != Qt.MouseButton.LeftButton:
            return
        self._catch_up()
        if self._cell.is_on_play(self.visualRect(index), event.position().toPoint()):
            self.play_requested.emit(album)
        else:
            self._show_panel(self._click.to_open(album))

    def _album_at(self, event: QMouseEvent) -> Album | None:
        index = self.indexAt(event.position().toPoint())
        album: Album | None = index.data(ALBUM) if index.isValid() else None
        return album

    # --- sizes ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """As many covers in a row as have room."""
        room = self._room()
        self._cell.side = scaled_px(_SMALL_PX if self._is_alone() else _COVER_PX)
        self._cell.size = QSize((room - 1) // self._columns(), self._cell.height())
        self._cell.panel_size = QSize(room - 1, self._panel_height())
        self._put_panel()

    def _room(self) -> int:
        """Beside the scroll bar, whether it is there or not: otherwise its coming and going could
        change how many covers are in a row, and that whether it is needed.
        """
        bar = self.verticalScrollBar().sizeHint().width()
        return self.width() - 2 * self.frameWidth() - bar

    def _columns(self) -> int:
        return max(1, (self._room() - 1) // (self._cell.side + 2 * SPACE.s))

    def _panel_height(self) -> int:
        most = max(self.viewport().height() - SPACE.xxxl, scaled_px(_SMALL_PX))
        return min(most, self._panel.sizeHint().height() + SPACE.s + SPACE.m)

    def doItemsLayout(self) -> None:
        self._cell.panel_size = QSize(self._room() - 1, self._panel_height())
        super().doItemsLayout()
        self._place_panel()

    def _index_of(self, place: int) -> QModelIndex:
        return self._albums.index(self._albums.item_of(place))

    def _on_reset(self) -> None:
        """The same album stays chosen and open, if it is still shown."""
        self._panel.hide()
        self._cell.panel_item = None
        if self._albums.place_of(self._open) is None:
            self._open = None
        place = self._albums.place_of(self._chosen)
        if place is not None:
            self.setCurrentIndex(self._index_of(place))
            self.album_chosen.emit(self.currentIndex().data(ALBUM))  # it may have other tracks
        else:
            self._chosen = None
            self.choose(None)
        if self._open is not None:
            self.open_album(self._open)

    def _on_theme_changed(self, _theme: object) -> None:
        self._cell.forget()
        self._fit()
        self.scheduleDelayedItemsLayout()
