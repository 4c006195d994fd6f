"""What is measured of how a return differs from where its theme is stated."""

from __future__ import annotations

from dataclasses import dataclass

from app.themes.records import Occurrence, compared

_HEARD_RATIO = 0.02  # a smaller change of tempo isn't heard
_HEARD_DB = 2.5
_HEARD_OCTAVES = 0.2


@dataclass(frozen=True, slots=True)
class PassageSound:
    """level_db: below full scale. octaves: how bright, on any scale of octaves. None: not known."""

    level_db: float | None = None
    octaves: float | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """semitones: higher. tempo_ratio: how many times as fast. louder_db: in mean power.
    brighter_octaves: of the spectral centroid. None: not known.
    """

    semitones: int | None = None
    tempo_ratio: float | None = None
    louder_db: float | None = None
    brighter_octaves: float | None = None

    @property
    def is_known(self) -> bool:
        return self != Difference()

    @property
    def has_other_tempo(self) -> bool:
        return self.tempo_ratio is not None and abs(self.tempo_ratio - 1) > _HEARD_RATIO

    @property
    def has_other_loudness(self) -> bool:
        return self.louder_db is not None and abs(self.louder_db) >= _HEARD_DB

    @property
    def has_other_brightness(self) -> bool:
        octaves = self.brighter_octaves
        return octaves is not None and abs(octaves) >= _HEARD_OCTAVES


def difference(
    mark: Occurrence, home: Occurrence, sound: PassageSound, at_home: PassageSound
) -> Difference:
    """at_home: the sound where the theme is stated."""
    return Difference(
        *compared(mark, home),
        _more(sound.level_db, at_home.level_db),
        _more(sound.octaves, at_home.octaves),
    )


def _more(value: float | None, than: float | None) -> float | None:
    return None if value is None or than is None else value - than
