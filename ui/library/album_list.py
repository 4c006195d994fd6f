"""The albums beside the table, each with its cover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.counting import counted
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.cover import placeholder, rounded
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from app.library.records import Album
    from ui.bridge.track.thumbnails import Thumbnails

AnyIndex = QModelIndex | QPersistentModelIndex
ALBUM = Qt.ItemDataRole.UserRole  # the Album; None for the first row, which stands for all music

COVER_PX = 48


class AlbumModel(QAbstractListModel):
    """All music first, then the albums."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._albums: list[Album] = []
        self._shown: list[Album] = []
        self._filter: frozenset[int] | None = None
        self.total = 0

    def set_albums(self, albums: Sequence[Album], total: int) -> None:
        """total: how many tracks there are, in albums or not."""
        if list(albums) != self._albums or total != self.total:
            self._albums = list(albums)
            self.total = total
            self._show()

    def set_filter(self, track_ids: frozenset[int] | None) -> None:
        """Only albums that hold one of these tracks; None shows all."""
        if track_ids != self._filter:
            self._filter = track_ids
            self._show()

    def place_of(self, key: tuple[str, str] | None) -> int:
        """Where an album stands; 0, all music, when it is not shown."""
        places = (place for place, album in enumerate(self._shown, 1) if album.key == key)
        return next(places, 0)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown) + 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        album = self._shown[index.row() - 1] if index.row() else None
        if role == ALBUM:
            return album
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return album.title if album else "All music"
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(album)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._spoken(album))
        return None

    def _spoken(self, album: Album | None) -> str:
        return f"{album.title}, {self.detail(album)}" if album else "All music"

    def detail(self, album: Album | None) -> str:
        if album is None:
            return counted(self.total, "1 track", "{n} tracks")
        year = f" · {album.year}" if album.year else ""
        return f"{album.artist or 'Unknown artist'}{year}"

    def _show(self) -> None:
        self.beginResetModel()
        wanted = self._filter
        self._shown = [
            album
            for album in self._albums
            if wanted is None or not wanted.isdisjoint(album.track_ids)
        ]
        self.endResetModel()


class AlbumCell(QStyledItemDelegate):
    """A cover and two lines."""

    def __init__(self, model: AlbumModel, covers: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._covers = covers
        self._pictures: dict[tuple[object, ...], QPixmap] = {}

    def forget(self) -> None:
        self._pictures.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(160, scaled_px(COVER_PX) + 2 * SPACE.s)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        album: Album | None = index.data(ALBUM)
        self._paint_ground(painter, option)
        side = scaled_px(COVER_PX)
        area = option.rect.adjusted(SPACE.s, SPACE.s, -SPACE.s, -SPACE.s)
        if album is None:
            self._paint_all_music(painter, QRect(area.left(), area.top(), side, side))
        else:
            dpr = painter.device().devicePixelRatio()
            painter.drawPixmap(area.topLeft(), self._picture(album, side, dpr))
        words = area.adjusted(side + SPACE.m, 0, 0, 0)
        self._paint_words(painter, option, words, str(index.data()), self._model.detail(album))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """The style's hover, selection and focus, without any text of its own."""
        ground = QStyleOptionViewItem(option)
        ground.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)

    def _paint_all_music(self, painter: QPainter, area: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_soft"))
        painter.drawRoundedRect(area, RADIUS.medium, RADIUS.medium)
        inset = area.width() * 7 // 24
        paint_icon(painter, area.adjusted(inset, inset, -inset, -inset), "library", "accent_ink")
        painter.restore()

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        title: str,
        detail: str,
    ) -> None:
        painter.save()
        metrics = option.fontMetrics
        line = metrics.height()
        top = area.center().y() - line - 1
        painter.setFont(option.font)
        for text, token, y in ((title, "ink", top), (detail, "ink_muted", top + line + 3)):
            painter.setPen(colour(token))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(
                QRect(area.left(), y, area.width(), line), Qt.AlignmentFlag.AlignLeft, shown
            )
        painter.restore()

    def _picture(self, album: Album, side: int, dpr: float) -> QPixmap:
        image = self._covers.image(album.cover)
        if image is None:
            return placeholder(album.title, side, dpr, RADIUS.medium)
        key = (album.cover, side, dpr)
        if key not in self._pictures:
            if len(self._pictures) > 400:
                self._pictures.clear()
            self._pictures[key] = rounded(image, side, dpr, RADIUS.medium)
        return self._pictures[key]


class AlbumList(QListView):
    """Signals: album_chosen(Album | None for all music). play_requested(): Enter, double click."""

    album_chosen = Signal(object)
    play_requested = Signal()

    def __init__(
        self, model: AlbumModel, covers: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._albums = model
        self._cell = AlbumCell(model, covers, self)
        self.setModel(model)
        self.setItemDelegate(self._cell)
        self.setProperty("variant", "plain")
        self.setAccessibleName("Albums")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _index: self.play_requested.emit())
        covers.ready.connect(lambda _key: self.viewport().update())
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        theme_signals().theme_changed.connect(self._on_theme_changed)
        self._chosen: Album | None = None
        self._scrolled_px = 0

    @property
    def chosen(self) -> Album | None:
        return self._chosen

    def choose_all(self) -> None:
        self.setCurrentIndex(self._albums.index(0))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            album = current.data(ALBUM)
            if album != self._chosen:
                self._chosen = album
                self.album_chosen.emit(album)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.play_requested.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters and digits mark what one feels."""

    def _on_about_to_reset(self) -> None:
        self._scrolled_px = self.verticalScrollBar().value()

    def _on_reset(self) -> None:
        """The same album stays chosen, if it is still shown, and the list stays where it was."""
        key = self._chosen.key if self._chosen else None
        self.setAutoScroll(False)
        self.setCurrentIndex(self._albums.index(self._albums.place_of(key)))
        self.setAutoScroll(True)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(self._scrolled_px)

    def _on_theme_changed(self, _theme: object) -> None:
        self._cell.forget()
        self.scheduleDelayedItemsLayout()
