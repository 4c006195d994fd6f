"""Themes, their returns and quotes of them, ready to be shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.core.ids import TrackId, WorkId
from app.core.timecode import Span
from app.emotions.records import TaggedEmotion
from app.library.records import TrackRow
from app.story.records import Character, Scene
from app.themes.difference import Difference
from app.themes.records import Occurrence, Passage, Theme

LEAD_MS = 5_000  # before a return begins, when it is announced


class Order(StrEnum):
    """ALBUM: as the library has the tracks. STORY: as the scenes come in which they play; returns
    that play in no known scene come after, in the album's order.
    """

    ALBUM = "album"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme in a list. confirmed: how many returns it has; unsure: how many were left open;
    tracks: on how many tracks the confirmed ones are.
    """

    theme: Theme
    characters: tuple[Character, ...]
    confirmed: int
    unsure: int
    tracks: int


@dataclass(frozen=True, slots=True)
class WorkThemes:
    """The themes of a work, by name. work_id: None for those that belong to none."""

    work_id: WorkId | None
    title: str
    lines: tuple[ThemeLine, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """scenes: those that it plays in, in story order. scene_ms: where in the first of them it
    begins; None if that isn't known. felt: there, in time order, at any time; not
    what the music only expresses. is_home: the theme is stated here.
    """

    occurrence: Occurrence
    track: TrackRow
    scenes: tuple[Scene, ...]
    scene_ms: int | None
    felt: tuple[TaggedEmotion, ...]
    is_home: bool


@dataclass(frozen=True, slots=True)
class ThemeLife:
    """One theme. returns: in the order asked for, the home among them, and also those that were
    left open, or aren't answered yet.
    """

    theme: Theme
    characters: tuple[Character, ...]
    returns: tuple[Return, ...]

    @property
    def home(self) -> Return | None:
        """Where it is stated; None for a theme without a confirmed return."""
        return next((one for one in self.returns if one.is_home), None)


@dataclass(frozen=True, slots=True)
class Quote:
    """A return on a track of a theme that is stated elsewhere: at `home`."""

    occurrence: Occurrence
    home: Passage


@dataclass(frozen=True, slots=True)
class EarlierFeeling:
    """What was felt at an earlier return of a theme. span: of that return."""

    track_id: TrackId
    span: Span
    tagged: TaggedEmotion


@dataclass(frozen=True, slots=True)
class KnownReturn:
    """A confirmed return on a track. number: 1 for the first of all, in the album's order; of: how
    many there are. is_home: the theme is stated here; difference: from there. felt: at the returns
    before, each emotion where it was felt last, the latest first.
    """

    occurrence: Occurrence
    number: int
    of: int
    is_home: bool
    difference: Difference
    felt: tuple[EarlierFeeling, ...]

    @property
    def span(self) -> Span:
        return self.occurrence.span


@dataclass(frozen=True, slots=True)
class TrackReturns:
    """The confirmed returns on a track, in time order: read once, then asked while it plays."""

    returns: tuple[KnownReturn, ...] = ()

    def near(self, position_ms: int) -> Iterator[KnownReturn]:
        """Those that sound, or begin within LEAD_MS, in time order."""
        begun = bisect_right(self.returns, position_ms + LEAD_MS, key=_start)
        return (known for known in self.returns[:begun] if known.span.end_ms > position_ms)


def _start(known: KnownReturn) -> int:
    return known.span.start_ms
