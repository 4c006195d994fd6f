"""The player's output: how loud it is, which device it goes to, and how late it is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.player.backend import Backend
    from app.player.output_device import OutputDevice
    from app.player.track_clock import TrackClock


class SoundOutput:
    """volume: 0..100, kept while muted. share: of it, 0..1, while something fades or is matched to
    what was heard before.
    """

    def __init__(self, backend: Backend, clock: TrackClock) -> None:
        self._backend = backend
        self._clock = clock
        self.volume = 100
        self.share = 1.0
        self.is_muted = False
        self._told = 100

    def set_volume(self, volume: int) -> None:
        """Values beyond 0..100 are clamped."""
        self.volume = min(100, max(0, volume))
        self._tell()

    def set_share(self, share: float) -> None:
        self.share = min(1.0, max(0.0, share))
        if round(self.volume * self.share) != self._told:
            self._tell()

    def set_muted(self, is_muted: bool) -> None:
        self.is_muted = is_muted
        self._backend.set_muted(is_muted)

    def set_latency(self, latency_ms: int) -> None:
        """How much later than the player's own clock it is heard, 0..1000 of real time."""
        self._clock.set_output_latency(latency_ms)

    def device(self) -> OutputDevice | None:
        """Where the sound comes out now; None if that is unknown, or not known yet."""
        return self._backend.output_device()

    def devices(self) -> tuple[OutputDevice, ...]:
        return self._backend.output_devices()

    def _tell(self) -> None:
        self._told = round(self.volume * self.share)
        self._backend.set_volume(self._told)
