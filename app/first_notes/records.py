"""What the game asks and keeps, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.core.ids import ThemeId, TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.library.records import TrackRow
from app.themes.difference import Difference
from app.themes.records import Theme

FIRST_MS = 10_000  # so much of a track or a theme is heard
SILENCE_MS = 10_000  # so much may come before its first sound
FEWEST_TRACKS = 4  # with fewer there is nothing to guess
FEWEST_THEMES = 2
FIRST_SECOND_MS = 1_000


class Subject(NamedTuple):
    """What is recognised: a theme, on whatever track; else a track."""

    theme_id: ThemeId | None
    track_id: TrackId | None

    @classmethod
    def of(cls, track_id: TrackId | None, theme_id: ThemeId | None) -> Subject:
        return cls(theme_id, None if theme_id is not None else track_id)


class PieceKey(NamedTuple):
    """variant: as it is kept."""

    subject: Subject
    variant: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that can be asked. span: what is heard of it begins here, where it isn't silent.
    theme: None for a track itself.

    variant: the uid of the theme's mark, empty where it is stated. differs: from there. varied: how
    it does, in the listener's words.
    """

    track: TrackRow
    span: Span
    theme: Theme | None = None
    variant: str = ""
    differs: Difference = field(default_factory=Difference)
    varied: str = ""

    @property
    def subject(self) -> Subject:
        return Subject.of(self.track.id, None if self.theme is None else self.theme.id)

    @property
    def key(self) -> PieceKey:
        return PieceKey(self.subject, self.variant)

    @property
    def name(self) -> str:
        return self.track.title if self.theme is None else self.theme.name


@dataclass(frozen=True, slots=True)
class Recognition:
    """It was known after_ms after its first sound."""

    key: PieceKey
    after_ms: int
    made: Instant


@dataclass(frozen=True, slots=True)
class Pieces:
    """All that can be asked now, and what was recognised before, the oldest first.

    themes: each with its forms, the one where it is stated first.
    """

    tracks: Mapping[TrackId, Piece]
    themes: tuple[tuple[Piece, ...], ...]
    known: tuple[Recognition, ...]

    @property
    def are_enough(self) -> bool:
        return len(self.tracks) >= FEWEST_TRACKS


@dataclass(frozen=True, slots=True)
class Known:
    """How soon a theme or a track is known. usual_ms: the median of each year, by year."""

    subject: Subject
    name: str
    detail: str
    times: int
    fastest_ms: int
    latest_ms: int
    latest: Instant
    usual_ms: dict[int, int]

    @property
    def is_by_first_second(self) -> bool:
        """As it was known the last time."""
        return self.latest_ms <= FIRST_SECOND_MS
