"""What a screen reader hears of the timeline: what keys act on, or how many marks there are."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.core.words import _
from ui.timeline.accessibility.spoken import (
    NO_TRACK,
    count_in_words,
    counted_in_words,
    selection_in_words,
    several_in_words,
    standing_in_words,
)
from ui.timeline.canvas.lane_canvas import LaneCanvas
from ui.timeline.selection.event_walk import EventWalk
from ui.timeline.selection.peak_walk import PeakWalk

_Event = QAccessible.Event


class Described(QObject):
    """Tells what keys have moved on to: a peak or an event as the canvas’s description, a mark by
    the focus that goes to it. Other changes are found by whoever asks.
    """

    def __init__(self, canvas: LaneCanvas, peaks: PeakWalk, events: EventWalk) -> None:
        super().__init__(canvas)
        self._canvas, self._peaks, self._events = canvas, peaks, events
        self._told: _Mark | None = None
        canvas.marks.described_anew.connect(self._tell)
        canvas.installEventFilter(self)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._told = None
            self._tell()
        return False

    def _tell(self) -> None:
        self._canvas.setAccessibleDescription(self._events.in_words() or self._peaks.in_words())
        if QAccessible.isActive():
            self._tell_mark()

    def _tell_mark(self) -> None:
        marks = self._canvas.marks
        ref = marks.standing if self._canvas.hasFocus() else None
        told = None
        if ref is not None:
            told = _Mark(ref, marks.span_of(ref), ref in marks.selected.refs)
        before, self._told = self._told, told
        if told is None:
            if before is not None and self._canvas.hasFocus():
                _say(_of(self._canvas), _Event.Focus)
            return
        mark = _of(self._canvas).focusChild()
        is_new = before is None or before.ref != told.ref
        if is_new:
            _say(mark, _Event.Focus)
        elif before is not None and before.span != told.span:
            _say(mark, _Event.NameChanged)
        if is_new or (before is not None and before.is_selected != told.is_selected):
            _say(mark, _Event.Selection if told.is_selected else _Event.SelectionRemove)


class _Mark(NamedTuple):
    ref: MarkRef
    span: Span | None
    is_selected: bool


def _say(what: QAccessibleInterface, event: QAccessible.Event) -> None:
    QAccessible.updateAccessibility(QAccessibleEvent(what, event))


def _of(canvas: LaneCanvas) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(canvas)


def in_words(canvas: LaneCanvas) -> str:
    lanes, axis, marks = canvas.lanes, canvas.viewport.axis, canvas.marks
    walked_to, current = marks.walked_to, marks.selection
    there = marks.span_of(walked_to) if walked_to is not None else None
    if walked_to is not None and there is not None:
        words = standing_in_words(lanes, walked_to, there, marks.selected.refs)
        more = counted_in_words(lanes, axis, walked_to)
        return f"{words} {more}" if more else words
    span = marks.selection_span
    if marks.timeline is None:
        return str(NO_TRACK)
    if current is None or span is None:
        return count_in_words(len(marks.spans))
    if len(marks.selected.refs) > 1:
        return several_in_words(lanes, marks.selected_spans(), current)
    words = selection_in_words(lanes, current, span)
    also = counted_in_words(lanes, axis, current)
    return _("{mark}. {more}", mark=words, more=also) if also else words
