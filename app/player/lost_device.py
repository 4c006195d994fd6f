"""Playing on silently without a device, until another one appears."""

from __future__ import annotations

from collections.abc import Iterable

from app.player.output_device import OutputDevice


class LostDevice:
    """The listener is told once, however often the device is lost, until there is another."""

    def __init__(self) -> None:
        self._is_told = False
        self._useless: set[OutputDevice] = set()

    def begin(self, devices: Iterable[OutputDevice]) -> bool:
        """No sound comes out, although these devices are there. Returns whether to say so."""
        self._useless = set(devices)
        is_news, self._is_told = not self._is_told, True
        return is_news

    def is_over(self, devices: Iterable[OutputDevice]) -> bool:
        """Whether there is a new device. If so, the next loss is told again."""
        if set(devices) <= self._useless:
            return False
        self._is_told = False
        return True
