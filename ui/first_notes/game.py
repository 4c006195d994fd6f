"""The game as it goes on: what is asked, what was answered, what comes next."""

from __future__ import annotations

import time
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import Problem
from app.core.search_text import is_same_name
from app.core.timecode import Span
from app.first_notes.choosing import Choosing
from app.first_notes.records import Piece, PieceKey, Pieces
from ui.entries.hearing import hear_passage
from ui.first_notes.readying import Ready, Readying
from ui.first_notes.sounding import FirstSeconds
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from ui.bridge.context import Context


_HEARD_ON = "first_notes"  # as the player calls it


class Stage(Enum):
    """RESTING: nothing is asked. READYING: what comes next is about to sound. NOTHING: nothing can
    be asked now. ASKING, then KNOWN or SHOWN, if it was given up.
    """

    RESTING = auto()
    READYING = auto()
    NOTHING = auto()
    ASKING = auto()
    KNOWN = auto()
    SHOWN = auto()


class Game(QObject):
    """Signals: changed(), of stage, or a wrong answer."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject, choosing: Choosing | None = None) -> None:
        """choosing: says which piece comes next."""
        super().__init__(parent)
        self._context = context
        self._choosing = choosing or Choosing()
        self._readying = Readying(context)
        self._unplayable: set[PieceKey] = set()
        self._begun_ms: int | None = None  # how much was heard when the answer was begun
        self.pieces: Pieces | None = None  # until they are read
        self.stage = Stage.RESTING
        self.ready: Ready | None = None
        self.wrong = ""  # what it isn't
        self.after_ms = 0
        self.sounding = FirstSeconds(context, self)
        self.sounding.failed.connect(self._on_failed)

    @property
    def piece(self) -> Piece | None:
        """What is asked, or was."""
        return None if self.ready is None else self.ready.piece

    @property
    def span(self) -> Span | None:
        return None if self.ready is None else self.ready.span

    @property
    def is_under_way(self) -> bool:
        return self.stage not in (Stage.RESTING, Stage.NOTHING)

    def take(self, pieces: Pieces) -> None:
        """What can be asked has been read. What is asked and can't be any more is left."""
        self.pieces = pieces
        if self.stage in (Stage.READYING, Stage.ASKING) and not self._may_ask(pieces):
            self.rest()
        elif not self.is_under_way:
            self.changed.emit()

    @property
    def is_heard_on(self) -> bool:
        """Whether it sounds in the player."""
        return self._context.playback.passage.uid == _HEARD_ON

    # --- verbs ----------------------------------------------------------------------------------

    def go_on(self) -> None:
        """To what comes next."""
        self._readying.drop()
        now_ms = time.time_ns() // 1_000_000
        piece = None
        if self.pieces is not None:
            piece = self._choosing.next(self.pieces, now_ms, self._unplayable)
        if piece is None:
            self.sounding.close()
            self._unplayable.clear()  # a drive may come back
            self._become(Stage.NOTHING)
            return
        self.ready = Ready(piece, None, None)
        self._become(Stage.READYING)
        self._readying.make(piece, self._begin)

    def again(self) -> None:
        """From its first sound."""
        if self.stage is Stage.ASKING:
            self.sounding.again()

    def note_typed(self, text: str) -> None:
        """Who begins to write the answer knows it, unless all of it is deleted again, or nothing
        had sounded yet.
        """
        if not text:
            self._begun_ms = None
        elif self._begun_ms is None and self.sounding.heard_ms > 0:
            self._begun_ms = self.sounding.heard_ms

    def answer(self, named: Piece) -> None:
        """Whatever is called the same is right."""
        piece = self.piece
        if self.stage is not Stage.ASKING or piece is None:
            return
        if named.subject != piece.subject and not is_same_name(named.name, piece.name):
            self.wrong, self._begun_ms = named.name, None
            self.changed.emit()
            return
        begun_ms = self._begun_ms
        self.after_ms = self.sounding.heard_ms if begun_ms is None else begun_ms
        self._choosing.note_known(piece)
        self.sounding.stop()
        self._become(Stage.KNOWN)
        span, after_ms = self.span or piece.span, self.after_ms
        first_notes = self._context.services.first_notes
        self._context.do(lambda: first_notes.recognise(piece, span, after_ms))

    def give_up(self) -> None:
        piece = self.piece
        if self.stage is Stage.ASKING and piece is not None:
            self._choosing.note_missed(piece)
            self.sounding.stop()
            self._become(Stage.SHOWN)

    def hear_on(self) -> None:
        """In the player, where it is a track like any other; or pauses it."""
        piece, span = self.piece, self.span
        playback = self._context.playback
        if self.stage not in (Stage.KNOWN, Stage.SHOWN) or piece is None or span is None:
            return
        if playback.passage.is_kept(_HEARD_ON):
            playback.toggle()
            return
        at_ms = self.sounding.place_ms
        rest = Span(at_ms, max(span.end_ms, at_ms, piece.track.duration_ms))
        hear_passage(self._context, piece.track, rest, 0, _HEARD_ON)

    def rest(self) -> None:
        """The game is left."""
        self._readying.drop()
        self.sounding.close()
        self.ready = None
        self._become(Stage.RESTING)

    # --- news -----------------------------------------------------------------------------------

    def _begin(self, ready: Ready) -> None:
        piece = ready.piece
        if ready.span is None or self._is_covered(piece):
            self._leave_out(piece)
            return
        try:
            track = self._context.playback.find(piece.track.id)
        except Problem:  # its file has just gone: another one is asked
            self._leave_out(piece)
            return
        self.ready, self.wrong, self._begun_ms = ready, "", None
        self._context.playback.passage.leave(_HEARD_ON)
        self.sounding.begin(track, ready.span)
        if self.ready is ready:  # it can be played
            self._become(Stage.ASKING)

    def _on_failed(self) -> None:
        piece = self.piece
        if piece is not None and self.stage in (Stage.READYING, Stage.ASKING):
            self._leave_out(piece)

    def _leave_out(self, piece: Piece) -> None:
        self._unplayable.add(piece.key)
        self.ready = None
        self.go_on()

    def _is_covered(self, piece: Piece) -> bool:
        return piece.theme is not None and spoilers().covering.covers_theme(piece.theme)

    def _may_ask(self, pieces: Pieces) -> bool:
        piece = self.piece
        if piece is None or piece.theme is None:
            return piece is None or piece.track.id in pieces.tracks
        return any(form.key == piece.key for forms in pieces.themes for form in forms)

    def _become(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()
