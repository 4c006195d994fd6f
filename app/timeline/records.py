"""One track's lanes as values ready to draw, and the companion card's contents."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Emotion, Mode, TaggedEmotion
from app.moments.records import Moment
from app.story.records import Cue, Scene
from app.themes.records import Occurrence


@dataclass(frozen=True, slots=True)
class TrackTimeline:
    """Everything drawn for one track except its peaks. Each lane is sorted by start, then id."""

    track_id: TrackId
    duration_ms: int
    cues: tuple[Cue, ...]
    tags: tuple[TaggedEmotion, ...]
    moments: tuple[Moment, ...]
    occurrences: tuple[Occurrence, ...]

    def marks(self) -> list[tuple[MarkRef, Span]]:
        """Every mark of every lane, in time order."""
        return sorted(self._pairs(), key=lambda pair: (pair[1].start_ms, pair[1].end_ms, pair[0]))

    def spans_of(self, refs: Set[MarkRef]) -> dict[MarkRef, Span]:
        """Where some of the marks are; those that are not here are left out."""
        return {ref: span for ref, span in self._pairs() if ref in refs}

    def _pairs(self) -> list[tuple[MarkRef, Span]]:
        found = [(item.ref, item.span) for item in self.tags]
        found += [(MarkRef(MarkKind.MOMENT, item.id), item.span) for item in self.moments]
        found += [(MarkRef(MarkKind.CUE, item.id), item.span) for item in self.cues]
        found += [(MarkRef(MarkKind.OCCURRENCE, item.id), item.span) for item in self.occurrences]
        return found

    def mark(self, ref: MarkRef) -> TaggedEmotion | Moment | Cue | Occurrence | None:
        """Looks at the marks of one kind alone; None when it is not here."""
        if ref.kind is MarkKind.TAG:
            return next((item for item in self.tags if item.tag.id == ref.id), None)
        lanes: dict[MarkKind, tuple[Moment | Cue | Occurrence, ...]] = {
            MarkKind.MOMENT: self.moments,
            MarkKind.CUE: self.cues,
            MarkKind.OCCURRENCE: self.occurrences,
        }
        return next((item for item in lanes[ref.kind] if item.id == ref.id), None)

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, MarkRef) and self.mark(ref) is not None

    def preroll_of(self, ref: MarkRef) -> int | None:
        """A mark's own pre-roll; None when it follows the setting, or is not here."""
        mark = self.mark(ref)
        if isinstance(mark, TaggedEmotion):
            return mark.tag.preroll_ms
        return None if mark is None else mark.preroll_ms

    def span_of(self, ref: MarkRef) -> Span | None:
        mark = self.mark(ref)
        return None if mark is None else mark.span


@dataclass(frozen=True, slots=True)
class FeltBefore:
    """What was felt near the playhead on an earlier hearing."""

    emotion: Emotion
    span: Span
    intensity: int
    mode: Mode
    note: str
    made_at_ms: int
    made_offset_min: int


@dataclass(frozen=True, slots=True)
class ComingUp:
    """The next mark within the companion's horizon."""

    ref: MarkRef
    title: str
    colour: str
    icon: str
    in_ms: int


@dataclass(frozen=True, slots=True)
class Companion:
    """What belongs to one position: the scene that plays, what was felt here, what comes next."""

    scene: Scene | None
    felt_before: tuple[FeltBefore, ...]
    coming_up: tuple[ComingUp, ...]
