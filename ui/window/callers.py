"""Requests from other programs: files to open, marks to set, a second start, the desktop."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import Problem
from app.core.job_pool import Urgency
from app.core.timecode import format_ms
from app.core.words import _
from ui.bridge.places import NewMusic
from ui.widgets.leaving import leave_all

if TYPE_CHECKING:
    from app.remote.window_lock import WindowLock
    from ui.bridge.context import Context
    from ui.remote.desktop import Desktop
    from ui.remote.socket_server import Later, SocketServer


class Callers(QObject):
    """Answers them once the window is up. mark: sets a mark of the named kind, and says so.

    Signals: desktop_met(Desktop), a little later.
    """

    desktop_met = Signal(object)
    _taken_in = Signal()

    def __init__(
        self, window: QWidget, context: Context, mark: Callable[[dict[str, Any]], str]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._mark = mark
        self._socket: SocketServer | None = None
        self._desktop: Desktop | None = None

    def listen(self, lock: WindowLock | None, data: Path) -> None:
        from ui.remote.socket_server import SocketServer

        self._socket = SocketServer(
            {"mark": self._mark, "open": self._open, "toggle": self._toggle}, self
        )
        self._socket.open_to_all(lock, data)
        self._context.jobs.run(
            "Load what the desktop is spoken to with",
            lambda _job: import_module("ui.remote.desktop"),
            self._meet_desktop,
            urgency=Urgency.BEHIND,
        )

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        if self._desktop is not None:
            self._desktop.close()

    def _meet_desktop(self, loaded: Any) -> None:
        """loaded: the module, which takes longer to import than a frame."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._desktop = desktop = loaded.Desktop(self._context, self)
        player = desktop.player
        player.raise_wanted.connect(lambda: _come_forward(self._window))
        player.quit_wanted.connect(lambda: leave_all(app), Qt.ConnectionType.QueuedConnection)
        self.desktop_met.emit(desktop)

    def _toggle(self, _request: dict[str, Any]) -> str:
        """As the space bar does. Raises Problem if there is nothing to play."""
        playback = self._context.playback
        playback.toggle()
        now = playback.now.value
        if now.row is None:
            raise Problem(
                _("There is nothing to play yet."),
                "",
                _("Choose a track in the library, or add music."),
            )
        if now.sounds:
            return _("Playing “{title}”", title=now.row.title)
        time = format_ms(playback.position_ms)
        return _("Paused at {time} in “{title}”", time=time, title=now.row.title)

    def _open(self, request: dict[str, Any]) -> str | Later:
        files = tuple(Path(path).absolute() for path in request.get("paths") or ())
        if files:
            music = NewMusic(files, is_played=True, on_ended=self._taken_in.emit)
            self._context.navigator.show(music)
        _come_forward(self._window)
        said = _("Opened in the running window")
        if not files:
            return said
        from ui.remote.socket_server import Later

        return Later(said, self._taken_in)


def decline_callers(window: QWidget, lock: WindowLock | None, data: Path) -> SocketServer:
    """Tells whoever starts the program again that this window is waiting for an answer."""
    from ui.remote.socket_server import SocketServer

    def decline(_request: object) -> str:
        _come_forward(window)
        raise Problem(
            _("OST My Heart is already open, and is asking what to do about your journal."),
            "",
            _("Answer there first, then try again."),
        )

    server = SocketServer(dict.fromkeys(("open", "mark", "toggle"), decline), window)
    server.open_to_all(lock, data)
    return server


def _come_forward(window: QWidget) -> None:
    window.raise_()
    window.activateWindow()
