"""The track in the player, and how it follows the library."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.capture.heard_trail import HeardTrail
from app.core.errors import Problem
from app.core.ids import TrackId
from app.player.records import JumpReason
from app.transactions.changes import AUDIO_FILE, TRACK, WORK, Change
from ui.bridge.playback.found_tracks import FoundTracks

if TYPE_CHECKING:
    from app.capture.heard_trail import HeardPath
    from app.core.ids import LineKey
    from app.core.track_move import TrackMove
    from app.library.records import TrackRow
    from app.library.service import LibraryService
    from app.player.player import Player
    from app.player.records import PlayableTrack

log = logging.getLogger(__name__)


class LoadedTrack(QObject):
    """In the words of the album on which it plays, with what was heard of it.

    Signals: moved(TrackMove), the same music goes on in another track; words_changed(TrackRow);
    corrected(), where it is in its file or its length may be other; removed(), it was deleted and
    has left the player; fault(Problem).
    """

    moved = Signal(object)
    words_changed = Signal(object)
    corrected = Signal()
    removed = Signal()
    fault = Signal(object)

    def __init__(self, player: Player, library: LibraryService, parent: QObject) -> None:
        super().__init__(parent)
        self._player = player
        self._library = library
        self._found = FoundTracks(library)
        self._trail = HeardTrail()
        # Kept when the track is removed from its album, as an undo may bring that back.
        self._line: LineKey | None = None
        self._row: TrackRow | None = None

    @property
    def row(self) -> TrackRow | None:
        return self._row

    @property
    def is_told(self) -> bool:
        """Whether this is the player's track; the next one of the queue is told later."""
        track = self._player.track
        return track is not None and self._row is not None and track.line == self._line

    def find(self, line: LineKey) -> PlayableTrack:
        """Raises Problem, naming the track, if none of its files is there."""
        return self._found.find(line)

    def take(self, track: PlayableTrack) -> None:
        """The player has loaded a track that was found."""
        self._trail.begin(TrackId(track.track_id), self._player.position_ms)
        self._line, self._row = track.line, self._found.take(track.line)

    # what was heard

    def see(self, position_ms: int) -> None:
        if self.is_told:
            self._trail.see(position_ms)

    def jump(self, position_ms: int, reason: JumpReason) -> bool:
        """The music went there. Returns whether that is elsewhere, not just the start of a loop."""
        loop = self._player.loop
        if reason is JumpReason.LOOP and loop is not None:
            self._trail.turn(loop)
            return False
        if self._row is None:
            return False
        self._trail.begin(TrackId(self._row.id), position_ms)
        return True

    def heard(self, track_id: TrackId, position_ms: int) -> HeardPath:
        """Up to now, with the playhead at this position."""
        return self._trail.path(track_id, position_ms)

    # news from the library

    def follow(self, change: Change) -> None:
        """It may have been edited or deleted, or be on other albums."""
        row, line = self._row, self._line
        if row is None or line is None or not change.touches_track(row.id):
            return
        if change.touches(AUDIO_FILE):
            self._follow_sources()
        if not change.touches(TRACK, WORK):
            return
        try:
            self._row = self._library.track(*line).row
        except LookupError:
            self._line = self._row = None
            self._player.unload()
            self.removed.emit()
        except Problem as problem:
            self.fault.emit(problem)
        else:
            if self._row.duration_ms != row.duration_ms:
                self._follow_sources()
            if self._row != row:
                self.words_changed.emit(self._row)

    def follow_moves(self, change: Change) -> None:
        """Goes on in what the track became part of, or in the one that is heard again."""
        loaded, row = self._player.track, self._row
        if loaded is None or row is None:
            return
        try:
            for move in change.merged:
                if move.from_id == row.id:
                    self._go_on(move)
                    return
            parted = [move for move in change.parted if move.from_id == row.id]
            for move in parted if not self._found.has(row.id, loaded.path) else ():
                if self._found.has(move.to_id, loaded.path):
                    self._go_on(move)
                    return
        except Problem as problem:
            self.fault.emit(problem)

    def _go_on(self, move: TrackMove) -> None:
        line = move.line(None if self._line is None else self._line[1])
        self._player.follow(self._found.find(line), move.shift_ms)
        self._trail.follow(move)
        self._line, self._row = line, self._found.take(line)
        self.moved.emit(move)

    def _follow_sources(self) -> None:
        """A mark's time is that of its sound, also when where it is in the file has changed."""
        loaded = self._player.track
        if loaded is None:
            return
        try:
            self._player.correct(self._found.find(loaded.line))
        except Problem as problem:
            log.info("whether its sources changed isn’t known: %s", problem)
        self.corrected.emit()
