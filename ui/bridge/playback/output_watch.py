"""Which output device is in use, and the audio latency that the listener set for it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.player.output_device import DEFAULT_OUTPUT, OutputDevice
from app.player.records import PlayState

if TYPE_CHECKING:
    from app.player.player import Player
    from app.profile.settings import SettingsFile

log = logging.getLogger(__name__)

LOOK_MS = 500  # a look costs libVLC 0.2 ms
SOON_MS, SOON_LOOKS = 20, 50  # a device is known when the sound starts, or just after


class OutputWatch(QObject):
    """Looks while music plays; the player's latency is always the device's.

    Signals: device_changed(OutputDevice), another device is in use now.
    """

    device_changed = Signal(object)

    def __init__(self, settings: SettingsFile, player: Player, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._player = player
        self._device = DEFAULT_OUTPUT
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look_again)
        self._looks_soon = 0
        settings.subscribe(lambda _new: self._apply())
        self._apply()

    @property
    def device(self) -> OutputDevice:
        """The last one that was known; before that, the system's default."""
        return self._device

    def known_devices(self) -> tuple[OutputDevice, ...]:
        """Those the sound can play on, and those that were given a latency before.

        “Default output” is among them only if nothing better is known.
        """
        there = self._player.output.devices() or (DEFAULT_OUTPUT,)
        kept = self._settings.current.output_latencies
        known = {each.device_id: OutputDevice(each.device_id, each.name) for each in kept}
        known |= {device.id: device for device in there}
        if self._device is not DEFAULT_OUTPUT:
            known.setdefault(self._device.id, self._device)
        return tuple(sorted(known.values(), key=lambda device: device.name.casefold()))

    def follow(self, state: PlayState) -> None:
        """Looks at once, again in quick succession until the device is known, then regularly while
        music plays.
        """
        if state in (PlayState.LOADING, PlayState.PLAYING):
            self._looks_soon = SOON_LOOKS
            self._look_again()
        else:
            self._timer.stop()

    def look(self) -> bool:
        """Returns whether the device is known."""
        device = self._player.output.device()
        if device is not None:
            self.take(device)
        return device is not None

    def _look_again(self) -> None:
        self._looks_soon = 0 if self.look() else max(0, self._looks_soon - 1)
        self._timer.start(SOON_MS if self._looks_soon else LOOK_MS)

    def take(self, device: OutputDevice) -> None:
        """This device is in use from now on."""
        if device == self._device:
            return
        log.info("the sound comes out of %s (%s)", device.name, device.id)
        self._device = device
        self._apply()
        self.device_changed.emit(device)

    def _apply(self) -> None:
        self._player.output.set_latency(self._settings.current.output_latency_ms(self._device.id))
