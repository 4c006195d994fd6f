"""What is in the grid of albums: them, and the place of the panel among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.words import _
from ui.library.album_list import ALBUM

if TYPE_CHECKING:
    from app.library.records import Album

AnyIndex = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractListModel):
    """Albums, and after a row of them the place of the panel: an item that can’t be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._albums: list[Album] = []
        self._places: dict[tuple[str, str], int] = {}
        self._rows = 0
        self.panel: int | None = None  # its item

    def set_albums(self, albums: Sequence[Album]) -> None:
        if list(albums) != self._albums:
            self.beginResetModel()
            self._albums, self.panel, self._rows = list(albums), None, len(albums)
            self._places = {album.key: place for place, album in enumerate(albums)}
            self.endResetModel()

    def put_panel(self, item: int | None) -> None:
        """item: which it is; None for nowhere."""
        if item == self.panel:
            return
        if self.panel is not None:
            self.beginRemoveRows(QModelIndex(), self.panel, self.panel)
            self.panel, self._rows = None, self.count
            self.endRemoveRows()
        if item is not None:
            self.beginInsertRows(QModelIndex(), item, item)
            self.panel, self._rows = item, self.count + 1
            self.endInsertRows()

    @property
    def albums(self) -> list[Album]:
        return self._albums

    @property
    def count(self) -> int:
        return len(self._albums)

    def place_of(self, key: tuple[str, str] | None) -> int | None:
        """Among the albums."""
        return None if key is None else self._places.get(key)

    def item_of(self, place: int) -> int:
        return place + (self.panel is not None and place >= self.panel)

    def place_at(self, item: int) -> int | None:
        """Of an album; None for the panel."""
        if item == self.panel:
            return None
        return item - (self.panel is not None and item > self.panel)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        # Asked twice of each album whenever they are laid out.
        return 0 if parent.isValid() else self._rows

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self.place_at(index.row())
        if place is None:
            return None
        album = self._albums[place]
        if role == ALBUM:
            return album
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return album.title
            case Qt.ItemDataRole.AccessibleTextRole:
                # Translators: an album and its artist
                return _("{album}, {detail}", album=album.title, detail=album.artist)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or index.row() == self.panel:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemNeverHasChildren
