"""The library as albums: what is in the grid, in which order, and what each says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.ids import TrackId
from app.transactions.changes import ECHO
from ui.bridge.places import Afterlives, WorkPlace
from ui.bridge.track.track_covers import track_covers
from ui.library.album_grid import AlbumGrid
from ui.library.album_panel import AlbumPanel
from ui.library.grid_albums import GridAlbums
from ui.library.grid_cell import KEPT, GridCell
from ui.library.grid_model import GridModel
from ui.library.strip_reader import StripReader
from ui.scenes.role_chips import RoleChips
from ui.style.theme import scaled_px

if TYPE_CHECKING:
    from app.emotions.felt import FeltStrip
    from app.library.records import Album, TrackRow
    from app.transactions.changes import Change
    from ui.bridge.context import Context
    from ui.library.last_heard import LastHeard
    from ui.library.track_model import TrackTableModel
    from ui.library.track_table import TrackTable

_COVER_PX = 352  # twice what is shown, for screens of high density


class GridPart(QWidget):
    """Signals: album_chosen(Album); play_requested(), the album that is chosen."""

    album_chosen = Signal(object)
    play_requested = Signal()

    def __init__(
        self, context: Context, tracks: TrackTableModel, table: TrackTable, heard: LastHeard
    ) -> None:
        super().__init__()
        services = context.services
        self._tracks = tracks
        self._order = "artist"
        self._heard = heard
        self._heard.changed.connect(self.read_again)
        self._all = GridAlbums(tracks.shelf, self._heard.at)
        self._strips = StripReader(context, lambda asked: services.feelings.shares(asked), self)
        self._model = GridModel(self)
        self._panel = AlbumPanel(table, RoleChips(context))
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
        self._panel.closed.connect(self.grid.close_panel)
        self._panel.menu_wanted.connect(table.menu_requested)
        navigator = context.navigator
        self._panel.work_wanted.connect(lambda work_id: navigator.show(WorkPlace(work_id)))
        self._context = context
        self._opened: Album | None = None
        self._with_afterlives: dict[int, int] = {}
        self._counting = context.latest_read("Count an album’s afterlives")
        self._panel.afterlives_wanted.connect(self._open_afterlives)
        context.relay.changed.connect(self._on_change)
        tracks.modelReset.connect(self.grid.fit_panel)

    @property
    def albums(self) -> list[Album]:
        """Those that are shown."""
        return self._model.albums

    def counted(self) -> str:
        """How many albums and tracks are shown, and how long they play."""
        return self._all.counted(self.albums)

    def begin(self, order: str) -> None:
        """It is shown now: takes the table, and chooses an album."""
        self._panel.borrow_table()
        self.sort(order)
        self.grid.choose(None)

    def sort(self, order: str) -> None:
        self._order = order
        if order == "heard":
            self._heard.read()
        self.show_found()

    def read_again(self) -> None:
        """The library has changed."""
        self._all = GridAlbums(self._tracks.shelf, self._heard.at)
        self.show_found()

    def show_found(self) -> None:
        """The filter or the order has changed."""
        found = self._tracks.found
        lines = None if found is None else found.lines
        self._model.set_albums(self._all.in_order(self._order, lines))
        self._on_opened(self.grid.open_one)
        self.grid.viewport().update()

    def show_track(self, track_id: int) -> None:
        """Opens an album that it is on."""
        album = self._all.with_any_of(self._tracks.shelf.lines_of(track_id))
        if album is not None:
            self.grid.choose(album.key)
            self.grid.open_album(album.key)

    def _strip(self, album: Album) -> FeltStrip:
        return self._strips.strip(album.key, album.track_ids) if self._count_marks(album) else ()

    def _count_marks(self, album: Album) -> int:
        return self._all.count_marks(album)

    def _on_chosen(self, album: Album) -> None:
        self.album_chosen.emit(album)

    def _on_change(self, change: Change) -> None:
        if change.touches(ECHO):
            self._count_afterlives()

    def _count_afterlives(self) -> None:
        if self._opened is None:
            self._counting.drop()
            return
        afterlives = self._context.services.afterlives
        ids = [TrackId(track_id) for track_id in self._opened.track_ids]
        self._counting.ask(lambda: afterlives.counts(ids), self._show_afterlives)

    def _show_afterlives(self, counts: dict[int, int] | None) -> None:
        self._with_afterlives = counts or {}
        self._panel.show_afterlives(sum(self._with_afterlives.values()))

    def _open_afterlives(self) -> None:
        """Of the only track that has some, or else of their work; of the first one without."""
        found, album = self._with_afterlives, self._opened
        if not found or album is None:
            return
        work_id, _title = self._work_of(album)
        if len(found) == 1 or work_id is None:
            place = Afterlives(track_id=next(iter(found)))
        else:
            place = Afterlives(work_id=work_id)
        self._context.navigator.show(place)

    def _on_opened(self, album: Album | None) -> None:
        self._opened = album
        self._panel.show_afterlives(0)
        self._count_afterlives()
        if album is not None:
            work_id, work = self._work_of(album)
            said = self._tracks.said.said_once()
            told = [text for text in said if text not in (album.title, work)]
            rows = self._rows_of(album)
            self._panel.show_album(album, self._count_marks(album), told, rows)
            self._panel.show_work(work_id, work)
            self.grid.fit_panel()

    def _work_of(self, album: Album) -> tuple[int | None, str]:
        """That of all its tracks, and its title."""
        works = {(row.work_id, row.work_title) for row in self._rows_of(album)}
        return works.pop() if len(works) == 1 else (None, "")

    def _rows_of(self, album: Album) -> list[TrackRow]:
        shelf = self._tracks.shelf
        return [row for one in album.lines if (row := shelf.row_of(one)) is not None]

    def _on_play(self, album: Album) -> None:
        self.grid.choose(album.key)
        self.play_requested.emit()
