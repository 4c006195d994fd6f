"""The library page: albums at the left, their tracks at the right, one filter above both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.core.counting import counted
from app.core.timecode import format_ms
from app.library.records import Album, ImportReport, TrackRow, albums_of
from app.marks.kinds import changes_of_marks
from app.transactions.changes import (
    AUDIO_FILE,
    ENTRY,
    TRACK,
    WORK,
    Change,
)
from ui.bridge.places import NewMusic
from ui.bridge.track.track_covers import track_covers
from ui.library.album_list import COVER_PX, AlbumList, AlbumModel
from ui.library.empty_states import no_matches, no_music
from ui.library.import_flow import ImportFlow
from ui.library.import_summary import ImportSummary
from ui.library.table_place import TablePlace
from ui.library.track_menu import build_track_menu
from ui.library.track_model import TrackTableModel
from ui.library.track_playing import TrackPlaying
from ui.library.track_table import TrackTable
from ui.library.verbs import TrackVerbs
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import PrimaryButton
from ui.widgets.cards import Hairline
from ui.widgets.late_stack import LateStack
from ui.widgets.search_field import SearchField
from ui.widgets.text import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from app.core.jobs import Progress
    from ui.bridge.context import Context

_ALBUMS_PX = 248
_NARROW_PX = 980
_SHOWN_KINDS = (TRACK, AUDIO_FILE, WORK, *changes_of_marks())
_COUNTED_KINDS = changes_of_marks() | {ENTRY}
# Marks come in bursts while music plays; their counts may be this late.
_COUNT_DELAY_MS = 800


class LibraryPage(QWidget):
    """Every track and album.

    tracks: what the library holds, when somebody has read it already.
    """

    def __init__(
        self,
        context: Context,
        tracks: Sequence[TrackRow] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._album_key: tuple[str, str] | None = None
        self._is_stale = False
        self.flow = ImportFlow(context, self)
        self.verbs = TrackVerbs(context, self)
        self._tracks = TrackTableModel(self)
        self._albums = AlbumModel(self)
        covers = track_covers(context, scaled_px(COVER_PX) * 2, self)
        self.table = TrackTable(self._tracks, self)
        self._playing = TrackPlaying(context, self.table, self._tracks)
        self.albums = AlbumList(self._albums, covers, self)
        self.search = SearchField("Filter by title, artist, album, role or work")
        self._later = QTimer(self, singleShot=True, interval=_COUNT_DELAY_MS)
        self._later.timeout.connect(self.reload)
        self._lay_out()
        self._connect()
        self._show(context.services.library.tracks() if tracks is None else tracks)

    def reload(self) -> None:
        """Reads the whole library again; what is selected and in view stays so."""
        self._is_stale = self.table.is_editing  # a list of roles is open over a row
        if not self._is_stale:
            library = self._context.services.library
            self._context.look(lambda: self._show(library.tracks()))

    def _on_editing_ended(self) -> None:
        if self._is_stale:
            self.reload()

    def _show(self, rows: Sequence[TrackRow]) -> None:
        place = TablePlace(self.table, self._tracks)
        self._tracks.set_rows(rows)
        place.restore()
        self._stack.show_part("shelves" if rows else "empty")
        self.search.setEnabled(bool(rows))
        QTimer.singleShot(0, self, self._after_reload)

    def show_track(self, track_id: int) -> None:
        """Selects a track and brings it into view, lifting whatever filter hides it."""
        if self._tracks.place_of(track_id) is None:
            self.search.clear()
            self.albums.choose_all()
        self.table.select_ids([track_id])
        place = self._tracks.place_of(track_id)
        if place is not None:
            self.table.scrollTo(self._tracks.index(place, 0))

    def focus_search(self) -> None:
        """Ctrl+F: the keyboard goes to the filter."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def add_folder(self) -> None:
        self.flow.ask_for_folder()

    def add_files(self) -> None:
        self.flow.ask_for_files()

    def take_in(self, music: NewMusic) -> None:
        self.flow.add(music.paths, play=music.is_played, on_ended=music.on_ended)

    def on_change(self, change: Change) -> None:
        if change.kinds and change.kinds <= _COUNTED_KINDS:
            self._later.start()
        elif change.touches(*_SHOWN_KINDS):
            self.reload()

    # --- building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._count = ElidedLabel("", "muted")
        self._add = PrimaryButton("Add music…", "plus")
        self._add.setMenu(self._add_menu())
        self._add.setProperty("has_menu", True)
        self._busy = BusyLine()
        self._summary = ImportSummary()
        self._stack = LateStack(
            {
                "empty": lambda: no_music(self.add_folder, self.add_files),
                "shelves": self._shelves,
            }
        )
        self._right = LateStack(
            {"table": lambda: self.table, "nothing": lambda: no_matches(self._show_everything)},
            self,
        )
        for part in (self.table, self.albums, self._right):
            part.hide()  # until there is a track to show
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(TextLabel("Library", "display"))
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.search, 2)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, 0)
        column.setSpacing(SPACE.m)
        column.addLayout(head)
        column.addWidget(self._busy)
        column.addWidget(self._summary)
        column.addWidget(self._stack, 1)

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("A folder…", self.add_folder)
        menu.addAction("Files…", self.add_files)
        menu.addSeparator()
        menu.addAction("Look through my folders again", self.flow.look_again)
        return menu

    def _shelves(self) -> QWidget:
        self._right.show_part("table")
        shelves = QWidget()
        row = QHBoxLayout(shelves)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.albums)
        row.addWidget(Hairline(upright=True))
        row.addWidget(self._right, 1)
        for part in (self.albums, self._right):
            part.show()
        return shelves

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = 0.82 if self.width() < scaled_px(_NARROW_PX) else 1.0
        self.albums.setFixedWidth(round(scaled_px(_ALBUMS_PX) * share))

    def _connect(self) -> None:
        context, table, playing = self._context, self.table, self._playing
        self.search.textChanged.connect(self._on_filter_changed)
        self.search.down_pressed.connect(table.focus_first)
        self.albums.album_chosen.connect(self._on_album_chosen)
        self.albums.play_requested.connect(playing.play_all)
        table.editing_ended.connect(self._on_editing_ended)
        table.play_requested.connect(playing.play)
        table.play_next_requested.connect(playing.play_next)
        table.queue_requested.connect(playing.enqueue)
        table.edit_requested.connect(lambda: self.verbs.edit(table.selected_rows()))
        table.remove_requested.connect(lambda: self.verbs.remove(table.selected_rows()))
        table.menu_requested.connect(self._show_menu)
        table.top_left.connect(self.focus_search)
        self._tracks.role_chosen.connect(self._on_role_chosen)
        self._tracks.modelReset.connect(self._on_shown_changed)
        self.flow.progressed.connect(self._on_progress)
        self.flow.finished.connect(self._on_imported)
        self.flow.ended.connect(self._busy.finish)
        self.flow.play_wanted.connect(playing.start)
        self._busy.cancel_requested.connect(self.flow.cancel)
        self._summary.merge_requested.connect(self.verbs.merge)
        context.relay.changed.connect(self.on_change)
        context.playback.track_changed.connect(self._on_track_changed)

    # --- filtering ------------------------------------------------------------------------------

    def _after_reload(self) -> None:
        """What the first look at the table need not wait for."""
        rows = self._tracks.all_rows
        self._albums.set_albums(albums_of(rows), len(rows))
        if not self.albums.currentIndex().isValid():
            self.albums.choose_all()
        self._on_track_changed(self._context.playback.track)
        self._on_shown_changed()
        QTimer.singleShot(0, self, self._tracks.warm_up)

    def _on_filter_changed(self, text: str) -> None:
        self._tracks.set_filter(text)

    def _on_album_chosen(self, album: Album | None) -> None:
        """Another one, or the same with other tracks."""
        key = album.key if album else None
        is_other, self._album_key = key != self._album_key, key
        place = TablePlace(self.table, self._tracks)
        self._tracks.set_only(album.track_ids if album else None)
        if is_other:
            self.table.scrollToTop()
        else:
            place.restore()

    def _on_shown_changed(self) -> None:
        shown = self._tracks.shown
        length = format_ms(sum(row.duration_ms for row in shown))
        tracks = counted(len(shown), "1 track", "{n} tracks")
        self._count.setText(f"{tracks} · {length}" if shown else "")
        self._right.show_part("table" if shown else "nothing")

    def _show_everything(self) -> None:
        self.search.clear()
        self.albums.choose_all()

    # --- playing --------------------------------------------------------------------------------

    def _on_track_changed(self, row: TrackRow | None) -> None:
        self._tracks.set_current(row.id if row is not None else None)

    # --- editing --------------------------------------------------------------------------------

    def _on_role_chosen(self, track_id: int, role: str) -> None:
        """A role chosen in one of several selected rows goes to all of them."""
        rows = self.table.selected_rows()
        if track_id not in {row.id for row in rows}:
            place = self._tracks.place_of(track_id)
            rows = [self._tracks.row_at(place)] if place is not None else []
        self.verbs.set_role(rows, role)

    def _show_menu(self, at: QPoint) -> None:
        rows = self.table.selected_rows()
        menu = build_track_menu(rows, self._playing, self.verbs, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    # --- importing ------------------------------------------------------------------------------

    def _on_progress(self, progress: Progress) -> None:
        self._busy.show_progress(progress.done, progress.total, f"Adding {progress.label}")

    def _on_imported(self, report: ImportReport) -> None:
        self._summary.show_report(report)
