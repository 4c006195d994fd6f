"""Cached pictures of lanes, wider than the view, so that playing and scrolling only copy pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.timecode import Span
from app.timeline.records import MarkRef
from ui.timeline.lane import Lane, LaneArea
from ui.timeline.lane_stack import Slot
from ui.timeline.time_axis import END_MARGIN_PX, TimeAxis

MOST_STRETCHED = 6.0  # beyond this a picture is mere stripes, or too small a part of itself
_SLACK_PX = END_MARGIN_PX  # a margin without marks may be missing for some frames
_PAD_VIEWS = 0.5  # how many view widths are painted ahead on both sides once the zoom is at rest


@dataclass(frozen=True, slots=True)
class LaneState:
    """What besides data, zoom and height decides how lanes look."""

    selected: frozenset[MarkRef]
    moved: Mapping[MarkRef, Span]

    def of(self, lane: Lane) -> LaneState:
        """The part of it that concerns one lane, so that selecting repaints one lane."""
        if not self.selected and not self.moved:
            return self
        own = frozenset(lane.refs())
        moved = {ref: span for ref, span in self.moved.items() if ref in own}
        return LaneState(self.selected & own, moved)


@dataclass(frozen=True, slots=True)
class _Picture:
    """left_px: where it begins, in whole pixels of the laid-out track. played: see LaneArea."""

    left_px: int
    width_px: int
    height: int
    ms_per_px: float
    state: LaneState
    unplayed: QPixmap
    played: QPixmap | None

    def shows(self, axis: TimeAxis, height: int, state: LaneState) -> bool:
        is_same = (self.ms_per_px, self.height, self.state) == (axis.ms_per_px, height, state)
        end = self.left_px + self.width_px
        return is_same and self.left_px <= axis.left_px and axis.left_px + axis.width_px <= end

    def covers(self, axis: TimeAxis, height: int, state: LaneState) -> bool:
        """Whether it can stand in for another zoom, stretched by no more than MOST_STRETCHED."""
        if (self.height, self.state) != (height, state):
            return False
        scale = self.ms_per_px / axis.ms_per_px
        end_ms = (self.left_px + self.width_px) * self.ms_per_px
        is_wide = self.left_px * self.ms_per_px <= axis.start_ms + _SLACK_PX * axis.ms_per_px
        is_wide = is_wide and end_ms >= axis.end_ms - _SLACK_PX * axis.ms_per_px
        return is_wide and 1 / MOST_STRETCHED <= scale <= MOST_STRETCHED


class LanePictures:
    """Pictures of all lanes, painted when asked for.

    exact: a lane that is never stretched, but painted at every step of a zoom.
    renders: how many lane pictures were painted so far, for tests and the bench.
    """

    def __init__(self, exact: Lane) -> None:
        self._exact = exact
        self._pictures: dict[int, _Picture] = {}
        self._states: dict[int, tuple[LaneState, LaneState]] = {}
        self._goal: TimeAxis | None = None
        self.renders = 0

    def forget(self, lane: Lane | None = None) -> None:
        """Paint a lane, or all of them, afresh next time."""
        self._states.clear()
        if lane is None:
            self._pictures.clear()
        else:
            self._pictures.pop(id(lane), None)

    def begin_stretching(self, goal: TimeAxis) -> None:
        """Until `end_stretching`, a zoom under way stretches pictures instead of painting lanes.

        goal: the axis where it will rest; a picture of it serves a zoom outwards from the start.
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
        """Copy the part of a lane inside `rect`; the painter's x = 0 is the axis's.

        axis: aligned to whole pixels. playhead_x: where the played look ends.
        """
        part = rect.intersected(QRect(rect.left(), slot.top, rect.width(), slot.height))
        if part.isEmpty():
            return
        dpr = painter.device().devicePixelRatio()
        lane_state = self._state_of(slot.lane, state)
        if self._goal is not None and slot.lane is not self._exact:
            picture = self._stretchable(slot, axis, self._goal, lane_state, dpr)
        else:
            picture = self._fitting(slot, axis, lane_state, dpr)
        if picture.played is None:
            _copy(painter, picture, picture.unplayed, slot, axis, part)
            return
        split = round(playhead_x)
        _copy(painter, picture, picture.played, slot, axis, _left_of(part, split))
        _copy(painter, picture, picture.unplayed, slot, axis, _right_of(part, split))

    def _state_of(self, lane: Lane, state: LaneState) -> LaneState:
        """Remembered: asked several times a frame, and lanes may hold thousands of marks."""
        known = self._states.get(id(lane))
        if known is None or known[0] != state:
            known = self._states[id(lane)] = (state, state.of(lane))
        return known[1]

    def _fitting(self, slot: Slot, axis: TimeAxis, state: LaneState, dpr: float) -> _Picture:
        known = self._pictures.get(id(slot.lane))
        is_dense = known is not None and known.unplayed.devicePixelRatio() == dpr
        if known is not None and is_dense and known.shows(axis, slot.height, state):
            return known
        is_at_rest = known is not None and known.ms_per_px == axis.ms_per_px
        left, width = _stretch(axis, _PAD_VIEWS if is_at_rest else 0.0)
        picture = self._painted(slot, axis.window(left, width), state, dpr)
        self._pictures[id(slot.lane)] = picture
        return picture

    def _stretchable(
        self, slot: Slot, axis: TimeAxis, goal: TimeAxis, state: LaneState, dpr: float
    ) -> _Picture:
        """A picture of another zoom that covers the view: the last one, or that of the goal."""
        known = self._pictures.get(id(slot.lane))
        is_dense = known is not None and known.unplayed.devicePixelRatio() == dpr
        if known is not None and is_dense and known.covers(axis, slot.height, state):
            return known
        is_wide = goal.start_ms <= axis.start_ms and axis.end_ms <= goal.end_ms
        is_wide = is_wide and goal.ms_per_px <= MOST_STRETCHED * axis.ms_per_px
        return self._fitting(slot, goal if is_wide else axis, state, dpr)

    def _painted(self, slot: Slot, axis: TimeAxis, state: LaneState, dpr: float) -> _Picture:
        self.renders += 1
        area = LaneArea(axis, slot.height, state.selected, state.moved)
        played = None
        if slot.lane.shows_played:
            look = LaneArea(axis, slot.height, state.selected, state.moved, is_played=True)
            played = _pixmap(slot.lane, look, dpr)
        return _Picture(
            round(axis.left_px),
            round(axis.width_px),
            slot.height,
            axis.ms_per_px,
            state,
            _pixmap(slot.lane, area, dpr),
            played,
        )


def _stretch(axis: TimeAxis, pad_views: float) -> tuple[int, int]:
    """The whole pixels to paint: the view and its padding, no farther than the track."""
    least, greatest = axis.scroll_range
    pad = axis.width_px * pad_views
    left = max(round(least), round(axis.left_px - pad))
    end = min(round(greatest + axis.width_px), round(axis.left_px + axis.width_px + pad))
    left = min(left, round(axis.left_px))
    return left, max(end, round(axis.left_px + axis.width_px)) - left


def _pixmap(lane: Lane, area: LaneArea, dpr: float) -> QPixmap:
    size = QSize(max(1, round(area.axis.width_px)), max(1, area.height))
    picture = QPixmap(size * dpr)
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    lane.paint(painter, area)
    painter.end()
    return picture


def _copy(
    painter: QPainter, picture: _Picture, pixmap: QPixmap, slot: Slot, axis: TimeAxis, part: QRect
) -> None:
    if part.isEmpty():
        return
    dpr = pixmap.devicePixelRatio()
    stretch = axis.ms_per_px / picture.ms_per_px  # 1 at rest
    left = (part.left() + axis.left_px) * stretch - picture.left_px
    source = QRectF(
        left * dpr, (part.top() - slot.top) * dpr, part.width() * stretch * dpr, part.height() * dpr
    )
    painter.drawPixmap(QRectF(part), pixmap, source)


def _left_of(rect: QRect, x: int) -> QRect:
    return QRect(rect.left(), rect.top(), min(rect.width(), x - rect.left()), rect.height())


def _right_of(rect: QRect, x: int) -> QRect:
    left = max(rect.left(), x)
    return QRect(left, rect.top(), rect.left() + rect.width() - left, rect.height())
