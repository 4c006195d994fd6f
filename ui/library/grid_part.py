"""The library as albums: what is in the grid, in which order, and what each says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.natural_order import natural_key
from app.core.timecode import format_ms
from app.core.words import _, ngettext
from app.library.records import Album
from ui.bridge.track.track_covers import track_covers
from ui.library.album_grid import AlbumGrid
from ui.library.album_panel import AlbumPanel
from ui.library.grid_cell import KEPT, GridCell
from ui.library.grid_model import GridModel, albums_in
from ui.library.strip_reader import StripReader
from ui.library.view_choice import ORDERS
from ui.style.theme import scaled_px

if TYPE_CHECKING:
    from app.emotions.felt import FeltStrip
    from app.library.shelf import Shelf
    from ui.bridge.context import Context
    from ui.library.track_model import TrackTableModel
    from ui.library.track_table import TrackTable

_COVER_PX = 352  # twice what is shown, for screens of high density


class GridPart(QWidget):
    """Signals: album_chosen(Album); play_requested(), the album that is chosen."""

    album_chosen = Signal(object)
    play_requested = Signal()

    def __init__(self, context: Context, tracks: TrackTableModel, table: TrackTable) -> None:
        super().__init__()
        services = context.services
        self._tracks = tracks
        self._order = "artist"
        self._marks: dict[tuple[str, str], int] = {}
        self._strips = StripReader(context, lambda asked: services.feelings.shares(asked), self)
        self._model = GridModel(self)
        self._panel = AlbumPanel(table)
        covers = track_covers(context, scaled_px(_COVER_PX), self, KEPT)
        cell = GridCell(covers, self._strip, self._count_marks)
        self.grid = AlbumGrid(self._model, cell, self._panel, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        viewport = self.grid.viewport()
        covers.ready.connect(lambda _key: viewport.update())
        self._strips.changed.connect(viewport.update)
        self.grid.album_chosen.connect(self._on_chosen)
        self.grid.opened.connect(self._on_opened)
        opened = context.listening_through.opened
        self.grid.opened.connect(lambda album: opened(album.track_ids if album else ()))
        self.grid.play_requested.connect(self._on_play)
        self._panel.play_requested.connect(self.play_requested)
        self._panel.closed.connect(lambda: self.grid.open_album(None))
        tracks.modelReset.connect(self.grid.fit_panel)

    @property
    def albums(self) -> list[Album]:
        """Those that are shown."""
        return self._model.albums

    def counted(self) -> str:
        """How many albums and tracks are shown, and how long they play."""
        albums = self.albums
        if not albums:
            return ""
        length = format_ms(sum(album.duration_ms for album in albums))
        tracks = len({track_id for album in albums for track_id in album.track_ids})
        told = (
            ngettext("1 album", "{n} albums", len(albums)),
            ngettext("{n} track · {length}", "{n} tracks · {length}", tracks, length=length),
        )
        return " · ".join(told)

    def begin(self, order: str) -> None:
        """It is shown now: takes the table, and chooses an album."""
        self._panel.borrow_table()
        self._order = order if order in ORDERS else "artist"
        self.read_again()
        self.grid.choose(None)

    def sort(self, order: str) -> None:
        self._order = order
        self.read_again()

    def read_again(self) -> None:
        """The library or the filter has changed."""
        self._marks.clear()
        shelf = self._tracks.shelf
        albums = [*shelf.albums, *_on_no_album(shelf)]
        if (found := self._tracks.found_keys()) is not None:
            albums = albums_in(albums, found)
        key = self._sort_keys()[self._order]
        self._model.set_albums(albums if key is None else sorted(albums, key=key))
        self._on_opened(self.grid.open_one)
        self.grid.viewport().update()

    def show_track(self, track_id: int) -> None:
        """Opens an album that it is on."""
        lines = set(self._tracks.shelf.lines_of(track_id))
        for album in albums_in(self._model.albums, lines)[:1]:
            self.grid.choose(album.key)
            self.grid.open_album(album.key)

    def _sort_keys(self) -> dict[str, Callable[[Album], Any] | None]:
        return {
            "artist": None,  # as on the shelf
            "title": lambda album: natural_key(album.title),
            "year": lambda album: -(album.years or (0, 0))[0],
            "marks": lambda album: -self._count_marks(album),
        }

    def _strip(self, album: Album) -> FeltStrip:
        return self._strips.strip(album.key, album.track_ids) if self._count_marks(album) else ()

    def _count_marks(self, album: Album) -> int:
        if album.key not in self._marks:
            rows = (self._tracks.shelf.row_of((one, None)) for one in album.track_ids)
            self._marks[album.key] = sum(row.mark_count for row in rows if row is not None)
        return self._marks[album.key]

    def _on_chosen(self, album: Album) -> None:
        self.album_chosen.emit(album)

    def _on_opened(self, album: Album | None) -> None:
        if album is not None:
            said = [text for text in self._tracks.said.said_once() if text != album.title]
            self._panel.show_album(album, self._count_marks(album), said)
            self.grid.fit_panel()

    def _on_play(self, album: Album) -> None:
        self.grid.choose(album.key)
        self.play_requested.emit()


def _on_no_album(shelf: Shelf) -> list[Album]:
    """Tracks that are on none, as if they were on one."""
    lines = [line for line in shelf.lines if not line.album]
    if not lines:
        return []
    return [
        Album(
            title=_("On no album"),
            artist=_("Various artists"),
            years=None,
            cover=next((line.cover for line in lines if line.cover), None),
            lines=tuple(line.key for line in lines),
            duration_ms=sum(line.duration_ms for line in lines),
        )
    ]
