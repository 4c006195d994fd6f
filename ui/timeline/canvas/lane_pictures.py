"""Cached pictures of lanes, so that playing and scrolling only copy pixels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from app.core.timecode import Span
from ui.timeline.canvas.lane_picture import MOST_STRETCHED, LanePicture, LaneState, Look
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_stack import Slot

_MOST_DIRTY = 40  # with more changed marks than this, repairing each isn't worth it
_Key = tuple[int, bool]  # a lane, and whether it is what is left of the playhead


class LanePictures:
    """Pictures of all lanes, painted when asked for.

    renders: how often a lane painted a picture or a part of one, for tests and the bench.
    """

    def __init__(self) -> None:
        self._pictures: dict[_Key, LanePicture] = {}
        self._states: dict[int, tuple[LaneState, LaneState]] = {}
        self._goal: TimeAxis | None = None
        self.renders = 0

    def forget(self, lane: Lane | None = None, spans: Sequence[Span] | None = None) -> None:
        """Repaints a lane, or all of them, next time; or only where its marks changed."""
        self._states.clear()
        if lane is None:
            self._pictures.clear()
            return
        for key in ((id(lane), False), (id(lane), True)):
            if spans is None or len(spans) > _MOST_DIRTY:
                self._pictures.pop(key, None)
            elif key in self._pictures:
                self._pictures[key].dirty += spans

    def begin_stretching(self, goal: TimeAxis) -> None:
        """Until `end_stretching`, zooming scales pictures instead of painting lanes.

        goal: the axis at the end of the zoom; when zooming out, its picture is used from the start.
        """
        self._goal = goal

    def end_stretching(self) -> None:
        self._goal = None

    def paint(
        self,
        painter: QPainter,
        slot: Slot,
        axis: TimeAxis,
        rect: QRect,
        state: LaneState,
        playhead_x: float,
    ) -> None:
        """Copies the part of a lane inside `rect`; the painter's x = 0 is the axis's.

        axis: aligned to whole pixels. playhead_x: where the part shown as played ends.
        """
        part = rect.intersected(QRect(rect.left(), slot.top, rect.width(), slot.height))
        if part.isEmpty() or slot.lane.is_blank:
            return
        dpr = painter.device().devicePixelRatio()
        lane_state = self._state_of(slot.lane, state)
        looks = [(part, False)]
        if slot.lane.shows_played:
            split = round(playhead_x)
            looks = [(_left_of(part, split), True), (_right_of(part, split), False)]
        for piece, is_played in looks:
            if not piece.isEmpty():
                look = Look(axis.ms_per_px, slot.height, lane_state, is_played, dpr)
                self._picture(slot, axis, look).copy_to(painter, slot, axis, piece)

    def _state_of(self, lane: Lane, state: LaneState) -> LaneState:
        """Cached: needed several times a frame, and lanes may hold thousands of marks."""
        known = self._states.get(id(lane))
        if known is None or known[0] != state:
            known = self._states[id(lane)] = (state, state.of(lane))
        return known[1]

    def _picture(self, slot: Slot, axis: TimeAxis, look: Look) -> LanePicture:
        if self._goal is None or slot.lane.is_exact:
            return self._fitting(slot, axis, look)
        known = self._pictures.get((id(slot.lane), look.is_played))
        if known is not None and known.covers(axis, look):
            return known
        return self._stretchable(slot, axis, self._goal, look)

    def _stretchable(self, slot: Slot, axis: TimeAxis, goal: TimeAxis, look: Look) -> LanePicture:
        """A picture at another zoom that covers the view: the target's, else the view's own."""
        is_wide = goal.start_ms <= axis.start_ms and axis.end_ms <= goal.end_ms
        if not is_wide or goal.ms_per_px > MOST_STRETCHED * axis.ms_per_px:
            return self._fitting(slot, axis, look)
        there = Look(goal.ms_per_px, look.height, look.state, look.is_played, look.dpr)
        return self._fitting(slot, goal, there)

    def _fitting(self, slot: Slot, axis: TimeAxis, look: Look) -> LanePicture:
        """The picture that holds the view: as it is, repaired, moved, or repainted."""
        key = id(slot.lane), look.is_played
        known = self._pictures.get(key)
        is_like = known is not None and known.look == look
        if known is not None and is_like and not known.dirty and known.spans_view(axis):
            return known
        self.renders += 1
        shape = slot.lane.shape(slot.area(axis))
        if known is None or not is_like or known.shape != shape:
            left = round(axis.left_px)
            known = LanePicture.blank(look, left, left + round(axis.width_px), shape, known)
            known.paint_stretch(slot.lane, axis, known.left_px, known.end_px)
        else:
            known.mend(slot.lane, axis)
            if not known.spans_view(axis):
                known = known.moved_along(slot.lane, axis)
        self._pictures[key] = known
        return known


def _left_of(rect: QRect, x: int) -> QRect:
    return QRect(rect.left(), rect.top(), min(rect.width(), x - rect.left()), rect.height())


def _right_of(rect: QRect, x: int) -> QRect:
    left = max(rect.left(), x)
    return QRect(left, rect.top(), rect.left() + rect.width() - left, rect.height())
