"""Audible scrubbing: short bits of the music where the pointer is, a few times a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.core.timecode import Span

if TYPE_CHECKING:
    from ui.bridge.playback.playback import Playback

BIT_MS = 140
EVERY_MS = 110  # libVLC takes 30 to 80 ms to sound after a seek; any faster and it stays silent


class Scrubber(QObject):
    """Plays the bits, and restores everything when the scrub ends: playing or paused, and the loop.

    Scrubbing out of the loop ends it.
    """

    def __init__(self, playback: Playback, parent: QObject) -> None:
        super().__init__(parent)
        self._playback = playback
        self._wanted_ms: int | None = None
        self._was_playing = False
        self._loop: Span | None = None
        self.is_active = False
        self._pace = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._pace.timeout.connect(self._sound)

    def scrub(self, position_ms: int) -> None:
        """The pointer is here now."""
        if not self.is_active:
            self.is_active = True
            self._was_playing, self._loop = self._playback.is_playing, self._playback.loop
        self._wanted_ms = position_ms
        if not self._pace.isActive():
            self._sound()

    def end(self, position_ms: int) -> None:
        """The scrub is over: stay paused or play on from here."""
        playback, loop = self._playback, self._loop
        self._pace.stop()
        self.is_active, self._wanted_ms, self._loop = False, None, None
        if not self._was_playing:
            playback.pause()
        playback.seek_ms(position_ms)
        if loop is not None:
            playback.set_loop(loop if loop.contains(position_ms) else None)
        if self._was_playing and not playback.is_playing:
            playback.toggle()

    def _sound(self) -> None:
        if self._wanted_ms is None:
            return
        start_ms, self._wanted_ms = self._wanted_ms, None
        self._playback.player.play_span(Span(start_ms, start_ms + BIT_MS))
        self._playback.poll()
        self._pace.start()
