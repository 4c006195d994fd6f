"""The tracks: a table beside the list of albums, or a grid of albums that borrows the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import dotted, ngettext
from ui.bridge.track.track_covers import track_covers
from ui.library.album_list import COVER_PX, AlbumList, AlbumModel
from ui.library.empty_states import no_matches
from ui.library.table_place import TablePlace
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.cards import Hairline
from ui.widgets.late_stack import LateStack

if TYPE_CHECKING:
    from app.core.ids import LineKey
    from app.library.records import Album
    from ui.bridge.context import Context
    from ui.library.grid_part import GridPart
    from ui.library.last_heard import LastHeard
    from ui.library.track_model import TrackTableModel
    from ui.library.track_playing import TrackPlaying
    from ui.library.track_table import TrackTable
    from ui.library.view_choice import ViewChoice

_ALBUMS_PX = 248


class LibraryShelves(QWidget):
    """Signals: told(str), what is shown, counted; everything_wanted(), no track is shown, and the
    listener wants all; left(), up from the first row or album.
    """

    told = Signal(str)
    everything_wanted = Signal()
    left = Signal()

    def __init__(
        self,
        context: Context,
        tracks: TrackTableModel,
        table: TrackTable,
        playing: TrackPlaying,
        choice: ViewChoice,
        heard: LastHeard,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._tracks = tracks
        self._table = table
        self._playing = playing
        self._choice = choice
        self._heard = heard
        self._grid: GridPart | None = None
        self._lines: frozenset[LineKey] = frozenset()  # of the chosen album
        self._albums = AlbumModel(self)
        covers = track_covers(context, scaled_px(COVER_PX) * 2, self)
        self.albums = AlbumList(self._albums, covers, self)
        self._is_begun = False
        self._lay_out()
        self.albums.album_chosen.connect(self._on_list_chosen)
        self.albums.play_requested.connect(playing.play_all)
        table.top_left.connect(self._leave_table)
        choice.view_chosen.connect(lambda _view: self._show_view())
        choice.order_chosen.connect(self._on_order)
        tracks.modelReset.connect(self._on_other_rows)

    def begin(self) -> None:
        """There are tracks now."""
        if not self._is_begun:
            self._is_begun = True
            self._show_view()

    def read_again(self) -> None:
        """The library has changed."""
        shelf = self._tracks.shelf
        self._albums.set_albums(shelf.albums, len(shelf.places))
        if self._shown_grid is not None:
            self._shown_grid.read_again()
        if not self.albums.currentIndex().isValid():
            self.albums.choose_all()
        self._tell()

    def show_found(self) -> None:
        """Other tracks were found."""
        if self._shown_grid is not None:
            self._shown_grid.show_found()
        self._tell()

    def show_all(self) -> None:
        """Not only an album's."""
        self.albums.choose_all()

    def show_track(self, track_id: int) -> None:
        """Selects a track and scrolls to it, beyond the album that was chosen."""
        if self._shown_grid is not None:
            self._shown_grid.show_track(track_id)
        elif not self._tracks.places_of(track_id):
            self.show_all()
        for place in self._tracks.places_of(track_id)[:1]:
            self._table.select_lines([self._tracks.row_at(place).key])
            self._table.scrollTo(self._tracks.index(place, 0))

    def focus_tracks(self) -> None:
        """The albums of the grid, or the table."""
        if self._shown_grid is not None and self._shown_grid.albums:
            self._shown_grid.grid.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._tracks.rowCount():
            self._table.focus_first()

    def fit(self, *, is_narrow: bool) -> None:
        share = 0.82 if is_narrow else 1.0
        self.albums.setFixedWidth(round(scaled_px(_ALBUMS_PX) * share))

    @property
    def _shown_grid(self) -> GridPart | None:
        return self._grid if self._choice.is_grid else None

    def _lay_out(self) -> None:
        self._right = LateStack(
            {
                "table": lambda: self._table_part,
                "grid": self._grid_part,
                "nothing": lambda: no_matches(self.everything_wanted.emit),
            }
        )
        self._table_part = QWidget(self._right)
        self._table_part.hide()
        self._table_room = QVBoxLayout(self._table_part)
        self._table_room.setContentsMargins(0, 0, 0, 0)
        self._table_room.addWidget(self._table)
        self._hairline = Hairline(upright=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.albums)
        row.addWidget(self._hairline)
        row.addWidget(self._right, 1)

    def _grid_part(self) -> QWidget:
        from ui.library.grid_part import GridPart  # not needed to start with the table

        self._grid = part = GridPart(self._context, self._tracks, self._table, self._heard)
        part.album_chosen.connect(self._on_album_chosen)
        part.play_requested.connect(self._playing.play_all)
        part.grid.top_left.connect(self.left)
        return part

    def _show_view(self) -> None:
        is_grid = self._choice.is_grid
        for part in (self.albums, self._hairline):
            part.setVisible(not is_grid)
        if is_grid:
            self._right.show_part("grid")
            assert self._grid is not None
            self._grid.begin(self._choice.order)
        else:
            self._table_room.addWidget(self._table)
            self._table.show()
            self._right.show_part("table")
            self._on_album_chosen(self.albums.chosen)
        self._tell()

    def _on_order(self, order: str) -> None:
        if self._grid is not None:
            self._grid.sort(order)

    def _leave_table(self) -> None:
        """Up from its first row: to the covers that it is under, or further."""
        if self._shown_grid is not None:
            self._shown_grid.grid.leave_panel()
        else:
            self.left.emit()

    def _on_list_chosen(self, album: Album | None) -> None:
        if not self._choice.is_grid:
            self._on_album_chosen(album)

    def _on_album_chosen(self, album: Album | None) -> None:
        """Another album, or the same one with another name or other tracks."""
        before, self._lines = self._lines, frozenset(album.lines if album else ())
        place = TablePlace(self._table, self._tracks)
        self._tracks.set_only(album.lines if album else None)
        if before.isdisjoint(self._lines):
            self._table.scrollToTop()
        else:
            place.restore()

    # --- counting -------------------------------------------------------------------------------

    def _on_other_rows(self) -> None:
        """In the grid they are only those of another album."""
        if self._shown_grid is None:
            self._tell()

    def _tell(self) -> None:
        if self._shown_grid is not None:
            self.told.emit(self._shown_grid.counted())
            self._right.show_part("grid" if self._shown_grid.albums else "nothing")
            return
        is_any = self._tracks.rowCount() > 0
        told = (self._counted(), *self._tracks.said.said_once()) if is_any else ()
        self.told.emit(dotted(*told))
        if self._is_begun:
            self._right.show_part("table" if is_any else "nothing")

    def _counted(self) -> str:
        count, duration_ms = self._tracks.totals()
        # Translators: length is how long they play, such as 1:12:30
        return ngettext(
            "{n} track · {length}", "{n} tracks · {length}", count, length=format_ms(duration_ms)
        )
