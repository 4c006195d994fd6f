"""How passages of tracks sound, from what was heard of their files: worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.themes.difference import PassageSound

if TYPE_CHECKING:
    from app.analysis.service import Analysis
    from app.analysis.track_wave import WaveSource
    from app.core.source_time import SourceTime
    from app.core.timecode import Span
    from app.library.records import HeldFile

    Key = tuple[str, SourceTime, Span]


class PassageSounds:
    """They depend on the sound alone, so what is known stays known. Reads the cache: never on the
    GUI thread.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._brightness: dict[Key, float | None] = {}
        self._levels: dict[Key, float | None] = {}

    def sound(self, held: HeldFile, span: Span) -> PassageSound:
        return PassageSound(self._level_db(held, span), self._octaves(held, span))

    def wave(self, held: HeldFile) -> WaveSource | None:
        """On the track's time; None until its waveform is in the cache."""
        peaks = self._analysis.cached_peaks(held.payload_hash)
        if peaks is None:
            return None
        from app.analysis.track_wave import on_track_time

        return on_track_time(peaks, held.source)

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
            wave = self.wave(held)
            if wave is None:
                return None
            from app.analysis.passage_level import passage_level_db

            self._levels[key] = passage_level_db(wave, span)
        return self._levels[key]
