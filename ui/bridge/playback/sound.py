"""Volume and speed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.player.player import Player
    from app.profile.settings import SettingsFile


class Sound(QObject):
    """The player's volume and speed, saved in the settings. Signals: changed()."""

    changed = Signal()

    def __init__(self, player: Player, settings: SettingsFile, parent: QObject) -> None:
        super().__init__(parent)
        self._player = player
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

    def _keep(self, **what: object) -> None:
        self._settings.change(**what)
        self.changed.emit()
