"""What is heard from the page: the shelf, or the path; also after the page was left."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.player.passage_fade import PassageFade, share_of_db
from ui.bridge.playback.told_chain import ToldChain
from ui.comfort.words import which_of_path, which_of_shelf

if TYPE_CHECKING:
    from app.comfort.records import ComfortMoment
    from app.themes.records import Passage
    from ui.bridge.context import Context

FADE_IN_MS, FADE_OUT_MS = 2_500, 4_000


class Source(Enum):
    """Where what is heard stands on the page."""

    SHELF = "shelf"
    PATH = "path"


class ComfortPlaying(QObject):
    """Each moment comes up gently and goes gently, no louder than the others.

    Signals: moved(), another one is heard, or none any more; began(), ended(), of a whole queue.
    """

    moved = Signal()
    began = Signal()
    ended = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.moments: tuple[ComfortMoment, ...] = ()
        self.source: Source | None = None
        self._chain = ToldChain(context.playback, self)
        self._chain.moved.connect(self._on_moved)

    @property
    def place(self) -> int:
        """Among the moments; -1 for none."""
        return self._chain.place

    @property
    def moment(self) -> ComfortMoment | None:
        """The one that is heard, or would be if it weren't paused."""
        return self.moments[self.place] if 0 <= self.place < len(self.moments) else None

    def plays(self, source: Source) -> bool:
        return self.moment is not None and self.source is source

    def share_of(self) -> float:
        """How much of the moment was heard, 0..1."""
        moment = self.moment
        if moment is None or not moment.passage.span.duration_ms:
            return 0.0
        span = moment.passage.span
        into_ms = self._context.playback.position_ms - span.start_ms
        return min(1.0, max(0.0, into_ms / span.duration_ms))

    def play(self, source: Source, moments: Sequence[ComfortMoment], start: int = 0) -> None:
        self.stop()
        self.source, self.moments = source, tuple(moments)
        passages, fades = _sounding(self.moments)
        self._context.look(lambda: self._chain.play(passages, self._told, start=start, fades=fades))
        if self.moment is not None:
            self.began.emit()

    def toggle(self, source: Source, moments: Sequence[ComfortMoment], start: int = 0) -> None:
        """Plays from one of them on; pauses or goes on where that one is heard."""
        if self.plays(source) and self.place_in(moments) == start:
            self._context.playback.toggle()
            self.moved.emit()
        else:
            self.play(source, moments, start)

    def place_in(self, moments: Sequence[ComfortMoment]) -> int:
        """Where the one that is heard stands among others; -1 if it doesn't."""
        heard = None if self.moment is None else self.moment.item.uid
        return next((n for n, one in enumerate(moments) if one.item.uid == heard), -1)

    def plays_all(self, moments: Sequence[ComfortMoment]) -> bool:
        """Whether these are the ones that are heard, however long each is."""
        return [one.item.uid for one in self.moments] == [one.item.uid for one in moments]

    def follow(self, moments: Sequence[ComfortMoment]) -> None:
        """Others follow from now on. The one that is heard goes on as it is; if it was taken out,
        the one that took its place begins.
        """
        if self.moment is None or self.source is None:
            return
        heard, at = self.moment, self.place_in(moments)
        if at >= 0:
            self.moments = (*moments[:at], heard, *moments[at + 1 :])
            passages, fades = _sounding(self.moments)
            self._chain.go_on_with(passages, at, fades)
        elif self.place < len(moments):
            self.play(self.source, moments, self.place)
        else:
            self.stop()

    def stop(self) -> None:
        """The music pauses."""
        self._chain.stop()

    def _told(self, place: int) -> str:
        which = which_of_shelf if self.source is Source.SHELF else which_of_path
        return which(place, len(self.moments))

    def _on_moved(self, place: int) -> None:
        self.moved.emit()
        if place < 0:
            self.ended.emit()


def _sounding(
    moments: Sequence[ComfortMoment],
) -> tuple[list[Passage], list[PassageFade]]:
    passages = [one.passage for one in moments]
    fades = [
        PassageFade(one.passage.span, share_of_db(one.gain_db), FADE_IN_MS, FADE_OUT_MS)
        for one in moments
    ]
    return passages, fades
