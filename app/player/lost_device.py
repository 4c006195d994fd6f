"""Playing on in silence for want of a device, until another one appears."""

from __future__ import annotations

from collections.abc import Iterable

from app.player.output_device import OutputDevice


class LostDevice:
    """Told of once, however often it is lost, until there is another."""

    def __init__(self) -> None:
        self._is_told = False
        self._useless: set[OutputDevice] = set()

    def begin(self, devices: Iterable[OutputDevice]) -> bool:
        """Sound goes nowhere. devices: that are there and don't help. Whether to say so."""
        self._useless = set(devices)
        is_news, self._is_told = not self._is_told, True
        return is_news

    def is_over(self, devices: Iterable[OutputDevice]) -> bool:
        """Whether one is there now that wasn't. Then the next loss is told of again."""
        if set(devices) <= self._useless:
            return False
        self._is_told = False
        return True
