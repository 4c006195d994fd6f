"""A look at what is covered along the ribbon, until the listener moves on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.story_line.words import covered_in_words
from ui.story_music.ribbon.tail import Tail, covered_tail
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.core.ids import SceneId
    from app.story.covering import Covering
    from ui.story_music.bead import Bead
    from ui.story_music.ribbon.card import RibbonCard
    from ui.widgets.empty_state import EmptyState


class CoveredLook(QObject):
    """Shows beads on a ribbon, and what is covered after them; that is uncovered by U or a press on
    it, and covered again once nothing of it is selected any more.

    Signal: changed(), the beads are to be read again, with `covering`.
    """

    changed = Signal()

    def __init__(self, ribbon: RibbonCard, nothing: str) -> None:
        """nothing: what is said where the look uncovers scenes, but no bead."""
        super().__init__(ribbon)
        self._ribbon = ribbon
        self._nothing = nothing
        self._covered: tuple[SceneId, ...] = ()
        self._shown: frozenset[SceneId] = frozenset()  # those that were looked at when it was read
        self.scene_ids: frozenset[SceneId] = frozenset()
        ribbon.look_requested.connect(self.begin)
        ribbon.picture.selected.connect(lambda _place: self._go_on())

    @property
    def covering(self) -> Covering:
        """The listener's, with what they look at for the moment."""
        return spoilers().covering.showing(*self.scene_ids)

    def begin(self) -> None:
        """At all that is covered."""
        self._look_at(self.scene_ids.union(self._covered))

    def end(self) -> None:
        self._look_at(())

    def forget(self) -> None:
        """Something else is going to be read: without the look."""
        self.scene_ids = frozenset()

    def show(
        self,
        beads: Sequence[Bead],
        covered: Sequence[SceneId],
        seen_until: str,
        looked_at: frozenset[SceneId],
        empty: Callable[[], EmptyState],
    ) -> None:
        """What was read while these scenes were looked at. covered: those that still are; without
        beads they are offered, too. empty: what else to say then.
        """
        first = _first_in(beads, looked_at)
        tail = covered_tail(len(covered), seen_until)
        if tail is None and looked_at and first == len(beads):
            tail = Tail(self._nothing, "", is_open=True)
        self._covered = tuple(covered)
        before, self._shown = self._shown, looked_at

        def state() -> EmptyState:
            made = empty()
            if covered:
                made.add_action(covered_in_words(len(covered)), self.begin, "eye-off")
            return made

        self._ribbon.show_beads(beads, tail, state)
        picture = self._ribbon.picture
        if looked_at and looked_at != before:
            picture.select(min(first, picture.columns - 1))
        self._go_on()

    def _go_on(self) -> None:
        """Until nothing of it is selected."""
        picture = self._ribbon.picture
        if not self.scene_ids or self._shown != self.scene_ids or picture.is_at_tail:
            return  # or it is being read
        if picture.bead is None or picture.bead.at.scene.id not in self.scene_ids:
            self.end()

    def _look_at(self, scene_ids: Collection[SceneId]) -> None:
        wanted = frozenset(scene_ids)
        if wanted != self.scene_ids:
            self.scene_ids = wanted
            self.changed.emit()


def _first_in(beads: Sequence[Bead], scene_ids: Collection[SceneId]) -> int:
    """The place of the first bead in these scenes; after all of them if none is there."""
    places = (place for place, one in enumerate(beads) if one.at.scene.id in scene_ids)
    return next(places, len(beads))
