"""Two libVLC players that take turns: one is heard while the other gets ready."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.player.file_look import FileLook, look_at
from app.player.output_device import OutputDevice
from app.player.sound_server import works_in_cycles
from app.player.start_of_sound import CYCLE_MS
from app.player.vlc_deck import ERROR, LENGTH, Note, VlcDeck

log = logging.getLogger(__name__)

SILENT_OUTPUT = "adummy"  # runs in real time; `afile` and others run as fast as they can


class Decks:
    """Every start of sound is a change of decks: open, seek, loop, next track.

    libVLC's PulseAudio output starts a new stream to within 20 ms. After a flush, which is what its
    own seek does, it may not know the latency yet and starts 100 to 600 ms off (measured in one
    seek out of five). So libVLC never seeks here: the position is opened on the spare deck, paused,
    while the other plays on, and the two swap when it is ready.
    """

    def __init__(self, vlc: Any, instance: Any, look: Callable[[Path], FileLook] = look_at) -> None:
        """look: finds out what a file is, off the caller's thread."""
        self._look = look
        self._vlc = vlc
        self._instance = instance
        self.is_silent = False
        self.heard, self._spare = self._new_deck(), self._new_deck()
        self._rate, self._volume, self._is_muted = 1.0, 100, False
        self._kept: list[Note] = []
        self._outlasts_until_ns = 0  # 0: nothing does
        self._last: tuple[Path | None, FileLook | None] = None, None  # of a closed deck

    def cue(self, path: Path, start_ms: int, *, is_new: bool = False) -> None:
        """Get the spare deck ready there, unless it already is or is getting ready.

        is_new: look at the file again. To continue a file that plays, its drive isn't asked.
        """
        self._let_end()
        if not self._spare.is_for(path, start_ms, self._rate):
            self._kept.clear()
            self._spare.set_rate(self._rate)
            self._spare.set_volume(self._volume, self._is_muted)
            self._spare.open(path, start_ms, None if is_new else self._known(path))

    def go_on(self) -> None:
        """Opens what was cued once its drive has answered what it is."""
        if self._outlasts_until_ns and time.monotonic_ns() >= self._outlasts_until_ns:
            self._let_end()
        self._spare.go_on()

    def is_ready(self) -> bool:
        """Whether the decks can change: the cued one is ready, or has failed for good."""
        self._kept += self._spare.take_notes()
        if self._spare.is_over and not self._spare.is_ready and self._tries_again():
            return False
        return self._spare.is_ready or self._spare.is_over

    def change(self, *, is_paused: bool) -> list[Note]:
        """The cued deck is heard from now on. Returns its notes up to now.

        While its decoder still misses what comes first, or its sound waits for a server that works
        in cycles, the other one sounds on.
        """
        self.heard, self._spare = self._spare, self.heard
        notes, self._kept = self._kept, []
        self.heard.set_volume(self._volume, self._is_muted)
        if not is_paused:
            self.heard.start()
        silent_ms = 0.0 if is_paused else self._silent_at_first_ms()
        self._outlasts_until_ns = time.monotonic_ns() + int(silent_ms * 1e6)
        if not silent_ms:
            self._let_end()
        return notes

    def pause(self) -> None:
        self._let_end()
        self.heard.pause()

    def stop(self) -> None:
        self._let_end()
        self.heard.unload()

    def set_silent(self, is_silent: bool) -> None:
        """To the dummy output, or back to a device: remakes both decks, as libVLC chooses a
        player's output only once.
        """
        self.is_silent = is_silent
        self._last = self.heard.path, self.heard.found
        self.close()
        self._outlasts_until_ns = 0
        self._kept.clear()
        self.heard, self._spare = self._new_deck(), self._new_deck()

    def set_rate(self, rate: float) -> None:
        """Applies to decks cued from now on."""
        self._rate = rate

    def set_volume(self, volume: int) -> None:
        self._volume = volume
        self.heard.set_volume(volume, self._is_muted)

    def set_muted(self, is_muted: bool) -> None:
        self._is_muted = is_muted
        self.heard.set_volume(self._volume, is_muted)

    def devices_beside(self) -> tuple[OutputDevice, ...]:
        """The devices there are, for asking while the decks play into the dummy output."""
        deck = VlcDeck(self._vlc, self._instance, None)
        try:
            return deck.output_devices()
        finally:
            deck.close()

    def close(self) -> None:
        self._spare.close()
        self.heard.close()

    def _silent_at_first_ms(self) -> float:
        waits = not self.is_silent and works_in_cycles()
        return self.heard.silent_at_first_ms + (CYCLE_MS if waits else 0.0)

    def _let_end(self) -> None:
        """What was heard before."""
        if self._outlasts_until_ns:
            self._outlasts_until_ns = 0
            self._spare.unload()

    def _new_deck(self) -> VlcDeck:
        output = SILENT_OUTPUT if self.is_silent else None
        return VlcDeck(self._vlc, self._instance, output, self._look)

    def _known(self, path: Path) -> FileLook | None:
        """What the last look found out about a file that plays, or is about to."""
        decks = ((deck.path, deck.found) for deck in (self.heard, self._spare))
        return next((look for of, look in (*decks, self._last) if of == path and look), None)

    def _tries_again(self) -> bool:
        """Whether a file that didn't open is now tried with VLC's own demuxer for its kind."""
        deck = self._spare
        has_failed = any(kind == ERROR for _at, kind, _value in self._kept)
        if not deck.uses_avformat or deck.is_declined or not has_failed or deck.path is None:
            return False
        log.warning("avformat can’t open %r or is missing; trying VLC’s own demuxer", deck.path)
        self._kept = [note for note in self._kept if note[1] == LENGTH]
        deck.try_own_demuxer()
        return True
