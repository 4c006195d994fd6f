"""Does the sound reach a device? libVLC doesn't say; this finds out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.player.troubles import no_sound_device, sound_device_lost

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.player.vlc_deck import VlcDeck
    from app.player.vlc_output_log import OutputLog

COUNTS_OF_NOTHING = 3
REPORTS_OF_LOSS = 3  # a single failed write may be an underrun, after which the sound goes on
LOOK_AGAIN_NS = 1_000_000_000


class SoundCheck:
    """Asked at every report while a deck plays; returns what to tell the listener.

    libVLC counts what was played only four times a second, and not at all while a deck waits, so a
    single count of zero proves nothing.
    """

    def __init__(self, log: OutputLog) -> None:
        self._log = log
        self._is_sure = False
        self._nothing = self._losses = 0
        self._looked_ns = 0

    def begin(self) -> None:
        """A new file, or a new position in it."""
        self._is_sure = False
        self._nothing = self._losses = 0

    def trouble(self, deck: VlcDeck) -> Problem | None:
        """What is wrong with the output by now; returned once."""
        return self._loss() if self._is_sure else self._absence(deck)

    def may_look_again(self, now_ns: int) -> bool:
        """Whether to look for a device again: once a second."""
        if now_ns - self._looked_ns < LOOK_AGAIN_NS:
            return False
        self._looked_ns = now_ns
        return True

    def _absence(self, deck: VlcDeck) -> Problem | None:
        arrives = deck.sound_arrives()
        if arrives is None:
            return None
        self._nothing = 0 if arrives else self._nothing + 1
        self._is_sure = arrives
        self._log.take_errors()
        return no_sound_device() if self._nothing == COUNTS_OF_NOTHING else None

    def _loss(self) -> Problem | None:
        self._losses = self._losses + 1 if self._log.take_errors() else 0
        return sound_device_lost() if self._losses == REPORTS_OF_LOSS else None
