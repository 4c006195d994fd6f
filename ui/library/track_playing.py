"""Plays what the library shows, and adds it to the queue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.core.errors import Problem
from app.core.words import ngettext
from ui.bridge.places import CurrentTrack

if TYPE_CHECKING:
    from app.core.ids import LineKey
    from app.library.records import TrackRow
    from ui.bridge.context import Context
    from ui.library.track_model import TrackTableModel
    from ui.library.track_table import TrackTable


class TrackPlaying:
    """Verbs for the selected tracks, or for all that are shown."""

    def __init__(self, context: Context, table: TrackTable, tracks: TrackTableModel) -> None:
        self._context = context
        self._table = table
        self._tracks = tracks

    def play(self) -> bool:
        """Several selected tracks play in order; a single one plays with those that follow it.

        Returns whether any was selected.
        """
        selected = self._table.selected_rows()
        if len(selected) > 1:
            self.start(_each_once(selected))
        elif selected:
            self.start(*self._around(selected[0]))
        return bool(selected)

    def play_from(self, row: TrackRow, position_ms: int) -> None:
        """From a place in it, with those that follow it; the page stays."""
        playback = self._context.playback
        if playback.track is not None and playback.track.key == row.key:
            playback.seek_ms(position_ms)
        else:
            lines, place = self._around(row)
            try:
                playback.resume(lines, place, position_ms)
            except Problem as problem:
                self._context.messages.problem(problem)
                return
        if not playback.is_playing:
            playback.toggle()

    def play_all(self) -> bool:
        """All that are shown, as they are on the album, however the table is sorted.

        Returns whether there were any.
        """
        lines = _each_once(self._tracks.shown_on_shelf)
        if lines:
            self.start(lines)
        return bool(lines)

    def start(self, lines: Sequence[LineKey], index: int = 0) -> None:
        self._context.playback.play_lines(lines, index)
        self._context.navigator.show(CurrentTrack())

    def play_next(self) -> None:
        rows = self._table.selected_rows()
        lines = _each_once(rows)
        self._context.playback.play_next(lines)
        if lines:
            said = ngettext(
                "“{title}” plays next.", "{n} tracks play next.", len(lines), title=rows[0].title
            )
            self._context.messages.say(said)

    def enqueue(self) -> None:
        rows = self._table.selected_rows()
        lines = _each_once(rows)
        self._context.playback.queueing.append(lines)
        if lines:
            said = ngettext(
                "“{title}” was added to the end of the queue.",
                "{n} tracks were added to the end of the queue.",
                len(lines),
                title=rows[0].title,
            )
            self._context.messages.say(said)

    def _around(self, row: TrackRow) -> tuple[list[LineKey], int]:
        """All that are shown, and where this one is among them.

        A track that is shown twice plays where it was chosen, or after what was.
        """
        shown = self._tracks.shown
        at = shown.index(row)
        following = _each_once(shown[at:])
        later = {track_id for track_id, _entry_id in following}
        before = _each_once(one for one in shown[:at] if one.id not in later)
        return [*before, *following], len(before)


def _each_once(rows: Iterable[TrackRow]) -> list[LineKey]:
    """A track that is shown on two albums is queued once, on the first of them."""
    first: dict[int, LineKey] = {}
    for row in rows:
        first.setdefault(row.id, row.key)
    return list(first.values())
