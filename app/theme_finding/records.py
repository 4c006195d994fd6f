"""What is asked, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.analysis.theme_search.proposals import Kind
    from app.analysis.theme_search.records import Doubt
    from app.core.ids import OccurrenceId, ThemeId, TrackId, WorkId
    from app.themes.answers import Answered
    from app.themes.records import Candidate, Occurrence, Theme

SHOWN_FROM = 0.5  # probability; what is less certain is shown on demand
MOST_CANDIDATES = 100  # kept of a theme


class Scope(StrEnum):
    """Where to search. WORK: its album for a track without a work, and the track alone without
    either. ALBUM: all tracks of all albums that it is on. SAGA: all works of the work's saga; the
    work alone without one.
    """

    TRACK = "track"
    ALBUM = "album"
    WORK = "work"
    SAGA = "saga"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Question:
    """Where a theme returns. occurrence_id: the mark to search from; None for where it is
    stated.
    """

    theme_id: ThemeId
    scope: Scope = Scope.WORK
    occurrence_id: OccurrenceId | None = None


class Length(NamedTuple):
    """A track, and how long it is."""

    track_id: TrackId
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a question means in the journal.

    mark: what is searched from. home: where the theme is stated. tracks: the scope, from the mark's
    own track on. beside: tracks outside it where the theme was confirmed: they help to find, and
    nothing is found in them. confirmed: the returns that are searched for besides the mark.
    answered: what isn't offered.
    """

    question: Question
    theme: Theme
    mark: Occurrence
    home: Occurrence
    tracks: tuple[Length, ...]
    beside: tuple[Length, ...]
    confirmed: tuple[Occurrence, ...]
    answered: Answered

    @property
    def track_ids(self) -> tuple[TrackId, ...]:
        return tuple(each.track_id for each in self.tracks)


@dataclass(frozen=True, slots=True)
class FoundReturns:
    """candidates: the most probable first, also those that are less certain than SHOWN_FROM.
    doubts: why the mark can't be searched for well. searched: the tracks of the scope that were
    searched. missing: those that nothing is known of, though they were waited for. is_unheard: the
    mark's own track is among these, so that nothing could be searched.
    """

    plan: Plan
    candidates: tuple[Candidate, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    searched: tuple[TrackId, ...] = ()
    missing: tuple[TrackId, ...] = ()
    is_unheard: bool = False

    @property
    def likely(self) -> tuple[Candidate, ...]:
        return tuple(each for each in self.candidates if each.probability >= SHOWN_FROM)


class FoundHere(NamedTuple):
    """A candidate on a track, and the theme that may return there."""

    theme: Theme
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class ProposedFamily:
    """Passages that are alike and that nobody has asked about. passages: the first is where it
    begins, then the most probable; as `ThemeFamilies.name` takes them.
    """

    kind: Kind
    passages: tuple[Candidate, ...]
    soundtrack: SoundtrackPlan


@dataclass(frozen=True, slots=True)
class SoundtrackPlan:
    """A work's tracks, or an album's, or a track alone. key: its name in the cache. album: empty if
    it is a work's.
    """

    key: str
    tracks: tuple[Length, ...]
    work_id: WorkId | None = None
    album: str = ""


@dataclass(frozen=True, slots=True)
class FamilyPlan:
    """Soundtracks that are looked through, each as a whole."""

    soundtracks: tuple[SoundtrackPlan, ...]

    @property
    def track_ids(self) -> tuple[TrackId, ...]:
        return tuple(each.track_id for one in self.soundtracks for each in one.tracks)


@dataclass(frozen=True, slots=True)
class FoundFamilies:
    """Of one soundtrack. families: those that may be proposed, as the search ranks them: across
    tracks first, accompaniments last. is_current: all that was heard of it was looked through.
    judged: how many more there are, which were named or dismissed.
    """

    soundtrack: SoundtrackPlan
    families: tuple[ProposedFamily, ...]
    is_current: bool
    judged: int = 0
