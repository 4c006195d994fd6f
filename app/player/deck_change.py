"""The change to the deck that is cued."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.player.vlc_decks import Decks

LONGEST_CHANGE_NS = 300_000_000


class DeckChange:
    """Awaited until the cued deck is ready, and not due before a wanted time."""

    def __init__(self, decks: Decks) -> None:
        self._decks = decks
        self.is_awaited = self._is_hushed = False
        self._not_before_ns = self._since_ns = 0

    def begin(self, not_before_ns: int) -> None:
        self.is_awaited, self._not_before_ns = True, not_before_ns
        self._since_ns, self._is_hushed = time.monotonic_ns(), False

    def drop(self) -> None:
        self.is_awaited = False

    def is_due(self, now_ns: int) -> bool:
        """Asked again and again, as it also hushes what takes too long; once it is due, nothing is
        awaited any more.
        """
        if self._decks.is_ready() and now_ns >= self._not_before_ns:
            self.is_awaited = False
            return True
        self._hush_what_was_left(now_ns)
        return False

    def _hush_what_was_left(self, now_ns: int) -> None:
        """While a drive is slow, what played before mustn't go on sounding."""
        if not self._is_hushed and now_ns - self._since_ns > LONGEST_CHANGE_NS:
            self._is_hushed = True
            self._decks.heard.pause()
