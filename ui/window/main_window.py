"""The window: paints its first frame, loads the rest behind it, then shows the pages.

The first frame waits for whatever is imported at the top: PySide's `Qt` namespace alone costs
18 ms, a bare window 145 ms. Everything else is imported where it is used.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from app.core.errors import Problem
from app.core.languages import reads_right_to_left, spoken
from app.core.words import _
from ui.shell.first_frame import BAR_PX, RAIL_PX, FirstFrame
from ui.shell.window_memory import WindowMemory, room_on_screen
from ui.window.closing import Closing

if TYPE_CHECKING:
    from app.commands.arguments import Arguments
    from app.profile.crash_file import CrashFile
    from app.profile.logs import HeldBack
    from app.profile.paths import Paths
    from app.remote.window_lock import WindowLock
    from ui.remote.socket_server import SocketServer
    from ui.shell.loading import Loaded, Loader, PlayerParts
    from ui.shell.page_spec import PageSpec
    from ui.shell.rescue import Rescue
    from ui.window.desk import Desk

FIRST_SIZE = (1320, 840)
SMALLEST = (880, 560)


class MainWindow(QMainWindow):
    """Signals: alive(), when the library is listed, and keys and playback work."""

    alive = Signal()

    def __init__(
        self,
        arguments: Arguments,
        reached: Callable[[str], None] | None = None,
        lock: WindowLock | None = None,
        pages: Sequence[PageSpec[Any]] | None = None,
        player: PlayerParts | None = None,
    ) -> None:
        """lock: held by this process for the profile; other programs reach the window that has it.

        pages: by default those of `page_table`. player: by default libVLC's.
        """
        super().__init__()
        self.arguments = arguments
        self.lock = lock
        self._pages = pages
        self._player = player
        self._socket: SocketServer | None = None  # only without a desk, which has its own
        self.desk: Desk | None = None
        self._reached = reached or _nobody_asks
        self._loader: Loader | None = None
        self._closing = Closing(self)
        self._rescue: Rescue | None = None
        self._crashes: CrashFile | None = None
        self.memory = WindowMemory(arguments.profile)
        self.setWindowTitle("OST My Heart")
        self.setMinimumSize(QSize(*SMALLEST).boundedTo(room_on_screen()))
        self.memory.place(self, QSize(*FIRST_SIZE))
        self.setCentralWidget(self._first_frame())

    def _first_frame(self) -> FirstFrame:
        frame = FirstFrame(
            self.memory.theme(),
            rail_px=self.memory.length("rail_px", RAIL_PX),
            bar_px=self.memory.length("bar_px", BAR_PX),
            is_mirrored=reads_right_to_left(self._language()),
        )
        frame.on_painted = self._on_first_paint
        return frame

    @cached_property
    def paths(self) -> Paths:
        """Where the profile is; not looked up before the first frame."""
        from app.profile.paths import Paths

        return Paths.for_profile(self.arguments.profile)

    def _language(self) -> str:
        """Of the first frame, which doesn't wait for the settings: the last session's."""
        last = "" if self.arguments.language else self.memory.text("language")
        return last or spoken()

    def closeEvent(self, event: QCloseEvent) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()  # a field saves its text when it loses the focus
        if not self._closing.may_close(self.desk):
            event.ignore()
            return
        self._keep_state()
        if self._rescue is not None:
            self._rescue.close()
        self._let_go()
        event.accept()

    # --- from the first frame to alive ----------------------------------------------------------

    def _on_first_paint(self) -> None:
        self._reached("first_paint")
        QTimer.singleShot(0, self._load_the_rest)

    def _load_the_rest(self) -> None:
        from PySide6.QtCore import Qt

        from app.profile.crash_file import CrashFile
        from app.profile.logs import hold_back_logs
        from ui.shell.loading import Loader, vlc_player
        from ui.shell.messages import log_qt_messages

        held_logs = hold_back_logs()
        log_qt_messages()
        self._log_trouble()
        self._crashes = CrashFile(self.paths.logs)
        self._crashes.begin()
        self._loader = Loader(
            self.paths,
            is_demo=self.arguments.demo or self.arguments.tour is not None,
            speaks_settings=not self.arguments.language,
            player=self._player or vlc_player(is_silent=self.arguments.silent),
            set_up_logs=partial(self._set_up_logs, held_logs),
            parent=self,
        )
        self._loader.loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)
        self._loader.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        self._loader.crashed.connect(self._on_crashed, Qt.ConnectionType.QueuedConnection)
        self._loader.warmed.connect(self._on_warmed, Qt.ConnectionType.QueuedConnection)
        self._loader.start()
        import ui.window.desk  # noqa: F401 - meanwhile, on this thread

    def _follow_language(self) -> None:
        """Known only once the settings are read, and needed before the first text is shown."""
        from ui.shell.language import follow_language

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        follow_language(app)

    def _log_trouble(self) -> None:
        if self.lock is not None and self.lock.trouble:
            text = "another window may open beside this one: %s"  # not shown
            logging.getLogger(__name__).warning(text, self.lock.trouble)

    def _set_up_logs(self, held: HeldBack) -> None:
        from app.profile.logs import set_up_logs

        set_up_logs(self.paths, is_verbose=self.arguments.verbose, held=held)

    def _on_loaded(self, loaded: Loaded) -> None:
        from ui.window.desk import Desk
        from ui.window.page_table import PAGES

        self._follow_language()
        self.desk = Desk(self, loaded, self.memory, self._pages or PAGES)
        self.desk.rescue_wanted.connect(self._offer_rescue)
        self.setCentralWidget(self.desk.view)
        self.desk.open_first_page()
        self.desk.open_files(self.arguments.files)
        self.desk.view.repaint()
        self._reached("usable")
        self.alive.emit()
        assert self._loader is not None
        self._loader.warm()

    def _on_warmed(self, vlc_problem: Problem | None) -> None:
        if self.desk is not None:
            self.desk.on_warmed(vlc_problem, self.lock)
            if self._crashes is not None and self._crashes.last:
                self._tell_crash(self.desk, self._crashes.last)

    def _tell_crash(self, desk: Desk, report: str) -> None:
        from ui.shell.report_text import with_system

        desk.context.messages.problem(
            Problem(
                _("OST My Heart ended unexpectedly the last time."),
                _("Everything you saved is on disk."),
                _("If it happens again, copy the details and report it; nothing is sent."),
                with_system(report),
            )
        )

    def _on_failed(self, problem: Problem) -> None:
        """The profile can't be used: says why, and offers what helps. Nothing was changed."""
        from ui.widgets.file_chooser import FileChooser
        from ui.window.callers import decline_callers
        from ui.window.rescue_offer import dress_window, offer_rescue

        if self.desk is None:
            self._follow_language()
            dress_window()
        files = FileChooser(self.memory.state)
        self._rescue = offer_rescue(problem, self.paths, self, files, self._let_go)
        self._socket = decline_callers(self, self.lock, self.paths.data)

    def _offer_rescue(self, problem: Problem) -> None:
        """If the listener declines, the window stays as it is and goes on showing the message."""
        from ui.widgets.file_chooser import FileChooser
        from ui.window.rescue_offer import offer_rescue

        def stays() -> bool:
            if self.desk is not None:
                self.desk.context.messages.problem(problem)
            return self.desk is not None

        files = FileChooser(self.memory.state)
        self._rescue = offer_rescue(
            problem, self.paths, self, files, self._let_go, stays, _("Not now")
        )

    def _let_go(self) -> None:
        """Closes everything of this window that has the profile open."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._crashes is not None:
            self._crashes.end()
        if self._loader is not None:
            self._loader.end()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _on_crashed(self, mistake: Exception) -> None:
        from ui.window.rescue_offer import crash_problem

        self._on_failed(crash_problem(mistake))

    def _keep_state(self) -> None:
        from ui.style.theme import current_theme

        state = self.memory.state
        full = None if self.desk is None else self.desk.full_window.geometry_before
        state.setValue("geometry", full or self.saveGeometry())
        state.setValue("theme", current_theme().name)
        state.setValue("language", spoken())
        if self.desk is not None:
            self.memory.keep_looks(self.desk.dress.looks)
            state.setValue("page", self.desk.pages.lasting_key)
            state.setValue("rail_px", str(self.desk.rail.width()))
            state.setValue("bar_px", str(self.desk.bar.height()))
        state.sync()


def _nobody_asks(_stage: str) -> None:
    """Only the benchmark wants to know how far the start is."""
