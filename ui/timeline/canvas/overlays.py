"""Everything that lies above the cached pictures, and in which order it is painted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.core.marks import MarkRef
from app.core.timecode import Span
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane_stack import LaneStack, Slot
from ui.timeline.lanes.moment_lane import MomentLane
from ui.timeline.paint.overlay import (
    LiveSpan,
    paint_band,
    paint_chosen,
    paint_hover,
    paint_live,
    paint_loop,
    paint_playhead,
    paint_snap,
    paint_standing,
)


@dataclass(slots=True)
class Overlays:
    """chosen: a stretch dragged out. live: spans of held keys. snap: what a drag holds on to.
    standing: the mark that keys walked on to. band: the rubber band, x on the axis. hover_ms: the
    time under the pointer.
    """

    position_ms: int = 0
    chosen: Span | None = None
    loop: Span | None = None
    snap: Edge | None = None
    band: QRectF | None = None
    hover_ms: int | None = None
    standing: MarkRef | None = None
    live: dict[str, LiveSpan] = field(default_factory=dict)

    def paint_below(self, painter: QPainter, axis: TimeAxis, lanes: LaneStack) -> None:
        """Under the marks, so that their colours stay true."""
        if self.chosen is not None:
            paint_chosen(painter, axis, self.chosen, 0, lanes.bottom)
        if self.loop is not None and lanes.slots:
            paint_loop(painter, axis, self.loop, lanes.slots[0].bottom, lanes.bottom)

    def paint_above(
        self,
        painter: QPainter,
        axis: TimeAxis,
        lanes: LaneStack,
        moved: Mapping[MarkRef, Span],
        has_playhead: bool,
    ) -> None:
        """moved: marks that are shown elsewhere than where they are kept."""
        painter.save()
        below_ruler = QRectF(0, lanes.ruler_bottom, axis.width_px, lanes.bottom)
        painter.setClipRect(below_ruler, Qt.ClipOperation.IntersectClip)
        if self.standing is not None:
            rect = lanes.rect_of(axis, self.standing, moved)
            if rect is not None:
                paint_standing(painter, axis, rect)
        for live in self.live.values():
            self._paint_live(painter, axis, live, lanes)
        painter.restore()
        if self.band is not None:
            paint_band(painter, self.band)
        if self.snap is not None:
            paint_snap(painter, axis, self.snap, lanes.ruler_bottom, lanes.bottom)
        if has_playhead and lanes.slots:
            x = axis.x_of(self.position_ms)
            paint_playhead(painter, x, lanes.slots[0].bottom, lanes.bottom)
        if self.snap is None and self.hover_ms is not None:
            paint_hover(painter, axis, self.hover_ms, lanes.ruler_bottom, lanes.bottom)

    def _paint_live(
        self, painter: QPainter, axis: TimeAxis, live: LiveSpan, lanes: LaneStack
    ) -> None:
        is_favourite = live is self.live.get("favourite")
        slot = lanes.slot_for(lanes.of(MomentLane) if is_favourite else lanes.of(EmotionLane))
        if slot is not None:
            top, height = self._share_of(slot, live, is_favourite)
            paint_live(painter, axis, live, top, height)

    def _share_of(self, slot: Slot, live: LiveSpan, is_favourite: bool) -> tuple[float, float]:
        """Keys held at once share their lane."""
        if is_favourite:
            return slot.top, slot.height
        held = [other for key, other in self.live.items() if key != "favourite"]
        height = slot.height / len(held)
        return slot.top + held.index(live) * height, height
