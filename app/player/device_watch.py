"""Whether the decks' sound reaches a device, and whether one has appeared where none was."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from app.player.backend import BackendFault
from app.player.lost_device import LostDevice
from app.player.sound_check import SoundCheck
from app.player.troubles import sound_is_back

if TYPE_CHECKING:
    from app.player.vlc_decks import Decks
    from app.player.vlc_output_log import OutputLog

log = logging.getLogger(__name__)


class DeviceWatch:
    """Says when to go on in the dummy output, and when on a device again: with what to tell the
    listener about it, which may be nothing, or None if all stays as it is.
    """

    def __init__(self, decks: Decks, output_log: OutputLog, *, is_silent: bool) -> None:
        """is_silent: no device is wanted."""
        self._decks = decks
        self._is_wanted = not is_silent
        self._check = SoundCheck(output_log)
        self._lost = LostDevice()

    def begin(self) -> None:
        """A new file, or a new position in it."""
        self._check.begin()

    @property
    def lacks_one(self) -> bool:
        return self._decks.is_silent and self._is_wanted

    def loss(self) -> list[BackendFault] | None:
        """Asked at every report while a deck plays."""
        problem = None if self._decks.is_silent else self._check.trouble(self._decks.heard)
        if problem is None:
            return None
        log.warning("no sound device takes the sound; playing into the dummy output")
        is_news = self._lost.begin(self._decks.devices_beside())
        return [BackendFault(problem, is_fatal=False)] if is_news else []

    def find(self, now_ns: int) -> list[BackendFault] | None:
        """Looks once a second, while there is none."""
        if not (self.lacks_one and self._check.may_look_again(now_ns)):
            return None
        if not self._lost.is_over(self._decks.devices_beside()):
            return None
        return [BackendFault(sound_is_back(), is_fatal=False)]
