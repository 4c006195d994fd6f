"""One track's lanes as values ready to draw, and the companion card's contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import cast

from app.core.ids import AlignmentId, TrackId
from app.core.marks import Mark, MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Emotion, Mode, TaggedEmotion
from app.moments.records import Moment
from app.returns.records import KnownReturn
from app.story.covering import Named, NamedTheme
from app.story.records import Cue, Scene
from app.themes.records import Occurrence


@dataclass(frozen=True, slots=True)
class MarkElsewhere:
    """A mark of another version, that hasn't been carried over. span: where it would be here."""

    mark: Mark
    span: Span
    alignment_id: AlignmentId
    track_id: TrackId
    track_title: str


@dataclass(frozen=True, slots=True)
class Versions:
    """track_ids: of the versions that this one is aligned with. marks: in time order. origins: the
    titles of the tracks that carried marks are from, by the marks' `carried_from`.
    """

    track_ids: frozenset[TrackId] = frozenset()
    marks: tuple[MarkElsewhere, ...] = ()
    origins: Mapping[str, str] | None = None

    def carried_from(self, mark: Mark) -> str:
        """The title of the track that it was carried over from; empty if it wasn't, or if the mark
        there is gone.
        """
        uid = carried_uid(mark)
        return "" if uid is None else (self.origins or {}).get(uid, "")


def carried_uid(mark: Mark) -> str | None:
    if isinstance(mark, TaggedEmotion):
        return mark.tag.carried_from
    return mark.carried_from if isinstance(mark, Moment) else None


NO_VERSIONS = Versions()


@dataclass(frozen=True, slots=True)
class TrackTimeline:
    """Everything drawn for one track except its waveform.

    lanes: marks by kind, each lane sorted by start, then id; a kind may be missing.
    versions: what other versions of the track have, and what was carried over from them.
    """

    track_id: TrackId
    duration_ms: int
    lanes: Mapping[MarkKind, tuple[Mark, ...]] = field(default_factory=dict)
    versions: Versions = NO_VERSIONS

    @property
    def tags(self) -> tuple[TaggedEmotion, ...]:
        return cast(tuple[TaggedEmotion, ...], self.lane(MarkKind.TAG))

    @property
    def moments(self) -> tuple[Moment, ...]:
        return cast(tuple[Moment, ...], self.lane(MarkKind.MOMENT))

    @property
    def cues(self) -> tuple[Cue, ...]:
        return cast(tuple[Cue, ...], self.lane(MarkKind.CUE))

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        return cast(tuple[Occurrence, ...], self.lane(MarkKind.OCCURRENCE))

    def lane(self, kind: MarkKind) -> tuple[Mark, ...]:
        return self.lanes.get(kind, ())

    def with_lanes(self, lanes: Mapping[MarkKind, tuple[Mark, ...]]) -> TrackTimeline:
        """The same, with these lanes replaced."""
        return replace(self, lanes={**self.lanes, **lanes})

    def each(self) -> Iterator[Mark]:
        """Every mark, lane after lane."""
        return chain.from_iterable(self.lanes.values())

    def marks(self) -> list[tuple[MarkRef, Span]]:
        """Every mark of every lane, in time order."""
        return sorted(self._pairs(), key=lambda pair: (pair[1].start_ms, pair[1].end_ms, pair[0]))

    def spans_of(self, refs: Set[MarkRef]) -> dict[MarkRef, Span]:
        """Spans of some of the marks; those that aren't here are left out."""
        spans: dict[MarkRef, Span] = {}
        for kind, marks in self.lanes.items():
            wanted = {ref.id: ref for ref in refs if ref.kind is kind}
            if wanted:
                spans |= {wanted[mark.id]: mark.span for mark in marks if mark.id in wanted}
        return spans

    def _pairs(self) -> Iterator[tuple[MarkRef, Span]]:
        return ((mark.ref, mark.span) for mark in self.each())

    def mark(self, ref: MarkRef) -> Mark | None:
        """Searches the marks of its kind only; None when it isn't here."""
        return next((mark for mark in self.lane(ref.kind) if mark.id == ref.id), None)

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, MarkRef) and self.mark(ref) is not None

    def preroll_of(self, ref: MarkRef) -> int | None:
        """A mark's own lead-in; None for the length in Settings, or when it isn't here."""
        mark = self.mark(ref)
        return None if mark is None else mark.preroll_ms

    def span_of(self, ref: MarkRef) -> Span | None:
        mark = self.mark(ref)
        return None if mark is None else mark.span


@dataclass(frozen=True, slots=True)
class FeltBefore:
    """What was felt near the playhead in an earlier listen."""

    ref: MarkRef
    uid: str
    emotion: Emotion
    span: Span
    intensity: int
    mode: Mode
    note: str
    made_at_ms: int
    made_offset_min: int


@dataclass(frozen=True, slots=True)
class ComingUp:
    """A mark that comes soon enough to be shown. scene, theme: if the title is one's."""

    ref: MarkRef
    title: str
    colour: str
    icon: str
    in_ms: int
    scene: Named | None = None
    theme: NamedTheme | None = None


@dataclass(frozen=True, slots=True)
class Returning:
    """A theme that returns. in_ms: until it begins, 0 from then on."""

    known: KnownReturn
    in_ms: int


@dataclass(frozen=True, slots=True)
class Companion:
    """For one position: the scene that plays, what was felt here before, what comes next; and the
    themes that return, in the order in which they were announced.
    """

    scene: Scene | None
    felt_before: tuple[FeltBefore, ...]
    coming_up: tuple[ComingUp, ...]
    returning: tuple[Returning, ...] = ()
