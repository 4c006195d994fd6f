"""What is heard of the ribbon: one bead, or all from one on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.words import _, dotted
from ui.bridge.playback.told_chain import ToldChain, place_words

if TYPE_CHECKING:
    from app.themes.records import Passage
    from ui.bridge.context import Context
    from ui.story_music.bead import Bead


class RibbonSounding(QObject):
    """“Next” and “previous” of the player go from bead to bead meanwhile. A bead that isn't shown
    any more, since it was covered, is left out.

    Signal: moved(Bead | None), None once it is over.
    """

    moved = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._beads: tuple[Bead, ...] = ()
        self._shown: frozenset[tuple[int, Passage]] = frozenset()
        self._chain = ToldChain(context.playback, self)
        self._chain.moved.connect(self._on_moved)
        self.bead: Bead | None = None
        self.is_whole = False  # all from one on, rather than one alone

    def show(self, beads: Sequence[Bead]) -> None:
        """What the page shows now."""
        self._shown = frozenset(_key(bead) for bead in beads)

    def play(self, beads: Sequence[Bead], *, is_whole: bool) -> None:
        """One that is heard already is paused, or goes on."""
        is_same = not is_whole and self.bead is not None and _key(self.bead) == _key(beads[0])
        if is_same and not self.is_whole:
            self._context.playback.toggle()
            return
        self._chain.stop()
        self._beads, self.is_whole = tuple(beads), is_whole
        passages = [bead.passage for bead in beads]
        tell = self._told if is_whole else None
        self._context.look(lambda: self._chain.play(passages, tell, may_play=self._may_play))

    def stop(self) -> None:
        """The music pauses."""
        self._chain.stop()

    def _may_play(self, place: int) -> bool:
        return _key(self._beads[place]) in self._shown

    def _on_moved(self, place: int) -> None:
        self.bead = None if place < 0 else self._beads[place]
        self.moved.emit(self.bead)

    def _told(self, place: int) -> str:
        """“How it deepens · 2 of 5”."""
        return dotted(_("How it deepens"), place_words(place, len(self._beads)))


def _key(bead: Bead) -> tuple[int, Passage]:
    return bead.at.scene.id, bead.passage
