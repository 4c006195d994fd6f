"""Which moment is there again after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.ids import TrackId
from app.core.timecode import MOST_MS, Span
from app.journal.moment_records import AskedMoment

if TYPE_CHECKING:
    from ui.shell.window_memory import WindowMemory

_KEPT = "moment"  # a track's number, and its seconds


class LastMoment:
    """memory: of the window; None keeps nothing."""

    def __init__(self, memory: WindowMemory | None) -> None:
        self._memory = memory

    @property
    def asked(self) -> AskedMoment | None:
        """None where nothing was kept, or something else than was meant."""
        kept = "" if self._memory is None else self._memory.text(_KEPT)
        parts = kept.split()
        if len(parts) != 3 or not all(part.isdecimal() and len(part) < 12 for part in parts):
            return None
        track_id, start_ms, end_ms = map(int, parts)
        if not start_ms <= end_ms <= MOST_MS:
            return None
        return AskedMoment(TrackId(track_id), Span(start_ms, end_ms))

    def remember(self, asked: AskedMoment) -> None:
        if self._memory is not None:
            kept = f"{asked.track_id} {asked.span.start_ms} {asked.span.end_ms}"
            self._memory.state.setValue(_KEPT, kept)

    def forget(self) -> None:
        if self._memory is not None:
            self._memory.state.remove(_KEPT)
