"""Waveforms of whole tracks as the rows show them: worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.source_time import SourceTime
    from app.library.records import HeldFile
    from ui.bridge.track.passage_sounds import PassageSounds
    from ui.widgets.wave_picture import Coverage

_COLUMNS, _ROWS = 232, 80  # twice the size that a wave has in a row
_LEAST_PEAK = 0.05  # of full scale: silence isn't raised to music


class KeptWaves:
    """They depend on the sound alone, so what is known stays known; 20 kB a track."""

    def __init__(self, sounds: PassageSounds) -> None:
        self._sounds = sounds
        self._waves: dict[tuple[str, SourceTime], Coverage] = {}

    def wave(self, held: HeldFile) -> Coverage | None:
        """None until its waveform is in the cache."""
        key = (held.payload_hash, held.source)
        if key not in self._waves:
            wave = self._sounds.wave(held)
            if wave is None:
                return None
            from ui.widgets.wave_picture import loudest, wave_coverage

            gain = 1 / max(_LEAST_PEAK, loudest(wave))
            lasts_ms = max(1, wave.duration_ms)
            self._waves[key] = wave_coverage(wave, 0, lasts_ms, _COLUMNS, _ROWS, gain)
        return self._waves[key]
