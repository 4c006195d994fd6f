"""Waveforms of whole tracks as the rows show them, and how passages sound: worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.themes.difference import PassageSound

if TYPE_CHECKING:
    from app.analysis.service import Analysis
    from app.analysis.track_wave import WaveSource
    from app.core.source_time import SourceTime
    from app.core.timecode import Span
    from app.library.records import HeldFile
    from ui.widgets.wave_picture import Coverage

_COLUMNS, _ROWS = 232, 80  # twice the size that a wave has in a row
_LEAST_PEAK = 0.05  # of full scale: silence isn't raised to music


class KeptWaves:
    """They depend on the sound alone, so what is known stays known; 20 kB a track."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._waves: dict[tuple[str, SourceTime], Coverage] = {}
        self._brightness: dict[tuple[str, SourceTime, Span], float | None] = {}
        self._levels: dict[tuple[str, SourceTime, Span], float | None] = {}

    def wave(self, held: HeldFile) -> Coverage | None:
        """None until its waveform is in the cache."""
        key = (held.payload_hash, held.source)
        if key not in self._waves:
            wave = self._read(held)
            if wave is None:
                return None
            from ui.widgets.wave_picture import loudest, wave_coverage

            gain = 1 / max(_LEAST_PEAK, loudest(wave))
            lasts_ms = max(1, wave.duration_ms)
            self._waves[key] = wave_coverage(wave, 0, lasts_ms, _COLUMNS, _ROWS, gain)
        return self._waves[key]

    def sound(self, held: HeldFile, span: Span) -> PassageSound:
        return PassageSound(self._level_db(held, span), self._octaves(held, span))

    def _octaves(self, held: HeldFile, span: Span) -> float | None:
        key = (held.payload_hash, held.source, span)
        if key not in self._brightness:
            dynamics = self._analysis.cached_dynamics(held.payload_hash)
            if dynamics is None:
                return None
            from app.analysis.passage_brightness import passage_octaves

            self._brightness[key] = passage_octaves(dynamics.measured, held.source, span)
        return self._brightness[key]

    def _level_db(self, held: HeldFile, span: Span) -> float | None:
        key = (held.payload_hash, held.source, span)
        if key not in self._levels:
            wave = self._read(held)
            if wave is None:
                return None
            from app.analysis.passage_level import passage_level_db

            self._levels[key] = passage_level_db(wave, span)
        return self._levels[key]

    def _read(self, held: HeldFile) -> WaveSource | None:
        peaks = self._analysis.cached_peaks(held.payload_hash)
        if peaks is None:
            return None
        from app.analysis.track_wave import on_track_time

        return on_track_time(peaks, held.source)
