"""The lanes from top to bottom: which are shown, how high they are, what lies where.

Where even the least heights do not fit, the lanes below the ruler are scrolled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QRectF

from app.core.ids import TrackId
from app.core.marks import MarkRef
from app.core.timecode import Span
from app.marks.kinds import KINDS
from app.timeline.records import TrackTimeline
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.earlier_lane import EarlierLane
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.mark_lane import MarkLane
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.lanes.ruler_lane import RulerLane
from ui.timeline.lanes.scene_lane import SceneLane
from ui.timeline.lanes.theme_lane import ThemeLane
from ui.timeline.lanes.trace_lane import TraceLane
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.paint.emotion_tint import POINT_LASTS_MS
from ui.widgets.image_files import FindPicture

SEPARATOR_PX = 1
_NOTHING = TrackTimeline(TrackId(0), 0)


@dataclass(frozen=True, slots=True)
class Slot:
    """A lane and where it stands, in the view's coordinates; scrolled lanes reach out of sight."""

    lane: Lane
    top: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def area(
        self,
        axis: TimeAxis,
        selected: frozenset[MarkRef] = frozenset(),
        moved: Mapping[MarkRef, Span] | None = None,
    ) -> LaneArea:
        return LaneArea(axis, self.height, selected, moved or {})


class LaneStack:
    """All lanes of the timeline, and what was chosen of them. by_key: in their usual order."""

    def __init__(self, picture_path: FindPicture) -> None:
        self.ruler = RulerLane()
        self.scenes = SceneLane(picture_path)
        self.waveform = WaveformLane()
        self.emotions = EmotionLane()
        self.moments = MomentLane()
        self.themes = ThemeLane()
        self.traces = TraceLane()
        self.earlier = EarlierLane()
        self.by_key: dict[str, Lane] = {
            "scenes": self.scenes,
            "music": self.waveform,
            "feelings": self.emotions,
            "favourites": self.moments,
            "themes": self.themes,
            "trace": self.traces,
            "earlier": self.earlier,
        }
        self.choices = LaneChoices()
        self.slots: tuple[Slot, ...] = ()
        self.scroll_px = 0  # how far the lanes below the ruler are moved up
        self._room = 0

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes that are shown, from top to bottom."""
        keys = (key for key in self.choices.ordered(self.by_key) if self.is_shown(key))
        return (self.ruler, *(self.by_key[key] for key in keys))

    def key_of(self, lane: Lane) -> str | None:
        """None for the ruler."""
        return next((key for key, known in self.by_key.items() if known is lane), None)

    def is_shown(self, key: str) -> bool:
        """As it was chosen; otherwise these take room only where they have something to show."""
        is_filled = {
            "themes": self.themes.refs(),
            "trace": self.traces.is_filled,
            "earlier": self.earlier.hearings,
        }
        is_wanted = key == "trace" and self.traces.is_wanted
        return is_wanted or self.choices.is_shown(key, bool(is_filled.get(key, True)))

    @property
    def mark_lanes(self) -> tuple[MarkLane[Any], ...]:
        """Those that hold marks, shown or not."""
        return self.scenes, self.emotions, self.moments, self.themes

    @property
    def mark_lanes_shown(self) -> list[MarkLane[Any]]:
        """The same as they are shown, from top to bottom."""
        return [lane for lane in self.lanes if isinstance(lane, MarkLane)]

    def set_timeline(self, timeline: TrackTimeline | None) -> list[tuple[Lane, list[Span] | None]]:
        """Hand marks to the lanes; returns which look different, and where (None: all over)."""
        new = timeline or _NOTHING
        felt = self.emotions.set_tags(new.tags)
        changed: list[tuple[Lane, list[Span] | None]] = [
            (self.scenes, self.scenes.set_cues(new.cues)),
            (self.emotions, felt),
            (self.moments, self.moments.set_moments(new.moments)),
            (self.themes, self.themes.set_occurrences(new.occurrences)),
        ]
        if felt != [] and self.waveform.set_tags(new.tags):
            changed.append((self.waveform, felt and _with_what_they_colour(felt)))
        return [(lane, spans) for lane, spans in changed if spans != []]

    def arrange(self, height: int) -> None:
        """Share a height among the lanes; what is scrolled stays so, as far as there is need."""
        lanes = self.lanes
        room = height - SEPARATOR_PX * (len(lanes) - 1)
        chosen = [self.choices.heights.get(self.key_of(lane) or "") for lane in lanes]
        heights = share_heights([lane.heights() for lane in lanes], room, chosen)
        slots, top = [], 0
        for lane, lane_height in zip(lanes, heights, strict=True):
            slots.append(Slot(lane, top, lane_height))
            top += lane_height + SEPARATOR_PX
        scrolled, self.scroll_px = self.scroll_px, 0
        self.slots, self._room = tuple(slots), max(0, height)
        self.scroll_to(scrolled)

    @property
    def ruler_bottom(self) -> int:
        return self.slots[0].bottom if self.slots else 0

    @property
    def bottom(self) -> int:
        """Where what is in sight of the lanes ends."""
        return min(self._room, self.slots[-1].bottom) if self.slots else 0

    # scrolling

    @property
    def overflow_px(self) -> int:
        """How far the lanes can be scrolled; 0 where all of them fit."""
        return max(0, self.slots[-1].bottom + self.scroll_px - self._room) if self.slots else 0

    def scroll_to(self, px: int) -> bool:
        """Move the lanes below the ruler up by so much; whether they were elsewhere before."""
        by = min(max(0, px), self.overflow_px) - self.scroll_px
        if by == 0:
            return False
        self.scroll_px += by
        ruler, *others = self.slots
        self.slots = (ruler, *(replace(slot, top=slot.top - by) for slot in others))
        return True

    def scroll_showing(self, top: int, bottom: int) -> int:
        """The nearest scroll at which a stretch of the view's height is in sight; its top wins."""
        below_edge = bottom - self.bottom
        below_ruler = top - (self.ruler_bottom + SEPARATOR_PX)
        return self.scroll_px + min(max(0, below_edge), below_ruler)

    def in_sight(self, slot: Slot) -> tuple[int, int]:
        """The top and bottom of what is seen of a slot; no height where it is out of sight."""
        least = 0 if slot.lane is self.ruler else self.ruler_bottom + SEPARATOR_PX
        top = min(max(slot.top, least), self.bottom)
        return top, max(top, min(slot.bottom, self.bottom))

    def least_height(self) -> int:
        """At which nothing needs to be scrolled."""
        lanes = self.lanes
        return sum(lane.heights().least for lane in lanes) + SEPARATOR_PX * (len(lanes) - 1)

    def natural_height(self) -> int:
        lanes = self.lanes
        return sum(lane.heights().natural for lane in lanes) + SEPARATOR_PX * (len(lanes) - 1)

    def slot_at(self, y: float) -> Slot | None:
        """The ruler lies above what is scrolled under it, and comes first."""
        if y >= self.bottom:
            return None
        return next((slot for slot in self.slots if slot.top <= y < slot.bottom), None)

    def slot_for(self, lane: Lane) -> Slot | None:
        return next((slot for slot in self.slots if slot.lane is lane), None)

    def slot_holding(self, ref: MarkRef) -> Slot | None:
        return next((slot for slot in self.slots if ref in slot.lane.refs()), None)

    def hit(self, axis: TimeAxis, selected: frozenset[MarkRef], x: float, y: float) -> Hit | None:
        slot = self.slot_at(y)
        return slot.lane.hit(slot.area(axis, selected), x, y - slot.top) if slot else None

    def refs_in(self, axis: TimeAxis, band: QRectF) -> list[MarkRef]:
        """The marks in sight that a rectangle touches; x on the axis, y in the view."""
        found = []
        for slot in self.slots:
            top, bottom = self.in_sight(slot)
            if isinstance(slot.lane, MarkLane) and top <= band.bottom() and band.top() < bottom:
                seen = QRectF(band)
                seen.setTop(max(band.top(), top))
                seen.setBottom(min(band.bottom(), bottom))
                found += slot.lane.refs_in(slot.area(axis), seen.translated(0, -slot.top))
        return found

    def rect_of(self, axis: TimeAxis, ref: MarkRef, moved: Mapping[MarkRef, Span]) -> QRectF | None:
        """Where a mark is, y in the view's coordinates; in a count at least its place in time."""
        slot = self.slot_holding(ref)
        if slot is None or not isinstance(slot.lane, MarkLane):
            return None
        area = slot.area(axis, moved=moved)
        rect = slot.lane.place_of(area, ref)
        return rect.translated(0, slot.top) if rect is not None else None

    def counted_with(self, axis: TimeAxis, ref: MarkRef) -> tuple[MarkRef, ...]:
        """The marks that a zoom shows as one count with a mark; empty where it stands alone."""
        slot = self.slot_holding(ref)
        if slot is None or not isinstance(slot.lane, MarkLane):
            return ()
        return slot.lane.counted_with(slot.area(axis), ref)

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> Iterator[Edge]:
        for lane in self.lanes:
            for at_ms in lane.edges_near(axis, x, within_px):
                yield Edge(at_ms, self._edge_name(lane, at_ms), gives_way=lane is self.waveform)

    def _edge_name(self, lane: Lane, at_ms: int) -> str:
        if isinstance(lane, MarkLane):
            return KINDS[lane.kind].words.one
        if lane is self.ruler:
            return "End" if at_ms else "Start"
        return "Onset" if lane is self.waveform else lane.title


def _with_what_they_colour(felt: Sequence[Span]) -> list[Span]:
    return [Span(span.start_ms, span.end_ms + POINT_LASTS_MS) for span in felt]


def share_heights(
    wants: Sequence[LaneHeights], room: int, chosen: Sequence[int | None] = ()
) -> list[int]:
    """Heights that fill `room`: first the least, then what is natural, then up to the most.

    chosen: a height that the listener gave to a lane; it comes before what is natural for others.

    Where even the least does not fit, lanes keep their least.
    """
    heights = [want.least for want in wants]
    given_by_hand = list(chosen) or [None] * len(wants)
    pairs = list(zip(wants, given_by_hand, strict=True))
    for wished in (
        [max(want.least, hand or 0) for want, hand in pairs],
        [max(want.least, hand or want.natural) for want, hand in pairs],
        [max(want.least, hand or want.most) for want, hand in pairs],
    ):
        missing = [wish - height for wish, height in zip(wished, heights, strict=True)]
        spare = room - sum(heights)
        total = sum(missing)
        if spare <= 0 or total <= 0:
            continue
        given = min(1.0, spare / total)
        heights = [height + int(m * given) for height, m in zip(heights, missing, strict=True)]
    return heights
