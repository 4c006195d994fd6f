"""The window: paints its first frame, lets the rest load behind it, places the pages.

What is imported at the top is what the first frame waits for. PySide's `Qt` namespace alone costs
18 ms, a bare window 145 ms: it is imported where it is used.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from app.core.errors import Problem
from app.profile.paths import Paths
from ui.shell.first_frame import FirstFrame
from ui.shell.window_memory import WindowMemory
from ui.window.closing import Closing

if TYPE_CHECKING:
    from app.commands.arguments import Arguments
    from app.profile.logs import HeldBack
    from app.remote.window_lock import WindowLock
    from ui.remote.socket_server import SocketServer
    from ui.shell.loading import Loaded, Loader, PlayerParts
    from ui.shell.page_spec import PageSpec
    from ui.shell.rescue import Rescue
    from ui.window.desk import Desk

FIRST_SIZE = (1320, 840)
SMALLEST = (880, 560)


class MainWindow(QMainWindow):
    """Signals: alive(), when the library is listed and keys and playing work."""

    alive = Signal()

    def __init__(
        self,
        arguments: Arguments,
        reached: Callable[[str], None] | None = None,
        lock: WindowLock | None = None,
        pages: Sequence[PageSpec[Any]] | None = None,
        player: PlayerParts | None = None,
    ) -> None:
        """lock: held by this process for the profile; other programs reach a window that has it.

        pages: those of `page_table`, unless told. player: libVLC's, unless told.
        """
        super().__init__()
        self.arguments = arguments
        self.lock = lock
        self._pages = pages
        self._player = player
        self._socket: SocketServer | None = None  # while there is no desk, which has its own
        self.desk: Desk | None = None
        self._reached = reached or _nobody_asks
        self._loader: Loader | None = None
        self._closing = Closing(self)
        self._rescue: Rescue | None = None
        self.memory = WindowMemory(arguments.profile)
        self.setWindowTitle("OST My Heart")
        self.setMinimumSize(*SMALLEST)
        self.memory.place(self, QSize(*FIRST_SIZE))
        frame = FirstFrame(self.memory.theme())
        frame.on_painted = self._on_first_paint
        self.setCentralWidget(frame)

    @cached_property
    def paths(self) -> Paths:
        """Where the profile is; not asked for before the first frame."""
        return Paths.for_profile(self.arguments.profile)

    def closeEvent(self, event: QCloseEvent) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()  # text that is still being typed is kept when its field is left
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
        from app.profile.logs import hold_back_logs
        from ui.shell.loading import Loader, vlc_player
        from ui.shell.messages import log_qt_messages

        held_logs = hold_back_logs()
        log_qt_messages()
        self._log_trouble()
        self._loader = Loader(
            self.paths,
            is_demo=self.arguments.demo or self.arguments.tour is not None,
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

    def _log_trouble(self) -> None:
        if self.lock is not None and self.lock.trouble:
            text = "another window may open beside this one: %s"
            logging.getLogger(__name__).warning(text, self.lock.trouble)

    def _set_up_logs(self, held: HeldBack) -> None:
        from app.profile.logs import set_up_logs

        set_up_logs(self.paths, is_verbose=self.arguments.verbose, held=held)

    def _on_loaded(self, loaded: Loaded) -> None:
        from ui.window.desk import Desk
        from ui.window.page_table import PAGES

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

    def _on_failed(self, problem: Problem) -> None:
        """The profile can't be used: say why, and offer what helps; nothing was touched."""
        from ui.widgets.file_chooser import FileChooser
        from ui.window.callers import decline_callers
        from ui.window.rescue_offer import dress_window, offer_rescue

        if self.desk is None:
            dress_window()
        files = FileChooser(self.memory.state)
        self._rescue = offer_rescue(problem, self.paths, self, files, self._let_go)
        self._socket = decline_callers(self, self.lock, self.paths.data)

    def _offer_rescue(self, problem: Problem) -> None:
        """Not now: the window stays as it is, and goes on saying it."""
        from ui.widgets.file_chooser import FileChooser
        from ui.window.rescue_offer import offer_rescue

        def stays() -> bool:
            if self.desk is not None:
                self.desk.context.messages.problem(problem)
            return self.desk is not None

        files = FileChooser(self.memory.state)
        self._rescue = offer_rescue(
            problem, self.paths, self, files, self._let_go, stays, "Not now"
        )

    def _let_go(self) -> None:
        """Nothing of this window holds the profile any more."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
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
        state.setValue("geometry", self.saveGeometry())
        state.setValue("theme", current_theme().name)
        if self.desk is not None:
            state.setValue("page", self.desk.pages.current_key)
        state.sync()


def _nobody_asks(_stage: str) -> None:
    """Outside the benchmark nobody wants to know how far the start is."""
