"""A chain of passages of which the player tells, and along which it steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.words import _, number
from ui.bridge.playback.chain import PassageChain, always

if TYPE_CHECKING:
    from app.player.passage_fade import PassageFade
    from app.themes.records import Passage
    from ui.bridge.playback.playback import Playback


class ToldChain(QObject):
    """Whoever seeks outside the passage that is heard, or plays something else, ends it. While it
    is told, “next” and “previous” of the player go from passage to passage.

    Signal: moved(int), as that of a `PassageChain`.
    """

    moved = Signal(int)

    def __init__(self, playback: Playback, parent: QObject) -> None:
        super().__init__(parent)
        self._playback = playback
        self._tell: Callable[[int], str] | None = None
        self._is_told = False
        self._chain = PassageChain(playback, self, keeps_seeks=True)
        self._chain.moved.connect(self._on_moved)

    @property
    def place(self) -> int:
        """Of the passage that plays; -1 for none."""
        return self._chain.place

    def play(
        self,
        passages: Sequence[Passage],
        tell: Callable[[int], str] | None = None,
        *,
        lead_ms: int | None = 0,
        start: int = 0,
        may_play: Callable[[int], bool] = always,
        fades: Sequence[PassageFade] = (),
    ) -> None:
        """tell: what the player says at each place; None if it says nothing. The rest is as for a
        `PassageChain`.
        """
        before, self._tell = self._chain.place, tell
        self._chain.play(passages, lead_ms=lead_ms, start=start, may_play=may_play, fades=fades)
        if self._chain.place == before >= 0:  # of other passages, so that nothing was emitted
            self._on_moved(before)

    def go_on_with(
        self, passages: Sequence[Passage], place: int, fades: Sequence[PassageFade] = ()
    ) -> None:
        """As a `PassageChain` does; what the player says may be something else now."""
        before = self._chain.place
        self._chain.go_on_with(passages, place, fades)
        if before == place >= 0:
            self._on_moved(place)

    def stop(self) -> None:
        """The music pauses."""
        self._chain.stop()

    def next(self) -> None:
        self._chain.step(1)

    def previous(self) -> None:
        self._chain.step(-1)

    def _on_moved(self, place: int) -> None:
        was_told, self._is_told = self._is_told, place >= 0 and self._tell is not None
        if self._is_told:
            assert self._tell is not None
            self._playback.steps = self
            self._playback.now.tell_passage(self._tell(place))
        elif was_told:
            self._playback.steps = None
            self._playback.now.tell_passage("")
        self.moved.emit(place)


def place_words(place: int, count: int) -> str:
    """“2 of 5”. place: from 0."""
    # Translators: which one of several is heard, such as “2 of 5”
    return _("{place} of {count}", place=number(place + 1), count=number(count))
