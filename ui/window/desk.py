"""The living window: pages, rail and player bar around one set of services. It places; it wires."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.core.job_pool import Urgency
from app.player.records import PlayState
from app.player.troubles import FileMissing
from ui.bridge.context import Context
from ui.bridge.jobs.gc_pauses import GarbageRounds
from ui.bridge.jobs.postponed import Postponed
from ui.bridge.jobs.runner import JobRunner
from ui.bridge.journal.relay import ChangeRelay
from ui.bridge.journal.undo import History
from ui.bridge.keys.bare_keys import spare_bare_keys
from ui.bridge.keys.key_watch import KeyWatch
from ui.bridge.keys.marking import Marking
from ui.bridge.keys.marking_keys import MarkingKeys
from ui.bridge.news.others import OthersVoice, OthersWatch
from ui.bridge.news.postponed_voice import PostponedVoice
from ui.bridge.news.undo_voice import UndoVoice
from ui.bridge.news.waiting_keeper import WaitingKeeper
from ui.bridge.playback.file_looks import FileLooks
from ui.bridge.playback.listening import ListenKeeper
from ui.bridge.playback.playback import Playback
from ui.bridge.track.track_view import TrackView
from ui.library.drop import MusicDrop
from ui.player_bar.bar import PlayerBar
from ui.shell.actions import build_actions, fill_menu
from ui.shell.messages import Messages
from ui.shell.rail import PAGES, Rail
from ui.style.scheme import SchemeFollower
from ui.style.theme import scaled_px, theme_signals
from ui.window.commands import WindowVerbs
from ui.window.navigation import PageLinks
from ui.window.pages import Pages
from ui.window.scene_question import SceneQuestion

if TYPE_CHECKING:
    from app.core.errors import Problem
    from ui.journal.page import JournalPage
    from ui.library.page import LibraryPage
    from ui.listen.page import ListenPage
    from ui.remote.socket_server import Later, SocketServer
    from ui.shell.loading import Loaded
    from ui.window.main_window import MainWindow

_LEAST_PX = (500, 320)  # of the window at 100 % text; its own minimum leaves more
PAGE_KEYS = frozenset(key for key, _, _ in PAGES)


class Desk(QObject):
    """Everything that lives as long as the open profile. `view` fills the window.

    Signals: rescue_wanted(Problem), when the listener wants the damaged journal mended.
    """

    rescue_wanted = Signal(object)

    def __init__(self, window: MainWindow, loaded: Loaded) -> None:
        super().__init__(window)
        self.window = window
        self.services = loaded.services
        self._smallest = window.minimumSize()
        self._is_library_empty = not self.services.library.tracks()
        self._dress()
        self.context = self._make_context(loaded)
        self.playback = self.context.playback
        self.listens = ListenKeeper(self.services, self.playback, self)
        self.key_watch = KeyWatch(window)
        self.keys = MarkingKeys(self.key_watch, frozenset())
        self.key_watch.add(spare_bare_keys)
        self.marking = Marking(self.services, self.playback, self.keys, self.context.do, self)
        self.track_view = TrackView(self.context, self)
        self.pages = Pages(self.context, self.marking, self.track_view)
        self.rail = Rail()
        self.bar = PlayerBar(self.context, self.track_view)
        self.scene_question = SceneQuestion(self)
        self.verbs = WindowVerbs(self)
        self.actions = build_actions(window, self.verbs.table())
        self.view = self._lay_out()
        self._messages.float_over(self.pages)
        self._wire()
        self._socket: SocketServer | None = None
        self.file_looks = FileLooks(
            self.services.library.availability, self.playback, self.context.jobs, self
        )
        self.others = OthersWatch(self.services.ledger, self)
        self._garbage = GarbageRounds(lambda: self.playback.state is PlayState.PLAYING, self)

    def on_warmed(self, vlc_problem: Problem | None) -> None:
        """The database and libVLC are open: what could wait for them is made now."""
        self._garbage.start()
        self.others.start()
        menu = QMenu(self.rail)
        fill_menu(menu, self.actions)
        self.rail.set_menu(menu)
        self.marking.take_vocabulary()
        self._waiting = WaitingKeeper(self.context, self.services.waiting, self)
        self._socket = self._open_socket()
        if vlc_problem is not None:
            self.context.messages.problem(vlc_problem)
        if self.services.ledger.is_read_only:
            self._say_read_only()
        self.file_looks.start()
        self.context.jobs.run("Sweep", lambda _job: self.services.sweep(), urgency=Urgency.BEHIND)

    def _say_read_only(self) -> None:
        """The message goes, the title stays."""
        self.window.setWindowTitle(f"{self.window.windowTitle()} – read-only")
        self.context.messages.say(
            "Your journal is read-only here: listen and look around, but nothing can be kept. "
            "An export works."
        )

    def _on_fault(self, problem: Problem) -> None:
        self.context.messages.problem(problem)
        if isinstance(problem, FileMissing):
            self.file_looks.look_at_all()  # it is seldom alone

    # --- pages ----------------------------------------------------------------------------------

    @property
    def page_key(self) -> str:
        return self.pages.current_key

    def show_page(self, key: str) -> QWidget:
        self.rail.show_page(key)
        return self.pages.show_page(key)

    def open_first_page(self, last_key: str) -> None:
        """Where the listener left off; a new library first asks for music."""
        key = last_key if last_key in PAGE_KEYS else "library"
        self.show_page("library" if self._is_library_empty else key)

    def listen(self) -> ListenPage:
        return self.pages.listen

    def library(self) -> LibraryPage:
        return self.pages.library

    def show_listen(self) -> ListenPage:
        self.show_page("listen")
        return self.pages.listen

    def show_journal(self) -> JournalPage:
        self.show_page("journal")
        return self.pages.journal

    # --- files, dialogs -------------------------------------------------------------------------

    def open_files(self, files: Sequence[Path]) -> None:
        """Adds files from the command line or another program, then plays them."""
        if files:
            self.show_page("library")
            self.pages.library.flow.add([path.absolute() for path in files], play=True)

    def add_dropped(self, paths: list[Path]) -> None:
        """Files and folders that were dropped on the window are added, not played."""
        self.show_page("library")
        self.pages.library.flow.add(paths)

    def show_keys(self) -> None:
        from ui.shell.keys_dialog import KeysDialog

        KeysDialog(self.services.emotions.emotions(), self.window).open()

    def show_about(self) -> None:
        from ui.shell.about_dialog import AboutDialog

        AboutDialog(self.services.paths, self.window).open()

    def commit(self) -> None:
        """What is under way is kept, or waits for the journal."""
        self.marking.release_all()
        self.pages.commit()

    def close(self) -> None:
        """Keeps what is under way and lets everything go, in the order of need."""
        self._garbage.stop()
        self.others.stop()
        self.file_looks.stop()
        if self._socket is not None:
            self._socket.close()
        self.commit()
        self.listens.close()
        self.context.jobs.shut_down()
        self.context.postponed.finish()
        self.context.postponed.close()
        self.context.relay.close()
        self.playback.close()
        self._scheme.stop()
        self._stop_timers()
        self.services.close()

    def _stop_timers(self) -> None:
        """What a page was about to read again would open the journal once more, under the hands of
        whoever mends it.
        """
        for root in (self, self.view):
            for timer in root.findChildren(QTimer):
                timer.stop()

    # --- making ---------------------------------------------------------------------------------

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        current = self.services.settings.current
        self._scheme = SchemeFollower(app, current.theme, current.text_scale)
        self._scheme.apply()
        theme_signals().theme_changed.connect(self._keep_room_for_text)
        self._keep_room_for_text()
        self.services.settings.subscribe(lambda new: self._scheme.choose(new.theme, new.text_scale))

    def _keep_room_for_text(self, _theme: object = None) -> None:
        """The larger the text the larger the smallest window, as far as the screen reaches."""
        needed = QSize(*(scaled_px(px) for px in _LEAST_PX)).expandedTo(self._smallest)
        self.window.setMinimumSize(needed.boundedTo(self.window.screen().availableSize()))

    def _make_context(self, loaded: Loaded) -> Context:
        self._messages = Messages(self.window)
        context = Context(
            services=self.services,
            playback=Playback(self.services, loaded.backend, self),
            relay=ChangeRelay(self.services.feed, self),
            jobs=JobRunner(self),
            history=History(self.services.ledger, self),
            messages=self._messages,
            postponed=Postponed(self.services.ledger, self),
        )
        self._messages.catch_mistakes()
        self._messages.rescue_wanted.connect(self.rescue_wanted)
        self._messages.look_into = partial(_look_for_damage, context)
        return context

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
        down.addWidget(self.bar)
        return view

    def _wire(self) -> None:
        context = self.context
        context.relay.changed.connect(context.history.on_change)
        context.relay.changed.connect(self.playback.on_change)
        context.relay.changed.connect(self.marking.on_change)
        context.history.problem.connect(context.messages.problem)
        UndoVoice(context, self)
        OthersVoice(context, self)
        PostponedVoice(context, self)
        context.jobs.problem.connect(context.messages.problem)
        self.playback.fault.connect(self._on_fault)
        self.marking.problem.connect(context.messages.problem)
        self.marking.news.connect(context.messages.say)
        self.listens.problem.connect(context.messages.problem)
        if self.window.memory.problem is not None:
            context.messages.problem(self.window.memory.problem)
        self.services.settings.tell_problems(context.messages.problem)
        self.rail.page_chosen.connect(self.show_page)
        self.bar.track_clicked.connect(lambda: self.show_page("listen"))
        MusicDrop(self.window).dropped.connect(self.add_dropped)
        PageLinks(self)
        self._wire_undo()

    def _wire_undo(self) -> None:
        stack = self.context.history.stack
        for key, text_changed, enabled_changed in (
            ("undo", stack.undoTextChanged, stack.canUndoChanged),
            ("redo", stack.redoTextChanged, stack.canRedoChanged),
        ):
            action, word = self.actions[key], key.capitalize()
            action.setEnabled(False)
            enabled_changed.connect(action.setEnabled)
            text_changed.connect(
                lambda text, action=action, word=word: action.setText(f"{word} {text}".strip())
            )

    def _open_socket(self) -> SocketServer:
        from ui.remote.socket_server import SocketServer

        server = SocketServer({"mark": self.marking.mark_by_name, "open": self._open_asked}, self)
        server.open_to_all(self.window.lock, self.services.paths.data)
        return server

    def _open_asked(self, request: dict[str, Any]) -> str | Later:
        files = [Path(path) for path in request.get("paths") or ()]
        self.open_files(files)
        self.window.raise_()
        self.window.activateWindow()
        said = "Opened in the running window"
        if not files:
            return said
        from ui.remote.socket_server import Later

        return Later(said, self.pages.library.flow.ended)


def _look_for_damage(context: Context, tell: Callable[[Problem | None], None]) -> None:
    """A mistake may be what a damaged row made of it: the whole file is looked at, in a job."""
    from app.archive.rescue import damage_of

    paths = context.services.paths
    context.jobs.run(
        "Look for damage", lambda _job: damage_of(paths), tell, lambda _problem: tell(None)
    )
