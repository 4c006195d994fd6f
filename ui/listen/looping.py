"""Looping the selection: which passage, and what the shortcut does now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.timecode import POINT_LASTS_MS, Span, format_ms
from app.core.words import Text, _
from app.marks.joining import covering

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.timeline.view import TimelineView

# Shorter loops were measured: the player jumps back so often that nothing is heard.
LEAST_LOOP_MS = 100
_OFFER = Text("Loop the selection")


class Looping(QObject):
    """One verb that loops what was selected last, and ends the loop if that is looping already.

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
            return str(_OFFER)
        start, end = format_ms(loop.start_ms), format_ms(loop.end_ms)
        if self._ends:
            return _("Looping {start} to {end}. Stop looping", start=start, end=end)
        return _("Looping {start} to {end}. Loop the selection instead", start=start, end=end)

    def toggle(self) -> None:
        """Loops the selected passage or marks; if they are looping already, ends the loop.

        A point, or a span too short to be heard by itself, is looped with its lead-in.
        """
        playback, stretch = self._context.playback, self._stretch()
        if playback.loop is not None and self._ends:
            playback.set_loop(None)
        elif stretch is None:
            words = _("Select a mark, or drag over the timeline, to loop it.")
            self._context.messages.say(words)
        else:
            self._loop(stretch, is_change=playback.loop is not None)

    def _loop(self, stretch: Span, *, is_change: bool) -> None:
        loop = self._loop_for(stretch)
        self._looped = (loop, self._chosen())
        self._context.playback.set_loop(loop)
        if is_change:
            text = _(
                "Now looping {start} to {end}; press {keys} again to stop.",
                start=format_ms(loop.start_ms),
                end=format_ms(loop.end_ms),
                keys=self._context.shortcuts.text("loop"),
            )
            self._context.messages.say(text)

    @property
    def _ends(self) -> bool:
        """Whether nothing else was selected since the loop began."""
        stretch, loop = self._stretch(), self._context.playback.loop
        is_as_looped = (loop, self._chosen()) == self._looped
        return stretch is None or is_as_looped or self._loop_for(stretch) == loop

    def _chosen(self) -> Span | frozenset[MarkRef]:
        """What was selected last. Marks stay the same ones when they are moved."""
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
        """As much as is played when one hears such a short mark again."""
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
