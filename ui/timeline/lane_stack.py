"""The lanes from top to bottom: which are shown, how high they are, what lies where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.ids import TrackId
from app.timecode import Span
from app.timeline.records import MarkRef, TrackTimeline
from ui.timeline.lane import Hit, Lane, LaneArea, LaneHeights
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.lanes.ruler_lane import RulerLane
from ui.timeline.lanes.scene_lane import SceneLane
from ui.timeline.lanes.theme_lane import ThemeLane
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.mark_lane import MarkLane
from ui.timeline.stills import PicturePath
from ui.timeline.time_axis import TimeAxis

SEPARATOR_PX = 1
_NOTHING = TrackTimeline(TrackId(0), 0, (), (), (), ())


@dataclass(frozen=True, slots=True)
class Slot:
    """A lane and where it stands, in the view's coordinates."""

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
    """All lanes of the timeline. Themes take room only where there are any."""

    def __init__(self, picture_path: PicturePath) -> None:
        self.ruler = RulerLane()
        self.scenes = SceneLane(picture_path)
        self.waveform = WaveformLane()
        self.emotions = EmotionLane()
        self.moments = MomentLane()
        self.themes = ThemeLane()
        self.slots: tuple[Slot, ...] = ()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        shown: tuple[Lane, ...] = (
            self.ruler,
            self.scenes,
            self.waveform,
            self.emotions,
            self.moments,
        )
        return (*shown, self.themes) if self.themes.refs() else shown

    def set_timeline(
        self, before: TrackTimeline | None, timeline: TrackTimeline | None
    ) -> list[Lane]:
        """Hand marks to the lanes; returns those whose marks differ from `before`."""
        old, new = before or _NOTHING, timeline or _NOTHING
        changed: list[Lane] = []
        if old.cues != new.cues:
            self.scenes.set_cues(new.cues)
            changed.append(self.scenes)
        if old.tags != new.tags:
            self.emotions.set_tags(new.tags)
            changed.append(self.emotions)
        if old.moments != new.moments:
            self.moments.set_moments(new.moments)
            changed.append(self.moments)
        if old.occurrences != new.occurrences:
            self.themes.set_occurrences(new.occurrences)
            changed.append(self.themes)
        return changed

    def arrange(self, height: int) -> None:
        """Share a height among the lanes."""
        lanes = self.lanes
        room = height - SEPARATOR_PX * (len(lanes) - 1)
        heights = share_heights([lane.heights() for lane in lanes], room)
        slots, top = [], 0
        for lane, lane_height in zip(lanes, heights, strict=True):
            slots.append(Slot(lane, top, lane_height))
            top += lane_height + SEPARATOR_PX
        self.slots = tuple(slots)

    @property
    def ruler_bottom(self) -> int:
        return self.slots[0].bottom if self.slots else 0

    @property
    def bottom(self) -> int:
        return self.slots[-1].bottom if self.slots else 0

    def least_height(self) -> int:
        lanes = self.lanes
        return sum(lane.heights().least for lane in lanes) + SEPARATOR_PX * (len(lanes) - 1)

    def natural_height(self) -> int:
        lanes = self.lanes
        return sum(lane.heights().natural for lane in lanes) + SEPARATOR_PX * (len(lanes) - 1)

    def slot_at(self, y: float) -> Slot | None:
        return next((slot for slot in self.slots if slot.top <= y < slot.bottom), None)

    def slot_for(self, lane: Lane) -> Slot | None:
        return next((slot for slot in self.slots if slot.lane is lane), None)

    def slot_holding(self, ref: MarkRef) -> Slot | None:
        return next((slot for slot in self.slots if ref in slot.lane.refs()), None)

    def hit(self, axis: TimeAxis, selected: frozenset[MarkRef], x: float, y: float) -> Hit | None:
        slot = self.slot_at(y)
        return slot.lane.hit(slot.area(axis, selected), x, y - slot.top) if slot else None

    def refs_in(self, axis: TimeAxis, band: QRectF) -> list[MarkRef]:
        """The marks a rectangle touches; x on the axis, y in the view's coordinates."""
        return [
            ref
            for slot in self.slots
            if isinstance(slot.lane, MarkLane)
            and slot.top <= band.bottom()
            and band.top() < slot.bottom
            for ref in slot.lane.refs_in(slot.area(axis), band.translated(0, -slot.top))
        ]

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> Iterator[int]:
        for lane in self.lanes:
            yield from lane.edges_near(axis, x, within_px)


def share_heights(wants: Sequence[LaneHeights], room: int) -> list[int]:
    """Heights that fill `room`: first the least, then what is natural, then up to the most.

    Where even the least does not fit, lanes keep their least and the last ones are cut off.
    """
    heights = [want.least for want in wants]
    for wished in ([want.natural for want in wants], [want.most for want in wants]):
        missing = [wish - height for wish, height in zip(wished, heights, strict=True)]
        spare = room - sum(heights)
        total = sum(missing)
        if spare <= 0 or total <= 0:
            continue
        given = min(1.0, spare / total)
        heights = [height + int(m * given) for height, m in zip(heights, missing, strict=True)]
    return heights
