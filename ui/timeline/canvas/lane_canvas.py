"""The lanes as a widget: lays them out with names and bars, paints, and says what is where."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.timecode import Span
from app.core.words import _
from ui.style.theme import theme_signals
from ui.timeline.canvas.ahead import Ahead
from ui.timeline.canvas.gutter import LaneGutter
from ui.timeline.canvas.gutter_painter import gutter_width
from ui.timeline.canvas.lane_painter import Bounds, LanePainter
from ui.timeline.canvas.overlays import Overlays
from ui.timeline.canvas.scroll_bar import BAR_PX, AxisScrollBar, LaneScrollBar
from ui.timeline.geometry.edges import SNAP_PX, Edge
from ui.timeline.geometry.lane_area import Hit, Part
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.layout.mark_hits import EDGE_PX
from ui.timeline.paint.mark_paint import caption_height
from ui.timeline.paint.overlay import PLAYHEAD_REACH_PX, hover_reach
from ui.timeline.selection.mark_selection import MarkSelection
from ui.timeline.viewport import Viewport
from ui.words.spoilers import spoilers

_LEAST_LINES = 8  # in view below the ruler, however many lanes there are
_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class LaneCanvas(QWidget):
    """Paints viewport, marks and overlays. Points are its own, unless they are said to be on the
    axis.
    """

    def __init__(
        self,
        lanes: LaneStack,
        viewport: Viewport,
        marks: MarkSelection,
        overlays: Overlays,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lanes, self.viewport, self.marks, self.overlays = lanes, viewport, marks, overlays
        self.gutter_px = 0
        self._painter = LanePainter(lanes, viewport, marks, overlays)
        self.pictures = self._painter.pictures
        self._shows_focus = False  # only if the keyboard brought the focus; a click needs no ring
        self.gutter = LaneGutter(lanes, viewport, lambda: self._shows_focus, self)
        self._bar = AxisScrollBar(self)
        self._lane_bar = LaneScrollBar(self)
        self._ahead = Ahead(self._pictures_ahead, self)
        self._wire()
        # Time runs left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Timeline"))

    # what is drawn has changed

    def show_lanes(self) -> None:
        """Other lanes are shown, or in another order."""
        self.arrange()
        self.updateGeometry()
        self.update()

    def redraw_lane(self, lane: Lane) -> None:
        """The lane looks different, or takes up space now."""
        self.pictures.forget(lane)
        slot = self.lanes.slot_for(lane)
        if (slot is not None) != self.lanes.is_shown(lane.key):
            self.arrange()
            self.update()
        elif slot is not None:
            self.update(0, slot.top, self.width(), slot.height)

    def redraw_part(self, lane: Lane, spans: Sequence[Span]) -> None:
        """The lane looks different in these places only."""
        self.pictures.forget(lane, spans)
        if (slot := self.lanes.slot_for(lane)) is not None:
            self.update(0, slot.top, self.width(), slot.height)

    def forget_changed(self, changed: Iterable[tuple[Lane, list[Span] | None]]) -> None:
        """These lanes have other marks; where (None: everywhere)."""
        for lane, spans in changed:
            self.pictures.forget(lane, spans)
            if spans is None:
                self._ahead.begin()

    def show_growth(self, from_ms: int, to_ms: int) -> None:
        """The end of a held span moved from one time to another."""
        axis = self.viewport.axis.aligned()
        ends = sorted((axis.x_of(from_ms), axis.x_of(to_ms)))
        self._update_strip(math.floor(ends[0]), math.ceil(ends[1]))

    # laying out

    def minimumSizeHint(self) -> QSize:
        least = self.lanes.ruler.heights().least + _LEAST_LINES * caption_height()
        return QSize(320, min(least, self.lanes.least_height()) + BAR_PX)

    def sizeHint(self) -> QSize:
        return QSize(960, self.lanes.natural_height() + BAR_PX)

    def arrange(self) -> None:
        """Divides the height among the lanes; call it when their number or the font changed."""
        self.lanes.arrange(self.height() - BAR_PX)
        self.gutter_px = gutter_width(self.lanes, self.width())
        self.gutter.setGeometry(0, 0, self.gutter_px, self.lanes.bottom)
        self.gutter.adding.place()
        ruler, bottom, right = self.lanes.ruler_bottom, self.lanes.bottom, self.lanes_right
        self._lane_bar.setGeometry(right, ruler, BAR_PX, bottom - ruler)
        self._lane_bar.show_lanes(self.lanes)
        self._bar.setGeometry(
            self.gutter_px, self.height() - BAR_PX, right - self.gutter_px, BAR_PX
        )
        self.viewport.set_width(right - self.gutter_px)
        self._bar.show_axis(self.viewport.axis)
        self.gutter.follow(self.viewport.axis)

    @property
    def lanes_right(self) -> int:
        """The lanes' right edge, beyond which is the scroll bar."""
        return self.width() - (BAR_PX if self.lanes.overflow_px else 0)

    @property
    def is_preparing(self) -> bool:
        """Whether pictures for other zooms are still to be made."""
        return self._ahead.is_under_way

    # what is under a point

    def axis_x(self, at: QPointF) -> float:
        return at.x() - self.gutter_px

    def is_on_lanes(self, at: QPointF) -> bool:
        return at.x() >= self.gutter_px and 0 <= at.y() < self.lanes.bottom

    def is_on_ruler(self, at: QPointF) -> bool:
        return self.is_on_lanes(at) and at.y() < self.lanes.ruler_bottom

    def position_at(self, at: QPointF) -> int:
        return self.viewport.axis.position_at(self.axis_x(at))

    def hit_at(self, at: QPointF) -> Hit | None:
        if not self.is_on_lanes(at):
            return None
        axis, refs = self.viewport.axis, self.marks.selected.refs
        return self.lanes.hit(axis, refs, self.axis_x(at), at.y())

    def holds_marks_at(self, at: QPointF) -> bool:
        """Whether the lane at a point is one of marks, so that a rubber band can catch some."""
        slot = self.lanes.slot_at(at.y())
        marks = slot.lane.marks if slot is not None else None
        return marks is not None and bool(marks.refs())

    def chosen_edge_at(self, at: QPointF) -> Part | None:
        """Which edge of the selection can be dragged here; marks come first."""
        span = self.marks.selected_span
        if span is None or not self.is_on_lanes(at) or self.hit_at(at) is not None:
            return None
        x, axis = self.axis_x(at), self.viewport.axis
        edges = ((Part.START, span.start_ms), (Part.END, span.end_ms))
        return next((p for p, ms in edges if abs(axis.x_of(ms) - x) <= EDGE_PX), None)

    def edges_near(self, x: float) -> list[Edge]:
        """Edges to snap to near x on the axis: the playhead, and those the lanes know."""
        axis, here_ms = self.viewport.axis, self.viewport.position_ms
        near = list(self.lanes.edges_near(axis, x, SNAP_PX))
        is_near_playhead = abs(axis.x_of(here_ms) - x) <= SNAP_PX
        return [Edge(here_ms, _("Playhead")), *near] if is_near_playhead else near

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        # From the names to the marks it is one step, as they are beside one another.
        in_order = (*self.gutter.adding.buttons.values(), self.gutter, self)
        for one, following in pairwise(in_order):
            self.setTabOrder(one, following)
        self._ahead.begin()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._on_look_changed()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = event.reason() in _KEYBOARD_REASONS
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = False
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._painter.paint(
            painter,
            event.rect(),
            Bounds(self.rect(), self.gutter_px, self.lanes_right),
            has_focus=self._shows_focus,
            is_enabled=self.isEnabled(),
        )
        painter.end()

    # news

    def _wire(self) -> None:
        viewport, overlays = self.viewport, self.overlays
        viewport.is_seen = self.isVisible
        viewport.axis_changed.connect(self._on_axis_changed)
        viewport.playhead_moved.connect(self._update_strip)
        viewport.lanes_scrolled.connect(self._on_lanes_scrolled)
        viewport.stretch_begun.connect(self.pictures.begin_stretching)
        viewport.settled.connect(self._on_settled)
        self.marks.changed.connect(self._update_lanes)
        overlays.changed.connect(self.update)
        overlays.hover_moved.connect(self._on_hover_moved)
        self.gutter.lane_reached.connect(viewport.reveal_lane)
        self.gutter.scrolled.connect(viewport.scroll_lanes)
        self._bar.scrolled.connect(viewport.scroll_to_px)
        self._lane_bar.valueChanged.connect(viewport.scroll_lanes_to)
        theme_signals().theme_changed.connect(self._on_look_changed)
        spoilers().covering_changed.connect(self._on_look_changed)

    def _on_axis_changed(self, axis: TimeAxis) -> None:
        self._bar.show_axis(axis)
        self.gutter.follow(axis)
        self.update()

    def _on_lanes_scrolled(self) -> None:
        self._lane_bar.show_lanes(self.lanes)
        self.gutter.adding.place()
        self.gutter.update()
        self.update()

    def _on_settled(self) -> None:
        self.pictures.end_stretching()
        self.update()

    def _on_hover_moved(self, before: int | None, now: int | None) -> None:
        axis = self.viewport.axis.aligned()
        for at_ms in (before, now):
            if at_ms is not None:
                left, right = hover_reach(axis, at_ms)
                self.update(self.gutter_px + left, 0, right - left, self.lanes.ruler_bottom)
                self._update_strip(round(axis.x_of(at_ms)), round(axis.x_of(at_ms)))

    def _on_look_changed(self, _theme: object = None) -> None:
        self.pictures.forget()
        self.arrange()
        self._ahead.begin()
        self.update()

    def _pictures_ahead(self) -> Iterator[None]:
        axis, dpr = self.viewport.axis, self.devicePixelRatio()
        for slot in self.lanes.slots if self.isVisible() else ():
            yield from slot.lane.ahead(slot.area(axis), dpr)

    def _update_lanes(self) -> None:
        """Without their names, which see to themselves."""
        self.update(self.gutter_px, 0, self.width() - self.gutter_px, self.height())

    def _update_strip(self, one: int, other: int) -> None:
        """The area between two pixels of the axis, with what extends beyond either."""
        left, right = min(one, other) - PLAYHEAD_REACH_PX, max(one, other) + PLAYHEAD_REACH_PX
        self.update(self.gutter_px + left, 0, right - left, self.lanes.bottom)
