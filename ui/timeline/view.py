"""The timeline as the listener uses it: content and gestures in, signals out."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.core.marks import MarkRef
from app.timeline.records import TrackTimeline
from ui.timeline.accessibility.spoken import mark_in_words, tip_in_words
from ui.timeline.canvas.walked_surface import WalkedSurface
from ui.timeline.geometry.lane_area import Hit
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.input import touch
from ui.timeline.input.gestures import Mouse
from ui.timeline.input.keys import Keys
from ui.timeline.input.scrubbing import RulerScrub
from ui.timeline.selection.mark_list import open_mark_list
from ui.widgets.image_files import FindPicture, no_pictures

ONE_PLACE_PX = 24  # about as wide as a sign
_MOST_IN_TIP = 5
_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class TimelineView(WalkedSurface):
    """One track's lanes, with selection, dragging and keys.

    Signals, besides those of the marked surface: seek_requested(int ms);
    marks_copied(dict of MarkRef to Span), where a drag with Ctrl left copies;
    context_requested(MarkRef | None, QPoint), the point global; scrubbed(int ms) while the ruler is
    dragged, scrub_ended(int ms) when it is let go.
    """

    seek_requested = Signal(int)
    marks_copied = Signal(object)
    context_requested = Signal(object, QPoint)
    scrubbed = Signal(int)
    scrub_ended = Signal(int)
    _pointer: QPointF | None = None  # where the mouse is, over the lanes

    def __init__(
        self, picture_path: FindPicture = no_pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(picture_path, parent)
        self._mouse = Mouse(self)
        self._keys = Keys(self)
        self._scrub = RulerScrub(self)
        self._fingers = touch.Fingers(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    @property
    def is_dragging(self) -> bool:
        return self._mouse.is_dragging or self._scrub.is_scrubbing

    @property
    def may_follow(self) -> bool:
        """Not from under a pointer that holds something."""
        return super().may_follow and not (self.is_dragging or self._keys.is_nudging)

    @property
    def holds_marks(self) -> bool:
        return self._mouse.is_dragging or self._keys.is_nudging

    def escape(self) -> None:
        """Give up the drag under way, else the chosen stretch and the selection."""
        if self.is_dragging:
            self.give_up_gesture()
            return
        self.set_selected_span(None)
        self.set_selection(None)

    def give_up_gesture(self) -> None:
        """Whatever the mouse or a finger has begun is as if it had not been."""
        self._mouse.cancel()
        self._scrub.cancel()

    def open_count(self, hit: Hit, at: QPointF) -> None:
        """Come closer, so that its marks stand apart; list them where no zoom tells them apart."""
        if self._is_one_place(hit):
            open_mark_list(self, hit.refs, at.toPoint())
        else:
            self.zoom_to_span(hit.span)

    def _is_one_place(self, count: Hit) -> bool:
        """Whether its signs lie above one another as closely as one can look, or it just stays."""
        first, last = (self.span_of(count.refs[end]) for end in (0, -1))  # they come in time order
        if first is None or last is None:
            return False
        widest_ms = ONE_PLACE_PX * self.axis.closest_ms_per_px
        closer = self.axis.showing(count.span)
        stays = set(count.refs) <= set(self.lanes.counted_with(closer, count.refs[0]))
        return stays or last.start_ms - first.start_ms < widest_ms

    def marks_here(self) -> list[MarkRef]:
        """Those in one place with the mark the keys stand at, or else with the playhead."""
        ref = self.standing
        span = self.span_of(ref) if ref is not None else None
        at_ms = self.position_ms if span is None else span.start_ms
        here = set(self.refs_at(at_ms))
        if ref is not None:
            here |= {ref, *self.lanes.counted_with(self.axis, ref)}
        return sorted(here, key=lambda ref: (self.span_of(ref), ref))

    def list_marks_here(self) -> None:
        open_mark_list(self, self.marks_here(), self._menu_point())

    def show_hover(self, at: QPointF) -> None:
        """The time under the pointer, while it is over the lanes."""
        self._pointer = at
        self.set_hover(self.position_at(at) if self.is_on_lanes(at) else None)

    def _begin_track(self, timeline: TrackTimeline | None) -> None:
        self.give_up_gesture()
        self._keys.cancel()
        super()._begin_track(timeline)

    def _show_axis(self, axis: TimeAxis) -> None:
        super()._show_axis(axis)
        if self._pointer is not None:  # other music lies under it now
            self.show_hover(self._pointer)

    # Qt's events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keys.finish()
        if not self._scrub.press(event):
            self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.show_hover(event.position())
        if not self._scrub.move(event):
            self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._scrub.release(event):
            self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = event.reason() in _KEYBOARD_REASONS
        self.update()
        super().focusInEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.set_hover(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.give_up_gesture()
        self._keys.finish()
        self._shows_focus = False
        self.update()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._keys.release(event):
            event.ignore()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab walks the marks first and leaves behind the last one."""
        return self.walk(1 if is_next else -1) or super().focusNextPrevChild(is_next)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning zooms under the pointer; sideways or with Shift it scrolls."""
        touch.wheel(self, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.context_requested.emit(self.selection, self.mapToGlobal(self._menu_point()))
            return
        hit = self.hit_at(QPointF(event.pos()))
        if hit is not None and hit.ref is not None and hit.ref not in self.selected.refs:
            self.set_selection(hit.ref)
        self.context_requested.emit(hit.ref if hit else None, event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._keys.is_ours(cast(QKeyEvent, event)):
                event.accept()
                return True
        elif event.type() == QEvent.Type.ToolTip:
            return self._show_tip(cast(QHelpEvent, event))
        elif event.type() == QEvent.Type.NativeGesture:
            return touch.pinch(self, cast(QNativeGestureEvent, event)) or super().event(event)
        elif event.type() in touch.TOUCHES:
            self._fingers.touch(cast(QTouchEvent, event))
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> bool:
        at = QPointF(event.pos())
        if not self.is_on_lanes(at):
            QToolTip.hideText()
            return True
        position_ms, hit = self.position_at(at), self.hit_at(at)
        here = [] if hit else self.refs_at(position_ms)[:_MOST_IN_TIP]
        also = [mark_in_words(self.lanes, ref) for ref in here]
        slot = self.lanes.slot_at(at.y())
        if slot is not None:
            x, y = self.axis_x(at), at.y() - slot.top
            also = [*slot.lane.tip_at(slot.area(self.axis), x, y, also)]
        words = tip_in_words(position_ms, hit, also)
        QToolTip.showText(event.globalPos(), words, self)
        return True

    def _menu_point(self) -> QPoint:
        """Beneath the mark the keys stand at."""
        ref = self.standing
        span = self.span_of(ref) if ref is not None else None
        slot = self.lanes.slot_holding(ref) if ref is not None else None
        if span is None or slot is None:
            return self.rect().center()
        _top, bottom = self.lanes.in_sight(slot)
        return QPoint(round(self.gutter_px + self.axis.x_of(span.start_ms)), bottom - 4)
