"""What the companion shows: the scene that plays, what was felt here before, what comes next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from app.core.marks import MarkKind
from app.core.timecode import Span
from app.emotions.records import TaggedEmotion
from app.marks.kinds import colour_of, name_of, told
from app.returns.records import KnownReturn
from app.story.records import Cue
from app.timeline.records import ComingUp, Companion, FeltBefore, Returning, TrackTimeline

HORIZON_MS = 10_000
NEAR_MS = 5_000
MOST_COMING = 4
_START = attrgetter("span.start_ms")


def companion_at(
    timeline: TrackTimeline,
    position_ms: int,
    hearing_since_ms: int | None,
    announced: Sequence[KnownReturn] = (),
) -> Companion:
    """hearing_since_ms: UTC ms when this listen began; marks made since then aren't “before”.
    announced: returns that are told at length, and so not among what comes next.

    At the end of the track it shows what was there last.
    """
    if position_ms >= timeline.duration_ms > 0:
        position_ms = timeline.duration_ms - 1
    felt = [
        _felt(item)
        for item in _around(timeline.tags, position_ms)
        if (hearing_since_ms is None or item.tag.made_at_ms < hearing_since_ms)
        and _is_near(item.span, position_ms)
    ]
    felt.sort(key=lambda item: -item.made_at_ms)
    coming: dict[tuple[MarkKind, str], ComingUp] = {}
    told_already = {known.occurrence.ref for known in announced}
    for item in sorted(_coming(timeline, position_ms), key=lambda item: item.in_ms):
        if item.ref not in told_already:
            coming.setdefault((item.ref.kind, item.title), item)  # marked here often: shown once
    soonest = tuple(coming.values())[:MOST_COMING]
    returning = tuple(
        Returning(known, max(0, known.span.start_ms - position_ms)) for known in announced
    )
    cue = cue_at(timeline.cues, position_ms)
    scene = None if cue is None else cue.scene
    return Companion(scene, tuple(felt), soonest, returning)


def is_felt_near(timeline: TrackTimeline, position_ms: int) -> bool:
    """Whether any emotion is marked there, in whatever listen."""
    around = _around(timeline.tags, position_ms)
    return any(_is_near(item.span, position_ms) for item in around)


def cue_at(cues: Sequence[Cue], position_ms: int) -> Cue | None:
    """The shortest one here: a scene inside a longer one wins."""
    here = [cue for cue in cues if cue.span.contains(position_ms)]
    return min(here, key=lambda cue: cue.span.duration_ms, default=None)


def _around(tags: Sequence[TaggedEmotion], position_ms: int) -> list[TaggedEmotion]:
    """Those that may be near: just begun, about to begin, or still going on.

    Called four times a second for what may be ten thousand marks, so most are left out cheaply.
    """
    first = bisect_left(tags, position_ms - NEAR_MS, key=_START)
    last = bisect_right(tags, position_ms + NEAR_MS, key=_START)
    lasting = [item for item in tags[:first] if item.tag.span.end_ms > position_ms]
    return [*lasting, *tags[first:last]]


def _is_near(span: Span, position_ms: int) -> bool:
    if span.is_point:
        return abs(span.start_ms - position_ms) <= NEAR_MS
    return span.start_ms - NEAR_MS <= position_ms < span.end_ms


def _felt(item: TaggedEmotion) -> FeltBefore:
    tag = item.tag
    return FeltBefore(
        item.ref,
        tag.uid,
        item.emotion,
        tag.span,
        tag.intensity,
        tag.mode,
        tag.note,
        tag.made_at_ms,
        tag.made_offset_min,
    )


def _coming(timeline: TrackTimeline, position_ms: int) -> Iterator[ComingUp]:
    """Of each lane the first few that are called differently."""
    for lane in timeline.lanes.values():
        first = bisect_right(lane, position_ms, key=_START)
        last = bisect_right(lane, position_ms + HORIZON_MS, key=_START)
        titles: set[str] = set()
        for mark in lane[first:last]:
            says, in_ms = told(mark), mark.span.start_ms - position_ms
            title = says.name or name_of(mark)
            if title not in titles:
                titles.add(title)
                named = says.scene, says.theme
                yield ComingUp(mark.ref, title, colour_of(mark), says.icon, in_ms, *named)
            if len(titles) == MOST_COMING:
                break  # of ten thousand marks on a track, hundreds begin in ten seconds
