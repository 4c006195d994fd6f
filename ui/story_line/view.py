"""Which part of a story line is in view, and how far it is zoomed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.story_line.layout import Layout, Measures, Plan, Scale, plan_of
from app.story_line.records import StoryLine
from ui.story_line.selection import LineSelection
from ui.story_line.stops import Stops

ZOOM_STEP = 1.25
_CLOSEST_MS_PER_PX = 20.0
_KEPT_CLEAR_PX = 24.0  # between what is shown and the edge


@dataclass(frozen=True, eq=False)
class Part:
    """A stretch of the laid-out line, in its pixels: what is painted."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def wider(self, by: float) -> Part:
        return Part(self.left - by, self.right + by)


class LineView(QObject):
    """selection: what is selected of it.

    Signals: line_changed(), other things are shown; moved(), another part, or closer or farther.
    """

    line_changed = Signal()
    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stops: Stops | None = None
        self.scale = Scale.LENGTH
        self.left_px = 0.0
        self.width_px = 1.0  # of what is in view
        self.selection = LineSelection(self)
        self.selection.reached.connect(self.show_scene)
        self._plan: Plan | None = None
        self._layout: Layout | None = None
        self._content_px: float | None = None  # None: all of it in view
        self._measures = Measures()
        self._to_show: int | None = None  # once the width is known
        self._was_fitted = False  # by the listener, so that it stays whole

    @property
    def line(self) -> StoryLine | None:
        return None if self.stops is None else self.stops.line

    @property
    def layout(self) -> Layout | None:
        """None without a line."""
        if self._layout is None and self._plan is not None:
            self._layout = self._plan.laid_out(self.content_px)
        return self._layout

    @property
    def plan(self) -> Plan | None:
        """What layouts of other widths are made of; None without a line."""
        return self._plan

    @property
    def content_px(self) -> float:
        """How wide the whole line is."""
        return self.width_px if self._content_px is None else self._content_px

    @property
    def part(self) -> Part:
        return Part(self.left_px, self.left_px + self.width_px)

    @property
    def is_whole(self) -> bool:
        return self.content_px <= self.width_px + 0.5

    # --- what is shown --------------------------------------------------------------------------

    def show_line(self, line: StoryLine | None, *, is_other: bool) -> None:
        """is_other: of another work, shown from its beginning; else the same scenes stay selected,
        wherever they are now.
        """
        before, plan = self.line, self._plan
        self.stops = None if line is None else Stops.of(line)
        self._plan = None if line is None else plan_of(line, self.scale, self._measures)
        self._layout = None
        if is_other:
            self.left_px, self._content_px, self._was_fitted = 0.0, None, False
            self._open_wide()
            self._open_where_seen()
        else:
            self._keep_close(plan)
        self._hold()
        self.selection.keep_on(self.stops, None if is_other else before)
        self.line_changed.emit()

    def set_measures(self, measures: Measures) -> None:
        """In pixels of this text size."""
        if measures != self._measures:
            self._measures = measures
            self._plan_again()

    def set_scale(self, scale: Scale) -> None:
        if scale is not self.scale:
            self.scale = scale
            self._plan_again()
            if self.selection.stop is not None:
                self.show_scene(self.selection.stop.scene)

    def resize(self, width_px: float) -> None:
        width_px = max(1.0, width_px)
        if width_px == self.width_px:
            return
        self.width_px = width_px
        self._layout = None
        self._open_wide()
        self._hold()
        if self._to_show is not None and width_px > 1:
            place, self._to_show = self._to_show, None
            self.show_scene(place)
        self.moved.emit()

    def _plan_again(self) -> None:
        line = self.line
        self._plan = None if line is None else plan_of(line, self.scale, self._measures)
        self._layout = None
        self._hold()
        self.line_changed.emit()

    def _open_wide(self) -> None:
        """A long story opens with every scene at its least width, a short one whole."""
        plan = self._plan
        if plan is None or self._content_px is not None or self._was_fitted or self.width_px <= 1:
            return
        if plan.least_width > self.width_px:
            self._content_px = plan.least_width

    def _keep_close(self, before: Plan | None) -> None:
        """Scenes stay as wide as they were, however many there are now or have been covered."""
        after, width_px = self._plan, self._content_px
        if before is None or after is None:
            return
        if width_px is not None:
            width_px *= after.least_width / before.least_width
            self._content_px = width_px if width_px > self.width_px else None
        self._open_wide()

    def _open_where_seen(self) -> None:
        """With the last scene before what is covered in view."""
        stops = self.stops
        if stops is not None and stops.runs and stops.runs[-1].end == len(stops.line.scenes):
            self.show_scene(max(0, stops.runs[-1].first - 1))

    # --- zooming and panning --------------------------------------------------------------------

    @property
    def closest_px(self) -> float:
        """The width of the line at its closest."""
        line, plan = self.line, self._plan
        if line is None or plan is None:
            return self.width_px
        lasts_ms = float(plan.lengths.sum())
        return max(4 * self.width_px, plan.least_width + lasts_ms / _CLOSEST_MS_PER_PX)

    def zoom(self, factor: float, at_x: float | None = None) -> None:
        """About a place in view, or else the selection, or the middle."""
        layout = self.layout
        if layout is None:
            return
        x = self._anchor_x() if at_x is None else at_x
        held = layout.at(self.left_px + x)
        wanted = min(self.closest_px, max(self.width_px, self.content_px * factor))
        self._was_fitted = wanted <= self.width_px + 0.5
        self._content_px = None if self._was_fitted else wanted
        self._layout = None
        after = self.layout
        if held is not None and after is not None:
            self.left_px = after.x_of(*held) - x
        self._hold()
        self.moved.emit()

    def fit(self) -> None:
        """All of it in view."""
        self._content_px, self._was_fitted = None, True
        self._layout = None
        self.left_px = 0.0
        self.moved.emit()

    def pan(self, by_px: float) -> None:
        self.scroll_to(self.left_px + by_px)

    def scroll_to(self, left_px: float) -> None:
        before = self.left_px
        self.left_px = left_px
        self._hold()
        if self.left_px != before:
            self.moved.emit()

    def show_scene(self, place: int) -> None:
        """Brings a scene into view, if it isn't."""
        layout = self.layout
        if layout is None or not 0 <= place < len(layout.lefts):
            return
        if self.width_px <= 1:
            self._to_show = place
            return
        left, right = float(layout.lefts[place]), layout.right_of(place)
        if left - _KEPT_CLEAR_PX < self.left_px:
            self.scroll_to(left - _KEPT_CLEAR_PX)
        elif right + _KEPT_CLEAR_PX > self.left_px + self.width_px:
            fits = right - left + 2 * _KEPT_CLEAR_PX <= self.width_px
            self.scroll_to(right + _KEPT_CLEAR_PX - self.width_px if fits else left)

    def _anchor_x(self) -> float:
        layout, stop = self.layout, self.selection.stop
        if layout is not None and stop is not None:
            x = (layout.x_of(stop.scene) + layout.right_of(stop.scene)) / 2 - self.left_px
            if 0 <= x <= self.width_px:
                return x
        return self.width_px / 2

    def _hold(self) -> None:
        most = max(0.0, self.content_px - self.width_px)
        self.left_px = min(max(0.0, self.left_px), most)
