"""The Library page: albums on one side, their tracks on the other, one filter above both."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.words import _
from app.library.records import TrackRow
from app.transactions.changes import (
    AUDIO_FILE,
    ENTRY,
    TRACK,
    WORK,
    Change,
)
from ui.bridge.places import NewMusic
from ui.library.adding import AddingMusic
from ui.library.column_choice import ColumnChoice
from ui.library.empty_states import no_music
from ui.library.last_heard import LastHeard
from ui.library.page_head import PageHead
from ui.library.questions_note import QuestionsNote
from ui.library.shelves import LibraryShelves
from ui.library.sounding_row import SoundingRow
from ui.library.strip_cell import names
from ui.library.strip_reader import StripReader
from ui.library.table_place import TablePlace
from ui.library.track_filter import TrackFilter
from ui.library.track_gestures import TrackGestures
from ui.library.track_model import TrackTableModel
from ui.library.track_playing import TrackPlaying
from ui.library.track_table import TrackTable
from ui.library.verbs import TrackVerbs
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.late_stack import LateStack
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from app.emotions.felt import FeltStrip
    from app.library.shelf import Shelf
    from ui.bridge.context import Context
    from ui.library.album_list import AlbumList
    from ui.library.import_flow import ImportFlow
    from ui.shell.window_memory import WindowMemory

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
        *,
        run: Callable[[str], object] = str,
    ) -> None:
        """memory: the window's, which keeps how the library is shown. run: runs a command of the
        window, by its key.
        """
        super().__init__(parent)
        self._context = context
        self._run = run
        self._is_stale = False
        self._reading = context.latest_read("Read the library")
        self._tracks = TrackTableModel(self)
        services = context.services
        self._strips = StripReader(context, lambda asked: services.feelings.strips(asked), self)
        self._tracks.words.say_felt = lambda row: comma_list(names(self._strip(row)))
        heard = LastHeard(context, self)
        self.table = TrackTable(self._tracks, self._strip, self)
        self.columns = ColumnChoice(context, self.table, self._tracks, heard, memory, self)
        self._head = PageHead(memory)
        self.search = self._head.search
        self._filter = TrackFilter(context, self.table, self._tracks, self)
        self._playing = TrackPlaying(context, self.table, self._tracks)
        self._sounding = SoundingRow(context.playback, self.table, self._tracks)
        self.verbs = TrackVerbs(context, self)
        TrackGestures(self.table, self._tracks, self._playing, self.verbs)
        self._adding = AddingMusic(
            context, lambda: self._tracks.shelf, self._playing, self.verbs, self
        )
        self._shelves = LibraryShelves(
            context, self._tracks, self.table, self._playing, self._head.choice, heard, self
        )
        self._later = QTimer(self, singleShot=True, interval=_COUNT_DELAY_MS)
        self._later.timeout.connect(self.reload)
        self._lay_out()
        self._connect()
        self._show(services.library.shelf())

    @property
    def albums(self) -> AlbumList:
        return self._shelves.albums

    @property
    def flow(self) -> ImportFlow:
        return self._adding.flow

    def reload(self) -> None:
        """Reads the whole library again, keeping the selection and the view."""
        self._reading.ask_again(self._ask)

    @property
    def is_reading(self) -> bool:
        """Whether it shows what isn't up to date."""
        return self._reading.is_under_way

    def _ask(self) -> None:
        library = self._context.services.library
        self._reading.ask(lambda: _made_ready(library.shelf()), self._on_read)

    def _on_read(self, shelf: Shelf | None) -> None:
        """None: there is no answer, and what is shown stays."""
        self._is_stale = self.table.is_editing  # the list of roles is open in a row
        if shelf is not None and not self._is_stale:
            self._show(shelf)

    def _on_editing_ended(self) -> None:
        if self._is_stale:
            self.reload()

    def _show(self, shelf: Shelf) -> None:
        place = TablePlace(self.table, self._tracks)
        self._tracks.set_shelf(shelf)
        place.restore()
        self._filter.look_through(shelf)
        was_empty = self._stack.currentWidget() is not self._shelves
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus is not None and self._stack.isAncestorOf(focus)
        self._stack.show_part("shelves" if shelf.lines else "empty")
        if shelf.lines:
            self._shelves.begin()
            if was_empty and had_focus:
                self.focus_tracks()
        for part in (self.search, self._head.choice):
            part.setEnabled(bool(shelf.lines))
        QTimer.singleShot(0, self, self._after_reload)

    def _after_reload(self) -> None:
        """What the table can do without when it is first shown."""
        if not self.is_reading:  # what was added may not be there yet
            self._adding.card.look_again()
        self._shelves.read_again()
        self._sounding.show()
        self._filter.prepare()

    def show_track(self, track_id: int) -> None:
        """Selects a track and scrolls to it, clearing a filter that hides it."""
        if self._head.choice.is_grid or not self._tracks.places_of(track_id):
            self.search.clear()
        self._shelves.show_track(track_id)

    def show_current(self) -> None:
        """The track that plays, or is paused, if there is one."""
        track = self._context.playback.track
        if track is None:
            self._context.messages.say(_("Nothing plays yet."))
        else:
            self.show_track(track.id)
            self.focus_tracks()

    def focus_search(self) -> None:
        """For the Find command: the filter gets the focus."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_tracks(self) -> None:
        """The table, once there are tracks; before, the button that adds some."""
        shown = self._stack.currentWidget()
        if shown is self._shelves:
            self._shelves.focus_tracks()
        elif shown is not None:
            shown.setFocus()

    def add_folder(self) -> None:
        self.flow.ask_for_folder()

    def add_files(self) -> None:
        self.flow.ask_for_files()

    @property
    def is_searching(self) -> bool:
        """Whether what was typed last isn't answered yet."""
        return self._filter.is_under_way

    def merge_selected(self) -> None:
        """For the command “Same track as…”."""
        self.verbs.same_as(self.table.selected_rows())

    def play_chosen(self) -> bool:
        """The selected tracks, else all that are shown. Returns whether there are any, or may be:
        what was typed isn't answered yet.
        """
        if self.is_searching:
            self._filter.once_found(self.play_chosen)
            return True
        return self._playing.play() or self._playing.play_all()

    def _on_enter(self) -> None:
        """After Down, while the results are awaited: it is meant for the first of them."""
        if self._filter.is_awaited:
            self._filter.once_found(self.play_chosen)

    def keep_clear(self) -> list[QRect]:
        return self._adding.keep_clear()

    def take_in(self, music: NewMusic) -> None:
        self._adding.take_in(music)

    def on_change(self, change: Change) -> None:
        from app.marks.kinds import changes_of_marks

        of_marks = changes_of_marks()
        if change.kinds and change.kinds <= of_marks | {ENTRY}:
            self._later.start()
        elif change.touches(TRACK, AUDIO_FILE, WORK, *of_marks):
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < scaled_px(_NARROW_PX)
        self._head.choice.fit(is_narrow=is_narrow)
        self._shelves.fit(is_narrow=is_narrow)

    def _lay_out(self) -> None:
        self._shelves.hide()  # until there is a track to show
        self._questions = QuestionsNote(self._context, self.verbs.merging)
        self._stack = LateStack(
            {
                "empty": lambda: no_music(
                    self.add_folder,
                    self.add_files,
                    lambda folder: self.flow.add([folder]),
                    self._run,
                ),
                "shelves": lambda: self._shelves,
            }
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._head)
        column.addWidget(self._adding.busy)
        column.addWidget(self._adding.summary)
        column.addWidget(self._questions)
        column.addWidget(self._stack, 1)
        column.addWidget(self._adding.card)

    def _connect(self) -> None:
        self._head.folder_wanted.connect(self.add_folder)
        self._head.files_wanted.connect(self.add_files)
        self._head.rescan_wanted.connect(self.flow.look_again)
        self.search.textChanged.connect(self._filter.find)
        self.search.down_pressed.connect(lambda: self._filter.once_found(self.focus_tracks))
        self.search.enter_pressed.connect(self._on_enter)
        self._filter.found.connect(self._shelves.show_found)
        self._shelves.told.connect(self._head.tell)
        self._shelves.left.connect(self.focus_search)
        self._shelves.everything_wanted.connect(self._show_everything)
        self.table.editing_ended.connect(self._on_editing_ended)
        self._strips.changed.connect(self.table.viewport().update)
        self._questions.answer_requested.connect(self.verbs.answer_questions)
        self._context.relay.changed.connect(self.on_change)

    def _strip(self, row: TrackRow) -> FeltStrip:
        return self._strips.strip(row.id, (row.id,)) if row.mark_count else ()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.columns.refresh()

    def _show_everything(self) -> None:
        self.search.clear()
        self._shelves.show_all()


def _made_ready(shelf: Shelf) -> Shelf:
    """With what showing it asks for: the GUI thread needn't work it out."""
    for ask in (attrgetter("numbers"), attrgetter("places"), attrgetter("albums")):
        ask(shelf)
    return shelf
