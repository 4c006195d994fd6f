"""Tracing on the Listen page: pad, lane and recorder together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.words import _
from app.transactions.changes import EMOTION, Change
from ui.bridge.track.tracing import Tracing

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.bridge.context import Context
    from ui.listen.trace_pad import TracePad
    from ui.timeline.view import TimelineView


class TraceRound(QObject):
    """Opens and closes the pad. Signal: closed()."""

    closed = Signal()

    def __init__(
        self,
        context: Context,
        pad: TracePad,
        view: TimelineView,
        switch: QAction,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._pad = pad
        self._view = view
        self._switch = switch
        self.tracing = Tracing(context, self)
        self._wire()
        view.traces.show(self.tracing.traces)
        self._take_vocabulary()

    @property
    def is_open(self) -> bool:
        return not self._pad.isHidden()

    def toggle(self) -> None:
        self.close() if self.is_open else self.open()

    def open(self) -> None:
        if self._context.playback.track is None:
            self._switch.setChecked(False)
            self._context.messages.say(_("Play something first, then trace it."))
            return
        self._pad.show()
        self._switch.setChecked(True)
        self._view.traces.want_lane(True)
        self.tracing.follow(True)
        self._pad.field.setFocus()

    def close(self) -> None:
        """What was recorded is saved."""
        self.tracing.disarm()
        self.tracing.follow(False)
        self._view.traces.want_lane(False)
        self._pad.hide()
        self._switch.setChecked(False)
        self.closed.emit()

    def _wire(self) -> None:
        tracing, pad, view = self.tracing, self._pad, self._view
        pad.field.pointed.connect(tracing.move_to)
        pad.field.drifted.connect(tracing.drift)
        pad.field.toggled.connect(tracing.toggle)
        pad.record.clicked.connect(tracing.toggle)
        pad.record.clicked.connect(lambda: pad.field.setFocus())  # whose keys move the dot
        pad.erase_requested.connect(self._erase)
        pad.closed.connect(self.close)
        self._switch.triggered.connect(self.toggle)
        tracing.dot_moved.connect(pad.field.show_dot)
        tracing.state_changed.connect(pad.show_state)
        tracing.traces_changed.connect(view.traces.show)
        tracing.live_changed.connect(view.traces.show_live)
        self._context.relay.changed.connect(self._on_change)

    def _on_change(self, change: Change) -> None:
        if change.is_restore or change.touches(EMOTION):
            self._take_vocabulary()

    def _take_vocabulary(self) -> None:
        words = self._context.services.emotions.emotions()
        self._pad.set_marking_keys({word.shortcut.casefold() for word in words if word.shortcut})

    def _erase(self) -> None:
        span = self._view.marks.selected_span or self._view.marks.selection_span
        if span is None or span.is_point:
            self._context.messages.say(
                _("Drag over the timeline to select where the trace is to be deleted.")
            )
        else:
            self.tracing.erase(span)
