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
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.words import Text, _, ngettext
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.cover import placeholder, rounded
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space
from ui.widgets.text import elided, plain_tip

if TYPE_CHECKING:
    from app.library.records import Album
    from ui.bridge.track.thumbnails import Thumbnails

AnyIndex = QModelIndex | QPersistentModelIndex
ALBUM = Qt.ItemDataRole.UserRole  # the Album; None for the first row, which stands for all music
_ALL_MUSIC = Text("All music")

COVER_PX = 48


class AlbumModel(QAbstractListModel):
    """All music first, then the albums."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._albums: list[Album] = []
        self.total = 0

    def set_albums(self, albums: Sequence[Album], total: int) -> None:
        """total: the number of tracks, in albums or not."""
        if list(albums) != self._albums or total != self.total:
            self.beginResetModel()
            self._albums = list(albums)
            self.total = total
            self.endResetModel()

    def place_of(self, album: Album | None) -> int:
        """Its row, or that of the one that has all its lines now, because it was renamed; 0, all
        music, if there is none.
        """
        if album is None:
            return 0
        keys = [shown.key for shown in self._albums]
        if album.key in keys:
            return keys.index(album.key) + 1
        lines = frozenset(album.lines)
        places = (place for place, other in enumerate(self._albums, 1) if lines <= {*other.lines})
        return next(places, 0)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._albums) + 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        album = self._albums[index.row() - 1] if index.row() else None
        if role == ALBUM:
            return album
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return album.title if album else str(_ALL_MUSIC)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._hint(album)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._hint(album))
        return None

    def _hint(self, album: Album | None) -> str:
        if album is None:
            return str(_ALL_MUSIC)
        # Translators: detail is an artist and a year, or years such as “1961–1966”
        return _("{album}, {detail}", album=album.title, detail=self.detail(album))

    def detail(self, album: Album | None) -> str:
        if album is None:
            return ngettext("{n} track", "{n} tracks", self.total)
        return self.with_years(album, self.artist(album))

    def artist(self, album: Album) -> str:
        return artist_of(album)

    def with_years(self, album: Album, artist: str) -> str:
        return with_years(album, artist)


def artist_of(album: Album) -> str:
    return album.artist or _("Unknown artist")


def with_years(album: Album, artist: str) -> str:
    """artist: which may be shortened."""
    if album.years is None:
        return artist
    first, last = map(str, album.years)
    years = first if first == last else f"{first}–{last}"
    return _("{artist} · {year}", artist=artist, year=years)


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
        cover = QRect(area.left(), area.top(), side, side)
        words = area.adjusted(side + SPACE.m, 0, 0, 0)
        cover = QStyle.visualRect(option.direction, area, cover)
        words = QStyle.visualRect(option.direction, area, words)
        if album is None:
            self._paint_all_music(painter, cover)
        else:
            dpr = painter.device().devicePixelRatio()
            painter.drawPixmap(cover.topLeft(), self._picture(album, side, dpr))
        detail = self._detail(album, option.fontMetrics, words.width())
        self._paint_words(painter, option, words, str(index.data()), detail)

    def _detail(self, album: Album | None, metrics: QFontMetrics, width: int) -> str:
        """Where there isn't room for it all, the years stay."""
        if album is None:
            return self._model.detail(album)
        artist = self._model.artist(album)
        years_px = metrics.horizontalAdvance(self._model.with_years(album, ""))
        room = width - years_px
        shown = elided(artist, metrics, room)
        return self._model.with_years(album, shown)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """The style's hover, selection and focus, without any text."""
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
        # Not clipped: Arabic letters reach deeper than the line, which is measured for our font.
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip
        for text, token, y in ((title, "ink", top), (detail, "ink_muted", top + line + 3)):
            painter.setPen(colour(token))
            shown = elided(text, metrics, area.width())
            painter.drawText(QRect(area.left(), y, area.width(), line), flags, shown)
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
    """Signals: album_chosen(Album | None), None for all music; play_requested(), by Enter or a
    double click.
    """

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
        self.setAccessibleName(_("Albums"))
        leave_space(self)
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
        """None for all music."""
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
        if event.key() in ENTER_KEYS:
            self.play_requested.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters and digits mark emotions."""

    def _on_about_to_reset(self) -> None:
        self._scrolled_px = self.verticalScrollBar().value()

    def _on_reset(self) -> None:
        """The same album stays chosen, if there still is one, and the list doesn't scroll."""
        self.setAutoScroll(False)
        self.setCurrentIndex(self._albums.index(self._albums.place_of(self._chosen)))
        self.setAutoScroll(True)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(self._scrolled_px)

    def _on_theme_changed(self, _theme: object) -> None:
        self._cell.forget()
        self.scheduleDelayedItemsLayout()
