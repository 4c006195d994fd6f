"""How loud and how fast it plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.player.player import Player
    from app.profile.settings import SettingsFile


class Sound(QObject):
    """The player's volume and speed, as the settings keep them. Signals: changed()."""

    changed = Signal()

    def __init__(self, player: Player, settings: SettingsFile, parent: QObject) -> None:
        super().__init__(parent)
        self._player = player
        self._settings = settings
        kept = settings.current
        player.set_volume(kept.volume)
        player.set_muted(kept.is_muted)
        player.set_rate(kept.rate)

    def set_volume(self, volume: int) -> None:
        self._player.set_volume(volume)
        self._keep(volume=self._player.volume)

    def change_volume(self, step: int) -> None:
        self.set_volume(self._player.volume + step)

    def set_muted(self, is_muted: bool) -> None:
        self._player.set_muted(is_muted)
        self._keep(is_muted=is_muted)

    def toggle_muted(self) -> None:
        self.set_muted(not self._player.is_muted)

    def set_rate(self, rate: float) -> None:
        self._player.set_rate(rate)
        self._keep(rate=self._player.rate)

    def _keep(self, **what: object) -> None:
        self._settings.change(**what)
        self.changed.emit()
