"""The window's ties to the desktop around it, over the session bus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.profile.data_folder import APP_NAME
from ui.remote.mpris.desktop_player import DesktopPlayer
from ui.remote.portal.awake_guest import AwakeGuest
from ui.remote.portal.looks import LooksWatch
from ui.remote.session_bus import SessionBus

if TYPE_CHECKING:
    from ui.bridge.context import Context


class Desktop(QObject):
    """player: its media keys. looks: how it looks."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._bus = SessionBus()
        self._awake = AwakeGuest()
        self._bus.invite(self._awake)
        self.player = DesktopPlayer(context, self._bus, APP_NAME, self)
        self.looks = LooksWatch(self._bus, self)
        self._bus.start()

    def keep_awake(self, reason: str) -> None:
        """The screen neither dims nor locks, until this is called with an empty text. reason: why,
        for the listener.
        """
        self._bus.post(self._awake.stay, reason)

    def close(self) -> None:
        self._bus.stop()
