"""The loaded window: pages, rail and player bar around one set of services, laid out and wired."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.core.job_pool import Urgency
from app.core.words import _
from app.player.records import PlayState
from ui.bridge.archive.archiving import Archiving
from ui.bridge.jobs.gc_pauses import GarbageRounds
from ui.bridge.keys.bare_keys import spare_bare_keys
from ui.bridge.keys.key_watch import KeyWatch
from ui.bridge.keys.marking import Marking
from ui.bridge.keys.marking_keys import MarkingKeys
from ui.bridge.news.letters_opening import LettersOpening
from ui.bridge.news.others import OthersWatch
from ui.bridge.news.place_keeper import PlaceKeeper
from ui.bridge.news.playing_faults import PlayingFaults
from ui.bridge.news.search_keeper import SearchKeeper
from ui.bridge.news.waiting_keeper import WaitingKeeper
from ui.bridge.places import NewMusic
from ui.bridge.playback.file_looks import FileLooks
from ui.bridge.playback.listening import ListenKeeper
from ui.bridge.track.track_view import TrackView
from ui.bridge.track.track_words import WordsNow
from ui.player_bar.bar import PlayerBar
from ui.shell.messages import Messages
from ui.shell.page_spec import PageParts, PageSpec
from ui.shell.rail import Rail
from ui.shell.shortcuts import CommandKeys
from ui.widgets.accessible_widgets import install_accessible_widgets
from ui.widgets.file_chooser import FileChooser
from ui.widgets.key_text import tell_keys_again
from ui.widgets.popup_menu import PopupMenu
from ui.window.callers import Callers
from ui.window.commands import every_command, gathered
from ui.window.dress import Dress
from ui.window.dropped_files import DroppedFiles
from ui.window.foot import Foot
from ui.window.full_window import FullWindow
from ui.window.navigation import Navigation
from ui.window.own_commands import Frame
from ui.window.page_table import FIRST_PAGE, LIBRARY
from ui.window.pages import Pages
from ui.window.surroundings import close_context, make_context, tell_news
from ui.window.wakefulness import Wakefulness

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.remote.window_lock import WindowLock
    from ui.bridge.journal.now_asked import NowAsked
    from ui.command_palette.palette import CommandPalette
    from ui.remote.desktop import Desktop
    from ui.shell.loading import Loaded
    from ui.shell.window_memory import WindowMemory


class Desk(QObject):
    """Everything that lives as long as the profile is open. `view` fills the window.

    specs: the pages there are. Signals: rescue_wanted(Problem), when the listener wants to recover
    a damaged journal.
    """

    rescue_wanted = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        loaded: Loaded,
        memory: WindowMemory,
        specs: Iterable[PageSpec[Any]],
    ) -> None:
        super().__init__(window)
        install_accessible_widgets()
        self.specs = tuple(specs)
        self.services = loaded.services
        self._window = window
        self._memory = memory
        self._opens_files = False
        self._has_gone_on = False
        self._is_start_wanted = False
        self._is_library_empty = not self.services.library.tracks()
        self.dress = Dress(window, self.services.settings, memory.looks())
        self._messages = Messages(window)
        self._commands = every_command(self.specs)
        settings = self.services.settings
        shortcuts = CommandKeys(self._commands, settings.current.own_shortcuts)
        settings.subscribe(lambda current: shortcuts.take(current.own_shortcuts))
        shortcuts.subscribe(tell_keys_again)
        self.pages = Pages(self.specs, lambda spec: spec.make(self._parts), self._instead)
        self.navigation = Navigation(self.specs, self.pages)
        self.context = make_context(
            loaded,
            self._messages,
            self.navigation,
            shortcuts,
            FileChooser(memory.state),
            self,
        )
        self.archiving = Archiving(self.context, window)
        self.playback = self.context.playback
        self.listens = ListenKeeper(self.services, self.playback, self)
        self.letters = LettersOpening(self.context, self)
        self.listens.looked.connect(self.letters.on_looked)
        self.key_watch = KeyWatch(window)
        self.keys = MarkingKeys(self.key_watch, frozenset())
        self.key_watch.add(spare_bare_keys)
        asked = self.context.now_asked
        self.marking = Marking(
            self.services, self.playback, self.keys, self.context.do, self, asked
        )
        self.track_view = TrackView(self.context, self)
        self.places = PlaceKeeper(self.services, self.playback, self.track_view, self)
        self.track_view.await_track(is_awaited=self.places.has_place)
        self.words_now = WordsNow(self.context, self.track_view, self)
        self._parts = PageParts(
            self.context,
            self.marking,
            self.track_view,
            self.words_now,
            self.archiving,
            memory,
            lambda command: self.actions[command].trigger(),
        )
        self.rail = Rail(self.specs, shortcuts)
        self.bar = PlayerBar(self.context, self.track_view)
        reading = self.key_watch.reading
        frame = Frame(
            window,
            self.context,
            self.archiving,
            self.pages,
            shortcuts,
            reading,
            self._open_palette,
        )
        self._table = gathered(frame, self.specs)
        self.key_watch.add(self._table.keep_from_fields)
        self.key_watch.is_key = lambda key: key in self.keys.keys or shortcuts.is_single(key)
        self.key_watch.run_shortcut = self._table.run_key
        marked_on = {spec.key for spec in self.specs if spec.takes_marks}
        self.keys.may_mark = lambda: (
            self.pages.current_key in marked_on or self._is_asked_here(asked)
        )
        self._foot = Foot(self.context, self.archiving, self.bar)
        self.view = self._lay_out()
        self.full_window = FullWindow(window, (self.rail, self._foot), self.specs)
        self._messages.float_over(self.pages, self.pages.keep_clear)
        self._faults = PlayingFaults(self.playback, self._messages, self)
        self._wire()
        self._callers = Callers(window, self.context, self.marking.mark_by_name)
        self._callers.desktop_met.connect(self._meet_desktop)
        self.file_looks = FileLooks(
            self.services.library.availability, self.playback, self.context.jobs, self
        )
        self.others = OthersWatch(self.services.ledger, self)
        self._faults.file_missing.connect(self.file_looks.look_at_all)
        self._garbage = GarbageRounds(lambda: self.playback.state is PlayState.PLAYING, self)

    @property
    def actions(self) -> dict[str, QAction]:
        """By the commands' keys."""
        return self._table.actions

    def on_warmed(self, vlc_problem: Problem | None, lock: WindowLock | None) -> None:
        """The database and libVLC are open: makes what could wait for them."""
        self._garbage.start()
        self.others.start()
        menu = PopupMenu(self.rail)
        self._table.fill_menu(menu, self._commands)
        self.rail.set_menu(menu)
        self.marking.take_vocabulary()
        self._waiting = WaitingKeeper(self.context, self.services.waiting, self)
        self._callers.listen(lock, self.services.paths.data)
        if vlc_problem is not None:
            self.context.messages.problem(vlc_problem)
        if self.services.ledger.is_read_only:
            self._say_read_only()
        else:
            self._read_outdated()
            SearchKeeper(self.context, self)
            self.letters.start()
        self._go_on()
        self.places.start()
        self.file_looks.start()
        self.context.listening_through.start()
        self.context.jobs.run("Sweep", lambda _job: self._sweep(), urgency=Urgency.BEHIND)

    def _sweep(self) -> None:
        """Off the GUI thread."""
        self.services.sweep()
        if not self.services.ledger.is_read_only:
            self.services.sweep_pictures()

    def _go_on(self) -> None:
        """Where the listener left off; with the music, if it was to start before that was known."""
        self._has_gone_on = True
        if not self._opens_files:  # they play by themselves
            self.places.resume()
        self.track_view.await_track(is_awaited=False)
        if self._opens_files:
            return
        if self._is_start_wanted and self.playback.state in (PlayState.EMPTY, PlayState.STOPPED):
            self.playback.toggle()

    def _read_outdated(self) -> None:
        """Files that the tag reader of an earlier version read: this one finds more."""

        def take_in(paths: list[Path]) -> None:
            if paths:
                page: Any = self.pages.page(LIBRARY.key)
                LIBRARY.shows[NewMusic](page, NewMusic(tuple(paths), is_quiet=True))

        importing = self.services.importing
        self.context.jobs.run(
            "Look for outdated files",
            lambda _job: importing.outdated(),
            on_done=take_in,
            urgency=Urgency.BEHIND,
        )

    @cached_property
    def _palette(self) -> CommandPalette:
        from ui.command_palette.palette import CommandPalette

        return CommandPalette(
            self.context, self._window, self._commands, self.specs, self._table.actions
        )

    def _open_palette(self) -> None:
        self._palette.open(self.pages.current_key)

    def open_first_page(self) -> None:
        """Where the listener left off; an empty library asks for music first."""
        last_key = self._memory.text("page")
        is_known = any(spec.key == last_key for spec in self.specs)
        self.pages.show_page(last_key if is_known and not self._is_library_empty else FIRST_PAGE)

    def open_files(self, files: Iterable[Path]) -> None:
        """Adds files from the command line, then plays them."""
        if paths := tuple(path.absolute() for path in files):
            self._opens_files = True
            self.navigation.show(NewMusic(paths, is_played=True))

    def _start_chosen(self) -> None:
        """While nothing was played yet: goes on with the last place, if need be once it is known or
        its drive is back, or plays what is chosen in the library.
        """
        if not self._has_gone_on:
            self._is_start_wanted = True
            return
        if self.places.resume_late():
            self.playback.toggle()
            return
        page: Any = self.pages.page(LIBRARY.key)
        if not page.play_chosen():
            self.navigation.open_page(LIBRARY.key)

    def commit(self) -> None:
        """Saves unfinished input, or lets it wait to be saved."""
        self.marking.release_all()
        self.pages.commit()

    def close(self) -> None:
        """Saves unfinished input and closes everything, in the order of dependence."""
        self._garbage.stop()
        self.others.stop()
        self.file_looks.stop()
        self._callers.close()
        self.commit()
        self.places.close()
        self.listens.close()
        close_context(self.context)
        self.dress.stop()
        self._stop_timers()
        self.services.close()

    def _meet_desktop(self, desktop: Desktop) -> None:
        desktop.looks.changed.connect(self.dress.know)
        Wakefulness(desktop, self.playback, self.pages, self.specs)

    def _stop_timers(self) -> None:
        """A page that re-reads now would open the journal again while it is being recovered."""
        for root in (self, self.view):
            for timer in root.findChildren(QTimer):
                timer.stop()

    def _is_asked_here(self, asked: NowAsked) -> bool:
        """Whether a part of the page in front asks, and the page or the player has the keyboard."""
        focus: QWidget | None = self._window.focusWidget()
        return asked.by is not None and (focus is None or not self.rail.isAncestorOf(focus))

    def _instead(self, spec: PageSpec[Any]) -> str:
        return "" if spec.instead is None else spec.instead(self._parts)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> QWidget:
        view = QWidget()
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self.pages, 1)
        down = QVBoxLayout(view)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(across, 1)
        down.addWidget(self._foot)
        return view

    def _wire(self) -> None:
        say = self.context.messages.problem
        self._messages.rescue_wanted.connect(self.rescue_wanted)
        tell_news(self.context, self)
        self.context.relay.changed.connect(self.marking.on_change)
        self.playback.fault.connect(self._faults.tell)
        self.playback.start_wanted.connect(self._start_chosen)
        self.marking.problem.connect(say)
        self.marking.news.connect(self.context.messages.say)
        self.listens.problem.connect(say)
        if self._memory.problem is not None:
            say(self._memory.problem)
        self.services.settings.tell_problems(say)
        self.rail.page_chosen.connect(self.navigation.open_page)
        self.pages.page_shown.connect(self.rail.show_page)
        self.pages.page_shown.connect(self.full_window.show_page)
        self.pages.page_shown.connect(self._table.on_page_shown)
        self._way = QTimer(self, singleShot=True, interval=0)  # once it is laid out
        self._way.timeout.connect(self._messages.make_way)
        for changed in (self.pages.page_shown, self.marking.kept, self.context.relay.changed):
            changed.connect(lambda _what: self._way.start())
        DroppedFiles(self.context, self._window)

    # --- what has to be said --------------------------------------------------------------------

    def _say_read_only(self) -> None:
        """The message disappears, the title stays."""
        self._window.setWindowTitle(_("{title} – read-only", title=self._window.windowTitle()))
        self.context.messages.say(
            _(
                "Your journal is read-only here: you can listen and look around, but nothing can "
                "be saved. You can still export it."
            )
        )
