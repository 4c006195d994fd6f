"""Volume and speed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.player.player import Player

if TYPE_CHECKING:
    from app.player.backend import Backend
    from app.profile.settings import SettingsFile


class Sound(QObject):
    """The player's volume and speed, saved in the settings. Signals: changed()."""

    changed = Signal()

    def __init__(
        self,
        player: Player,
        backend: Backend,
        settings: SettingsFile,
        parent: QObject,
        monotonic_ns: Callable[[], int],
    ) -> None:
        """backend and monotonic_ns: those of the player."""
        super().__init__(parent)
        self._player = player
        self._backend = backend
        self._monotonic_ns = monotonic_ns
        self._settings = settings
        kept = settings.current
        player.output.set_volume(kept.volume)
        player.output.set_muted(kept.is_muted)
        player.set_rate(kept.rate)

    def set_volume(self, volume: int) -> None:
        self._player.output.set_volume(volume)
        self._keep(volume=self._player.output.volume)

    def change_volume(self, step: int) -> None:
        self.set_volume(self._player.output.volume + step)

    def set_muted(self, is_muted: bool) -> None:
        self._player.output.set_muted(is_muted)
        self._keep(is_muted=is_muted)

    def toggle_muted(self) -> None:
        self.set_muted(not self._player.output.is_muted)

    def set_rate(self, rate: float) -> None:
        self._player.set_rate(rate)
        self._keep(rate=self._player.rate)

    def second_player(self) -> Player:
        """A separate player, for a sound besides the music, at the same volume; the caller closes
        it.
        """
        second = Player(self._backend.another(), self._monotonic_ns)
        second.output.set_volume(self._player.output.volume)
        return second

    def _keep(self, **what: object) -> None:
        self._settings.change(**what)
        self.changed.emit()
