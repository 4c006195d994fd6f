"""What is measured of how a return differs from where its theme is stated."""

from __future__ import annotations

from dataclasses import dataclass

from app.themes.records import Occurrence, compared

_HEARD_RATIO = 0.02  # a smaller change of tempo isn't heard
_HEARD_DB = 2.5


@dataclass(frozen=True, slots=True)
class Difference:
    """semitones: higher. tempo_ratio: how many times as fast. louder_db: in mean power. None: not
    known.
    """

    semitones: int | None = None
    tempo_ratio: float | None = None
    louder_db: float | None = None

    @property
    def is_known(self) -> bool:
        return any(v is not None for v in (self.semitones, self.tempo_ratio, self.louder_db))

    @property
    def has_other_tempo(self) -> bool:
        return self.tempo_ratio is not None and abs(self.tempo_ratio - 1) > _HEARD_RATIO

    @property
    def has_other_loudness(self) -> bool:
        return self.louder_db is not None and abs(self.louder_db) >= _HEARD_DB


def difference(
    mark: Occurrence, home: Occurrence, level_db: float | None, home_db: float | None
) -> Difference:
    """level_db, home_db: how loud each is; None if that isn't known."""
    semitones, tempo_ratio = compared(mark, home)
    louder = None if level_db is None or home_db is None else level_db - home_db
    return Difference(semitones, tempo_ratio, louder)
