"""The Library page: albums on one side, their tracks on the other, one filter above both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _, ngettext
from app.library.records import Album, ImportReport, TrackRow
from app.transactions.changes import (
    AUDIO_FILE,
    ENTRY,
    TRACK,
    WORK,
    Change,
)
from ui.bridge.places import NewMusic
from ui.bridge.track.track_covers import track_covers
from ui.library.added_card import AddedCard
from ui.library.album_list import COVER_PX, AlbumList, AlbumModel
from ui.library.column_choice import ColumnChoice
from ui.library.empty_states import no_matches, no_music
from ui.library.import_flow import ImportFlow
from ui.library.import_summary import ImportSummary, asks
from ui.library.page_head import PageHead
from ui.library.questions_note import QuestionsNote
from ui.library.sounding_row import SoundingRow
from ui.library.strip_cell import names
from ui.library.strip_reader import StripReader
from ui.library.table_place import TablePlace
from ui.library.track_menu import build_track_menu
from ui.library.track_model import TrackTableModel
from ui.library.track_playing import TrackPlaying
from ui.library.track_table import TrackTable
from ui.library.verbs import TrackVerbs
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.busy_line import BusyLine
from ui.widgets.cards import Hairline
from ui.widgets.late_stack import LateStack
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from app.core.ids import LineKey
    from app.core.jobs import Progress
    from app.emotions.felt import FeltStrip
    from app.library.shelf import Shelf
    from ui.bridge.context import Context
    from ui.library.grid_part import GridPart
    from ui.shell.window_memory import WindowMemory

_ALBUMS_PX = 248
_NARROW_PX = 980
# Marks are made in bursts while music plays; their counts may be this late.
_COUNT_DELAY_MS = 800


class LibraryPage(QWidget):
    """Every track and album."""

    def __init__(
        self,
        context: Context,
        memory: WindowMemory | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """memory: the window's, which keeps how the library is shown."""
        super().__init__(parent)
        self._context = context
        self._grid: GridPart | None = None
        self._lines: frozenset[LineKey] = frozenset()  # of the chosen album
        self._is_stale = False
        self._shelves_part: QWidget | None = None
        self.flow = ImportFlow(context, self)
        self.verbs = TrackVerbs(context, self)
        self._tracks = TrackTableModel(self)
        self._albums = AlbumModel(self)
        covers = track_covers(context, scaled_px(COVER_PX) * 2, self)
        services = context.services
        self._strips = StripReader(context, lambda asked: services.feelings.strips(asked), self)
        self._tracks.say_felt = lambda row: comma_list(names(self._strip(row)))
        self.table = TrackTable(self._tracks, self._strip, self)
        self.columns = ColumnChoice(context, self.table, self._tracks, memory, self)
        self._playing = TrackPlaying(context, self.table, self._tracks)
        self._sounding = SoundingRow(context.playback, self.table, self._tracks)
        self.albums = AlbumList(self._albums, covers, self)
        self._head = PageHead(memory)
        self._choice = self._head.choice
        self.search = self._head.search
        self._later = QTimer(self, singleShot=True, interval=_COUNT_DELAY_MS)
        self._later.timeout.connect(self.reload)
        self._lay_out()
        self._connect()
        self._show(context.services.library.shelf())

    def reload(self) -> None:
        """Reads the whole library again, keeping the selection and the view."""
        self._is_stale = self.table.is_editing  # the list of roles is open in a row
        if not self._is_stale:
            library = self._context.services.library
            self._context.look(lambda: self._show(library.shelf()))

    def _on_editing_ended(self) -> None:
        if self._is_stale:
            self.reload()

    def _show(self, shelf: Shelf) -> None:
        place = TablePlace(self.table, self._tracks)
        self._tracks.set_shelf(shelf)
        place.restore()
        is_filled = bool(shelf.lines) and self._stack.currentWidget() is not self._shelves_part
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus is not None and self._stack.isAncestorOf(focus)
        shown = self._stack.show_part("shelves" if shelf.lines else "empty")
        self._shelves_part = shown if shelf.lines else self._shelves_part
        if is_filled and had_focus:
            self.focus_tracks()
        for part in (self.search, self._choice):
            part.setEnabled(bool(shelf.lines))
        QTimer.singleShot(0, self, self._after_reload)

    def show_track(self, track_id: int) -> None:
        """Selects a track and scrolls to it, clearing a filter that hides it."""
        if self._choice.is_grid and self._grid is not None:
            self.search.clear()
            self._grid.show_track(track_id)
        elif not self._tracks.places_of(track_id):
            self.search.clear()
            self.albums.choose_all()
        for place in self._tracks.places_of(track_id)[:1]:
            self.table.select_lines([self._tracks.row_at(place).key])
            self.table.scrollTo(self._tracks.index(place, 0))

    def focus_search(self) -> None:
        """For the Find command: the filter gets the focus."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_tracks(self) -> None:
        """The table, once there are tracks; before, the button that adds some."""
        if self._choice.is_grid and self._grid is not None and self._grid.albums:
            self._grid.grid.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._tracks.rowCount():
            self.table.focus_first()
        elif (shown := self._stack.currentWidget()) is not self._shelves_part and shown:
            shown.setFocus()

    def _leave_table(self) -> None:
        """Up from its first row: to the covers that it is under, or to the filter."""
        if self._choice.is_grid and self._grid is not None:
            self._grid.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_search()

    def add_folder(self) -> None:
        self.flow.ask_for_folder()

    def add_files(self) -> None:
        self.flow.ask_for_files()

    def merge_selected(self) -> None:
        """For the command “Same track as…”."""
        self.verbs.same_as(self.table.selected_rows())

    def play_chosen(self) -> bool:
        """The selected tracks, else all that are shown. Returns whether there were any."""
        return self._playing.play() or self._playing.play_all()

    def keep_clear(self) -> list[QRect]:
        """What was just added, while it is asked about."""
        return [] if self._added.isHidden() else [self._added.geometry()]

    def take_in(self, music: NewMusic) -> None:
        if music.is_quiet:
            self.flow.read_again(music.paths)
        else:
            self.flow.add(music.paths, play=music.is_played, on_ended=music.on_ended)

    def on_change(self, change: Change) -> None:
        from app.marks.kinds import changes_of_marks

        of_marks = changes_of_marks()
        if change.kinds and change.kinds <= of_marks | {ENTRY}:
            self._later.start()
        elif change.touches(TRACK, AUDIO_FILE, WORK, *of_marks):
            self.reload()

    # --- building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._busy = BusyLine()
        self._summary = ImportSummary()
        self._added = AddedCard(lambda: self._tracks.shelf)
        self._questions = QuestionsNote(self._context, self.verbs.merging)
        self._stack = LateStack(
            {
                "empty": lambda: no_music(self.add_folder, self.add_files),
                "shelves": self._shelves,
            }
        )
        self._right = LateStack(
            {
                "table": lambda: self._table_part,
                "grid": self._grid_part,
                "nothing": lambda: no_matches(self._show_everything),
            },
            self,
        )
        self._table_part = QWidget(self)
        self._table_room = QVBoxLayout(self._table_part)
        self._table_room.setContentsMargins(0, 0, 0, 0)
        self._table_room.addWidget(self.table)
        for part in (self._table_part, self.albums, self._right):
            part.hide()  # until there is a track to show
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._head)
        column.addWidget(self._busy)
        column.addWidget(self._summary)
        column.addWidget(self._questions)
        column.addWidget(self._stack, 1)
        column.addWidget(self._added)

    def _shelves(self) -> QWidget:
        shelves = QWidget()
        row = QHBoxLayout(shelves)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        self._hairline = Hairline(upright=True)
        row.addWidget(self.albums)
        row.addWidget(self._hairline)
        row.addWidget(self._right, 1)
        self._right.show()
        self._show_view()
        return shelves

    def _grid_part(self) -> QWidget:
        from ui.library.grid_part import GridPart  # not needed to start with the table

        self._grid = part = GridPart(self._context, self._tracks, self.table)
        part.album_chosen.connect(self._on_album_chosen)
        part.play_requested.connect(self._playing.play_all)
        part.grid.top_left.connect(self.focus_search)
        return part

    def _show_view(self) -> None:
        """As a table beside the list of albums, or as a grid, which borrows the table."""
        is_grid = self._choice.is_grid
        for part in (self.albums, self._hairline):
            part.setVisible(not is_grid)
        if is_grid:
            self._right.show_part("grid")
            assert self._grid is not None
            self._grid.begin(self._choice.order)
        else:
            self._table_room.addWidget(self.table)
            self.table.show()
            self._right.show_part("table")
            self._on_album_chosen(self.albums.chosen)
        self._on_shown_changed()

    def _on_order(self, order: str) -> None:
        if self._grid is not None:
            self._grid.sort(order)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < scaled_px(_NARROW_PX)
        self._choice.fit(is_narrow=is_narrow)
        share = 0.82 if is_narrow else 1.0
        self.albums.setFixedWidth(round(scaled_px(_ALBUMS_PX) * share))

    def _connect(self) -> None:
        context, table, playing = self._context, self.table, self._playing
        self._head.folder_wanted.connect(self.add_folder)
        self._head.files_wanted.connect(self.add_files)
        self._head.rescan_wanted.connect(self.flow.look_again)
        self.search.textChanged.connect(self._on_filter_changed)
        self.search.down_pressed.connect(self.focus_tracks)
        self._choice.view_chosen.connect(lambda _view: self._show_view())
        self._choice.order_chosen.connect(self._on_order)
        self.albums.album_chosen.connect(self._on_list_chosen)
        self.albums.play_requested.connect(playing.play_all)
        table.editing_ended.connect(self._on_editing_ended)
        table.play_requested.connect(playing.play)
        table.play_next_requested.connect(playing.play_next)
        table.queue_requested.connect(playing.enqueue)
        table.edit_requested.connect(lambda: self.verbs.edit(table.selected_rows()))
        table.remove_requested.connect(lambda: self.verbs.remove(table.selected_rows()))
        table.menu_requested.connect(self._show_menu)
        table.top_left.connect(self._leave_table)
        table.place_clicked.connect(playing.play_from)
        self._strips.changed.connect(table.viewport().update)
        self._tracks.role_chosen.connect(self._on_role_chosen)
        self._tracks.modelReset.connect(self._on_shown_changed)
        self.flow.progressed.connect(self._on_progress)
        self.flow.finished.connect(self._on_imported)
        self.flow.added.connect(self._on_added)
        self.flow.ended.connect(self._busy.finish)
        self._added.play_wanted.connect(playing.start)
        self._added.work_wanted.connect(self.verbs.assign_work)
        self.flow.play_wanted.connect(playing.start)
        self._busy.cancel_requested.connect(self.flow.cancel)
        self._questions.answer_requested.connect(self.verbs.answer_questions)
        context.relay.changed.connect(self.on_change)

    def _strip(self, row: TrackRow) -> FeltStrip:
        return self._strips.strip(row.id, (row.id,)) if row.mark_count else ()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.columns.refresh()

    # --- filtering ------------------------------------------------------------------------------

    def _after_reload(self) -> None:
        """What the table can do without when it is first shown."""
        shelf = self._tracks.shelf
        self._albums.set_albums(shelf.albums, len(shelf.places))
        self._added.look_again()
        self._read_grid()
        if not self.albums.currentIndex().isValid():
            self.albums.choose_all()
        self._sounding.show()
        self._on_shown_changed()
        QTimer.singleShot(0, self, self._tracks.warm_up)

    def _on_filter_changed(self, text: str) -> None:
        self._tracks.set_filter(text)
        self._read_grid()

    def _read_grid(self) -> None:
        if self._grid is not None and self._choice.is_grid:
            self._grid.read_again()
            self._on_shown_changed()

    def _on_list_chosen(self, album: Album | None) -> None:
        if not self._choice.is_grid:
            self._on_album_chosen(album)

    def _on_album_chosen(self, album: Album | None) -> None:
        """Another album, or the same one with another name or other tracks."""
        before, self._lines = self._lines, frozenset(album.lines if album else ())
        place = TablePlace(self.table, self._tracks)
        self._tracks.set_only(album.lines if album else None)
        if before.isdisjoint(self._lines):
            self.table.scrollToTop()
        else:
            place.restore()

    def _on_shown_changed(self) -> None:
        if self._choice.is_grid and self._grid is not None:
            self._head.tell(self._grid.counted())
            self._right.show_part("grid" if self._grid.albums else "nothing")
            return
        shown = {row.id: row.duration_ms for row in self._tracks.shown}
        length = format_ms(sum(shown.values()))
        # Translators: length is how long they play, such as 1:12:30
        count = ngettext(
            "{n} track · {length}",
            "{n} tracks · {length}",
            len(shown),
            length=length,
        )
        told = (count, *self._tracks.said.said_once())
        self._head.tell("  ·  ".join(told) if shown else "")
        self._right.show_part("table" if shown else "nothing")

    def _show_everything(self) -> None:
        self.search.clear()
        self.albums.choose_all()

    # --- editing --------------------------------------------------------------------------------

    def _on_role_chosen(self, chosen: TrackRow, role: str) -> None:
        """A role chosen in one of several selected rows applies to all of them."""
        rows = self.table.selected_rows()
        self.verbs.set_role(rows if chosen.id in {row.id for row in rows} else [chosen], role)

    def _show_menu(self, at: QPoint) -> None:
        rows = self.table.selected_rows()
        leaving = self._tracks.shelf.leaving([row.key for row in rows])
        menu = build_track_menu(rows, self._playing, self.verbs, self, leaves=bool(leaving))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    # --- importing ------------------------------------------------------------------------------

    def _on_progress(self, progress: Progress) -> None:
        # Translators: name is a file's, or “Looking for music”
        text = _("Adding music: {name}", name=progress.label)
        self._busy.show_progress(progress.done, progress.total, text)

    def _on_imported(self, report: ImportReport) -> None:
        self._summary.show_report(report)

    def _on_added(self, report: ImportReport) -> None:
        from app.library.cli import in_words  # importing isn't needed to start

        is_all = asks(report) or replace(report, added=0, track_ids=(), paths=()) == ImportReport()
        self._added.show_added(report.track_ids, "" if is_all else in_words(report))
