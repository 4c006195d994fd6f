"""The pointer over the lanes: passed to mouse or ruler, and the time under it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QMouseEvent

from ui.timeline.input.marks_here import MarksHere
from ui.timeline.input.mouse import Mouse
from ui.timeline.input.scrubbing import RulerScrub
from ui.timeline.input.surface import Surface


class Pointer(QObject):
    """Signals: those of the mouse, and scrubbed(int ms) while the ruler is dragged, scrub_ended(int
    ms) when it is released.
    """

    seek_requested = Signal(int)
    marks_copied = Signal(object)
    scrubbed = Signal(int)
    scrub_ended = Signal(int)

    def __init__(self, surface: Surface, here: MarksHere, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas, self._overlays = surface.canvas, surface.overlays
        self._at: QPointF | None = None
        self._mouse = Mouse(surface, here, self)
        self._scrub = RulerScrub(surface, self)
        for taker in (self._mouse, self._scrub):
            taker.seek_requested.connect(self.seek_requested)
        self._mouse.marks_copied.connect(self.marks_copied)
        self._scrub.scrubbed.connect(self.scrubbed)
        self._scrub.scrub_ended.connect(self.scrub_ended)
        surface.viewport.axis_changed.connect(self._on_axis_changed)

    @property
    def is_dragging(self) -> bool:
        return self._mouse.is_dragging or self._scrub.is_scrubbing

    @property
    def is_dragging_marks(self) -> bool:
        """Or anything else that the mouse, not the ruler, handles."""
        return self._mouse.is_dragging

    def press(self, event: QMouseEvent) -> None:
        if not self._scrub.press(event):
            self._mouse.press(event)

    def move(self, event: QMouseEvent) -> None:
        self._show(event.position())
        if not self._scrub.move(event):
            self._mouse.move(event)

    def release(self, event: QMouseEvent) -> None:
        if not self._scrub.release():
            self._mouse.release(event)

    def double_click(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def leave(self) -> None:
        self._at = None
        self._overlays.show_hover(None)
        self._overlays.light_ridge(None)

    def give_up(self) -> None:
        """Cancels whatever mouse or touch has started."""
        self._mouse.cancel()
        self._scrub.cancel()

    def _show(self, at: QPointF) -> None:
        """The time under the pointer, while it is over the lanes."""
        self._at = at
        is_there = self._canvas.is_on_lanes(at)
        self._overlays.show_hover(self._canvas.position_at(at) if is_there else None)

    def _on_axis_changed(self) -> None:
        if self._at is not None:  # there is other music under it now
            self._show(self._at)
