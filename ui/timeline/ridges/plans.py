"""The rows of emotions at each height of the lane, worked out once; and what was felt in them."""

from __future__ import annotations

from app.emotions.records import TaggedEmotion
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.ridges.kept_density import KeptDensity
from ui.timeline.ridges.plan import RidgePlan

_NO_LIMIT = 1 << 30


class RidgePlans:
    def __init__(self, index: MarkIndex[TaggedEmotion]) -> None:
        self._index = index
        self._known: dict[int, RidgePlan] = {}
        self.density = KeptDensity(index)

    def forget(self) -> None:
        self._known.clear()
        self.density.forget()

    def everything(self) -> RidgePlan:
        """With a row for each emotion, however many there are."""
        return self.of(_NO_LIMIT)

    def of(self, most: int) -> RidgePlan:
        """most: how many rows have room. Where all have, it is the same plan at every height."""
        known = self._known.get(most)
        if known is None:
            whole = self.everything() if most != _NO_LIMIT else None
            fits = whole is not None and whole.many <= most
            known = whole if whole is not None and fits else RidgePlan.of(self._index, most)
            self._known[most] = known
        return known
