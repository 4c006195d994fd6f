"""Themes and theme marks as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from app.core.ids import OccurrenceId, ThemeId, TrackId, WorkId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span


class OccurrenceStatus(StrEnum):
    """UNSURE: the listener left it open. CANDIDATE: nobody has answered yet; such marks are no
    longer saved. REJECTED: as earlier versions saved a no, which is a refusal now.
    """

    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNSURE = "unsure"


class FoundBy(StrEnum):
    """LISTENER: marked by hand. SEARCH: found from a known place. PROPOSAL: found by itself."""

    LISTENER = "listener"
    SEARCH = "search"
    PROPOSAL = "proposal"


class Answer(Enum):
    """What the listener says about a place where a theme was found."""

    YES = auto()
    NOT_SURE = auto()
    NO = auto()


class Passage(NamedTuple):
    """A stretch of a track where a theme may be."""

    track_id: TrackId
    span: Span

    def coincides(self, other: Passage) -> bool:
        return self.track_id == other.track_id and self.span.coincides(other.span)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that was found and that the listener hasn't answered yet: it is in no table.

    probability: 0..1. transposition and tempo_ratio as in `Occurrence`. analysis_version: of the
    search that found it.
    """

    track_id: TrackId
    span: Span
    probability: float
    transposition: int | None = None
    tempo_ratio: float | None = None
    analysis_version: int | None = None
    found_by: FoundBy = FoundBy.SEARCH

    @property
    def passage(self) -> Passage:
        return Passage(self.track_id, self.span)


@dataclass(frozen=True, slots=True)
class Theme:
    """idea: a place or an idea that it belongs to; empty for none. is_spoiler: its name gives
    something away.
    """

    id: ThemeId
    uid: str
    work_id: WorkId | None
    name: str
    colour: str
    note: str
    idea: str = ""
    is_spoiler: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A theme mark. transposition, in semitones, and tempo_ratio are relative to the theme's basic
    form; None: not known.

    id: below 0 for a place that was found and isn't answered yet, whose status is CANDIDATE: it is
    in no table. variation: what is different here, in the listener's words. probability, 0..1, and
    analysis_version: of what was found; None for what was marked by hand. is_home: the listener
    chose it as the place where the theme is stated.
    """

    id: OccurrenceId
    uid: str
    theme: Theme
    track_id: TrackId
    span: Span
    status: OccurrenceStatus
    transposition: int | None
    tempo_ratio: float | None
    variation: str
    note: str
    preroll_ms: int | None = None
    found_by: FoundBy = FoundBy.LISTENER
    probability: float | None = None
    analysis_version: int | None = None
    is_home: bool = False

    @property
    def is_unanswered(self) -> bool:
        """Whether it was found and the listener hasn't answered yet."""
        return self.id < 0

    @property
    def as_candidate(self) -> Candidate:
        """To answer it. Raises ValueError for what was never found."""
        if self.probability is None:
            raise ValueError(f"nobody found mark {self.id}")
        return Candidate(
            self.track_id,
            self.span,
            self.probability,
            self.transposition,
            self.tempo_ratio,
            self.analysis_version,
            self.found_by,
        )

    @property
    def is_confirmed(self) -> bool:
        return self.status is OccurrenceStatus.CONFIRMED

    @property
    def kind(self) -> MarkKind:
        return MarkKind.OCCURRENCE

    @property
    def ref(self) -> MarkRef:
        return MarkRef(MarkKind.OCCURRENCE, self.id)


class Change(NamedTuple):
    """How a return differs: semitones higher, and how many times as fast; None: not known."""

    semitones: int | None
    tempo_ratio: float | None


def compared(mark: Occurrence, home: Occurrence) -> Change:
    """A return with the place where its theme is stated. What isn't known of that place counts as
    the theme's basic form: it was what the others were compared with.
    """
    by, ratio = mark.transposition, mark.tempo_ratio
    return Change(
        None if by is None else by - (home.transposition or 0),
        None if ratio is None else ratio / (home.tempo_ratio or 1.0),
    )


def home_of(marks: Iterable[Occurrence]) -> Occurrence | None:
    """Where a theme is stated: where the listener says, else the confirmed return marked first.

    marks: those of one theme, in the order in which they were made. Of several that the listener
    chose, on two machines, it is the one made last, whatever was edited since: on both of them.
    """
    confirmed = [mark for mark in marks if mark.is_confirmed]
    chosen = [mark for mark in confirmed if mark.is_home]
    return chosen[-1] if chosen else next(iter(confirmed), None)
