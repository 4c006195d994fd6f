"""Gives the lyrics lane what it draws, and which line is sung now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.timeline.words import HeardLine
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.lanes.lyrics_lane import LyricsLane


class LyricsFeed(QObject):
    """Signals: changed(Lane): it looks different, or takes up space now; turned(Lane, list of
    Span): another line is sung, and only these places look different.
    """

    changed = Signal(object)
    turned = Signal(object, object)

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lanes.of(LyricsLane)

    def show(self, lines: Sequence[HeardLine], *, is_awaited: bool = False) -> None:
        """The track's; a track without any costs nothing. is_awaited: they are about to be known.
        Until then a lane that was there stays, so that nothing moves between two songs.
        """
        was_kept = self._lane.is_wanted
        is_kept = is_awaited and (was_kept or self._lane.is_filled)
        if tuple(lines) != self._lane.lines or is_kept != was_kept:
            self._lane.set_lines(lines)
            self._lane.want(is_kept)
            self.changed.emit(self._lane)

    def show_current(self, line: HeardLine | None) -> None:
        if spans := self._lane.set_current(line):
            self.turned.emit(self._lane, spans)

    def line_at(self, position_ms: int) -> HeardLine | None:
        return self._lane.line_at(position_ms)
