"""The loop around what was chosen: which stretch, and what the key does now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.timecode import Span, format_ms
from app.marks.joining import covering
from app.player.playback_range import POINT_LASTS_MS

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.timeline.view import TimelineView

# Shorter loops were measured: the player turns at each look and nothing comes to sound.
LEAST_LOOP_MS = 100
_OFFER = "Loop the selection"


class Looping(QObject):
    """One verb that loops what was chosen last, and ends the loop when that is what loops.

    Signals: hint_changed(str), what the verb would do now.
    """

    hint_changed = Signal(str)

    def __init__(
        self, context: Context, track_view: TrackView, timeline: TimelineView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._track_view = track_view
        self._timeline = timeline
        self._is_stretch_newer = False  # than the selected marks
        self._looped: tuple[Span | None, object] = (None, None)  # the loop and what it was made of
        timeline.marks.selection_changed.connect(self._on_marks_selected)
        timeline.marks.span_selected.connect(self._on_stretch_selected)
        context.playback.loop_changed.connect(lambda _span: self._tell())

    @property
    def hint(self) -> str:
        loop = self._context.playback.loop
        if loop is None:
            return _OFFER
        where = f"Looping {_in_words(loop)}."
        return f"{where} Stop looping" if self._ends else f"{where} Loop the selection instead"

    def toggle(self) -> None:
        """Loops the chosen stretch or marks, a point with what leads up to it; again, no longer.

        So does what is too short to be heard by itself.
        """
        playback, stretch = self._context.playback, self._stretch()
        if playback.loop is not None and self._ends:
            playback.set_loop(None)
        elif stretch is None:
            words = "Select a mark, or drag over the timeline, to loop it."
            self._context.messages.say(words)
        else:
            self._loop(stretch, is_change=playback.loop is not None)

    def _loop(self, stretch: Span, *, is_change: bool) -> None:
        loop = self._loop_for(stretch)
        self._looped = (loop, self._chosen())
        self._context.playback.set_loop(loop)
        if is_change:
            self._context.messages.say(f"Now looping {_in_words(loop)}; L again ends it.")

    @property
    def _ends(self) -> bool:
        """Whether nothing else was chosen since the loop began."""
        stretch, loop = self._stretch(), self._context.playback.loop
        is_as_looped = (loop, self._chosen()) == self._looped
        return stretch is None or is_as_looped or self._loop_for(stretch) == loop

    def _chosen(self) -> Span | frozenset[MarkRef]:
        """What was chosen last. Marks stay the same ones when they are moved."""
        span, refs = self._timeline.marks.selected_span, self._timeline.marks.selected.refs
        return span if span is not None and (self._is_stretch_newer or not refs) else refs

    def _stretch(self) -> Span | None:
        chosen = self._chosen()
        if isinstance(chosen, Span):
            return chosen
        return covering(self._timeline.marks.selected_spans().values()) if chosen else None

    def _loop_for(self, stretch: Span) -> Span:
        return self._around(stretch) if stretch.duration_ms < LEAST_LOOP_MS else stretch

    def _around(self, point: Span) -> Span:
        """As much as is heard when a point is heard again, or what is hardly longer than one."""
        ref, timeline = self._timeline.marks.selection, self._track_view.timeline
        own_ms = timeline.preroll_of(ref) if timeline is not None and ref is not None else None
        lead_ms = self._context.services.settings.current.preroll_ms if own_ms is None else own_ms
        end_ms = min(point.start_ms + POINT_LASTS_MS, self._context.playback.duration_ms)
        return Span.between(point.start_ms - lead_ms, end_ms)

    def _on_marks_selected(self, ref: MarkRef | None) -> None:
        if ref is not None:
            self._is_stretch_newer = False
        self._tell()

    def _on_stretch_selected(self, span: Span | None) -> None:
        if span is not None:
            self._is_stretch_newer = True
        self._tell()

    def _tell(self) -> None:
        self.hint_changed.emit(self.hint)


def _in_words(span: Span) -> str:
    return f"{format_ms(span.start_ms)} to {format_ms(span.end_ms)}"
