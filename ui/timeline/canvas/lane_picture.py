"""One cached picture of a lane: painted as a whole or in parts, moved, repaired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.core.marks import MarkRef
from app.core.timecode import Span
from ui.timeline.canvas.stretch_numbers import StretchNumbers
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import END_MARGIN_PX, TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_stack import Slot
from ui.widgets.painting import clear_picture

MOST_STRETCHED = 6.0  # beyond this a scaled picture is just stripes, or shows too small a part
_SLACK_PX = END_MARGIN_PX  # a margin without marks may be missing for a few frames
_AHEAD_VIEWS = 0.25  # how many view widths are painted ahead of a scroll
_MOST_STEP_PX = 16


@dataclass(frozen=True, slots=True)
class LaneState:
    """What decides how lanes look, besides data, zoom and height."""

    selected: frozenset[MarkRef]
    moved: Mapping[MarkRef, Span]

    def of(self, lane: Lane) -> LaneState:
        """The part that concerns one lane, so that selecting repaints only that lane."""
        if not self.selected and not self.moved:
            return self
        if lane.marks is None:
            return LaneState(frozenset(), {})
        refs = lane.marks.refs()
        moved = {ref: self.moved[ref] for ref in refs.among(self.moved)}
        return LaneState(refs.among(self.selected), moved)


@dataclass(frozen=True, slots=True)
class Look:
    """What a lane looks like at one zoom, at any scroll position. shape: see `Lane.shape`."""

    ms_per_px: float
    height: int
    state: LaneState
    is_played: bool
    dpr: float


@dataclass(slots=True)
class LanePicture:
    """left_px: where it starts, in whole pixels of the laid-out track.

    shape: what all its marks have in common; another shape needs another picture. pixmap: may be
    wider than the picture, which is at its left. decided_by: see there. dirty: spans whose marks
    have changed.
    """

    look: Look
    left_px: int
    width_px: int
    shape: object
    pixmap: QPixmap
    decided_by: StretchNumbers = field(default_factory=StretchNumbers)
    dirty: list[Span] = field(default_factory=list)

    @classmethod
    def blank(
        cls,
        look: Look,
        left_px: int,
        right_px: int,
        shape: object,
        old: LanePicture | None = None,
        *,
        spare_px: int = 0,
    ) -> LanePicture:
        """old: one that isn’t needed any more, to be painted over: getting as much memory anew
        from the system takes as long as painting a lane. spare_px: how much wider it may become;
        without, nothing need be clipped, and lanes paint faster.
        """
        width, height = max(1, right_px - left_px), max(1, look.height)
        size = QSize(width + spare_px, height)
        if old is not None and old.look.dpr == look.dpr and old._size == size:
            pixmap = old.pixmap
            pixmap.fill(Qt.GlobalColor.transparent)
        else:
            pixmap = clear_picture(size, look.dpr)
        return cls(look, left_px, width, shape, pixmap)

    @property
    def _size(self) -> QSize:
        return self.pixmap.deviceIndependentSize().toSize()

    @property
    def end_px(self) -> int:
        return self.left_px + self.width_px

    def spans_view(self, axis: TimeAxis) -> bool:
        return self.left_px <= axis.left_px and axis.left_px + axis.width_px <= self.end_px

    def covers(self, axis: TimeAxis, look: Look) -> bool:
        """Whether it can be used for another zoom, scaled by no more than MOST_STRETCHED."""
        mine = (self.look.height, self.look.state, self.look.dpr)
        if mine != (look.height, look.state, look.dpr):
            return False
        ms_per_px = self.look.ms_per_px
        scale = ms_per_px / axis.ms_per_px
        is_wide = self.left_px * ms_per_px <= axis.start_ms + _SLACK_PX * axis.ms_per_px
        is_wide &= self.end_px * ms_per_px >= axis.end_ms - _SLACK_PX * axis.ms_per_px
        return is_wide and 1 / MOST_STRETCHED <= scale <= MOST_STRETCHED

    def paint_stretch(self, lane: Lane, axis: TimeAxis, left_px: int, right_px: int) -> None:
        """Has the lane paint a part where nothing is painted yet."""
        left, right = max(left_px, self.left_px), min(right_px, self.end_px)
        if left < right:
            self._paint(lane, axis, left, right)
            self.decided_by.keep(left, lane.decided_by(self._area(axis, left, right)))

    def _paint(self, lane: Lane, axis: TimeAxis, left: int, right: int) -> None:
        look = self.look
        painter = QPainter(self.pixmap)
        painter.translate(left - self.left_px, 0)
        part = QRectF(0, 0, right - left, look.height)
        painter.setClipRect(part)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        lane.paint(painter, self._area(axis, left, right))
        painter.end()

    def mend(self, lane: Lane, axis: TimeAxis) -> None:
        """Repaints where marks changed."""
        dirty, self.dirty = self.dirty, []
        for from_px, to_px in _joined(dirty, axis, lane.reach_px(axis.ms_per_px)):
            left, right = max(from_px, self.left_px), min(to_px, self.end_px)
            if left >= right:
                continue
            now = lane.decided_by(self._area(axis, left, right))
            other_left, other_right = self.decided_by.differing(now, left, right)
            self.decided_by.keep(left, now)
            if other_left < other_right:
                self._clear(other_left, other_right)
                self._paint(lane, axis, other_left, other_right)

    def _area(self, axis: TimeAxis, left_px: int, right_px: int) -> LaneArea:
        look, window = self.look, axis.window(left_px, right_px - left_px)
        return LaneArea(window, look.height, look.state.selected, look.state.moved, look.is_played)

    def moved_along(self, lane: Lane, axis: TimeAxis) -> LanePicture:
        """Moves what it has; paints only the rest, and some more in that direction."""
        left, right = self._stretch_ahead(axis)
        kept_left, kept_right = max(left, self.left_px), min(right, self.end_px)
        kept_right -= (kept_right - left) % _step_px(self.look.dpr)
        if kept_left >= kept_right:
            later = LanePicture.blank(self.look, left, right, self.shape, self)
            later.paint_stretch(lane, axis, later.left_px, later.end_px)
            return later
        later = self
        if right - left <= self._size.width():
            self._scroll(left, right, kept_left, kept_right)
        else:
            spare = round(axis.width_px * (1 + 2 * _AHEAD_VIEWS)) - (right - left)
            later = LanePicture.blank(self.look, left, right, self.shape, spare_px=max(0, spare))
            later._take_over(self, kept_left, kept_right)
        later.paint_stretch(lane, axis, left, kept_left)
        later.paint_stretch(lane, axis, kept_right, later.end_px)
        return later

    def _scroll(self, left_px: int, right_px: int, kept_left: int, kept_right: int) -> None:
        """Becomes the picture of another part, empty where nothing is kept."""
        dpr = self.look.dpr
        from_x, width = (kept_left - self.left_px) * dpr, (kept_right - kept_left) * dpr
        by = (self.left_px - left_px) * dpr
        reach = QRectF(min(from_x, from_x + by), 0, width + abs(by), self.pixmap.height())
        self.pixmap.scroll(round(by), 0, reach.toRect())
        self.left_px, self.width_px = left_px, right_px - left_px
        self._clear(left_px, kept_left)
        self._clear(kept_right, right_px)
        self.decided_by = self.decided_by.cut(kept_left, kept_right)

    def copy_to(self, painter: QPainter, slot: Slot, axis: TimeAxis, part: QRect) -> None:
        """Draws what falls into `part`, scaled if the zoom is another."""
        if part.isEmpty():
            return
        dpr = self.look.dpr
        stretch = axis.ms_per_px / self.look.ms_per_px  # 1 at rest
        left = (part.left() + axis.left_px) * stretch - self.left_px
        source = QRectF(
            left * dpr,
            (part.top() - slot.top) * dpr,
            part.width() * stretch * dpr,
            part.height() * dpr,
        )
        painter.drawPixmap(QRectF(part), self.pixmap, source)

    def _clear(self, left_px: int, right_px: int) -> None:
        if left_px >= right_px:
            return
        painter = QPainter(self.pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        part = QRectF(left_px - self.left_px, 0, right_px - left_px, self.look.height)
        painter.fillRect(part, Qt.GlobalColor.transparent)
        painter.end()

    def _take_over(self, other: LanePicture, left_px: int, right_px: int) -> None:
        dpr, height, width = self.look.dpr, self.look.height, right_px - left_px
        painter = QPainter(self.pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        source = QRectF((left_px - other.left_px) * dpr, 0, width * dpr, height * dpr)
        target = QRectF(left_px - self.left_px, 0, width, height)
        painter.drawPixmap(target, other.pixmap, source)
        painter.end()
        self.decided_by = other.decided_by.cut(left_px, right_px)

    def _stretch_ahead(self, axis: TimeAxis) -> tuple[int, int]:
        """What the picture should hold: the view, some more ahead, some that is there already; a
        whole number of pixels of the screen from where it is now."""
        least, greatest = axis.scroll_range
        view_left = round(axis.left_px)
        view_right = view_left + round(axis.width_px)
        if view_right < self.left_px or self.end_px < view_left:
            return view_left, view_right  # the view jumped
        ahead = round(axis.width_px * _AHEAD_VIEWS)
        left, right = view_left - ahead, view_right + ahead
        if view_left < self.left_px:
            right = min(self.end_px, right)
        else:
            left = max(self.left_px, left)
        left = min(view_left, max(round(least), left))
        right = max(view_right, min(round(greatest + axis.width_px), right))
        step = _step_px(self.look.dpr)
        left -= (left - self.left_px) % step
        return left, right + (left - right) % step


@lru_cache(maxsize=8)
def _step_px(dpr: float) -> int:
    """So many pixels are a whole number of those of the screen: 2 at 150 %."""
    return Fraction(dpr).limit_denominator(_MOST_STEP_PX).denominator


def _joined(spans: Sequence[Span], axis: TimeAxis, reach_px: int) -> list[tuple[int, int]]:
    """Where marks changed, with all that extends beyond them, in pixels of the laid-out track."""
    found: list[tuple[int, int]] = []
    for span in sorted(spans):
        left = round(axis.px_for(span.start_ms)) - reach_px
        right = round(axis.px_for(span.end_ms)) + reach_px
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found
