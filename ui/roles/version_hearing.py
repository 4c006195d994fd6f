"""The versions by turns: from the same musical moment where they are aligned, else by the clock,
from where each was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.aligned_passages import AlignedPassages, Side
from app.core.time_map import TimeMap
from app.core.timecode import Span
from ui.bridge.playback.turns import PassageTurns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.roles.records import Version
    from ui.bridge.context import Context


class VersionHearing(QObject):
    """Signal: moved(), another version sounds, or the place in it is another."""

    moved = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._versions: tuple[Version, ...] = ()
        self._main = self._other = 0  # places: the track that is shown, and whom it is heard with
        self._heads: dict[int, float] = {}  # by track
        self.turns = PassageTurns(context.playback, self)
        self.turns.sounding_changed.connect(lambda _side: self.moved.emit())
        self.turns.place_changed.connect(self._on_place_changed)

    @property
    def sounding(self) -> int:
        """The place of the version that is heard; -1 for none."""
        side = self.turns.sounding
        if side is None:
            return -1
        return self._main if side is Side.FIRST else self._other

    def head_ms(self, place: int) -> float:
        return self._heads.get(int(self._versions[place].track.id), 0.0)

    def show(self, versions: Sequence[Version], main_id: int) -> None:
        before = [int(one.track.id) for one in self._versions]
        ids = [int(one.track.id) for one in versions]
        is_same = before == ids and before[self._main : self._main + 1] == [main_id]
        if not is_same:
            self.stop()
        self._versions = tuple(versions)
        self._main = ids.index(main_id) if main_id in ids else 0
        if not is_same or self._other >= len(ids):
            self._other = next((n for n in range(len(ids)) if n != self._main), self._main)

    def play(self, place: int) -> None:
        """One that is heard already is paused, or goes on."""
        if not 0 <= place < len(self._versions):
            return
        if self.sounding == place:
            self._context.playback.toggle()
            return
        side = Side.FIRST if place == self._main else Side.SECOND
        is_pair = side is Side.FIRST or place == self._other
        if self.sounding >= 0 and is_pair:
            self.turns.change_over()
            return
        if side is Side.SECOND:
            self._other = place
            self._bring_along()
        self._begin(side)

    def change_over(self) -> None:
        """To the one that was heard before."""
        self.play(self._other if self.sounding == self._main else self._main)

    def play_from(self, place: int, at_ms: int) -> None:
        """A place in one of them."""
        self._heads[int(self._versions[place].track.id)] = at_ms
        side = Side.FIRST if place == self._main else Side.SECOND
        if side is Side.SECOND:
            self._other = place
        self._begin(side)

    def stop(self) -> None:
        self.turns.stop()

    def _begin(self, side: Side) -> None:
        passages = self._passages()
        place = self._main if side is Side.FIRST else self._other
        musical_ms = passages.musical_ms(side, self.head_ms(place))
        self._context.look(lambda: self.turns.play(passages, side, from_ms=musical_ms))
        self.moved.emit()

    def _bring_along(self) -> None:
        """An aligned version is heard from where the one that is shown is."""
        known = self._versions[self._other].time_map
        if known is not None and self.head_ms(self._main) > 0:
            there = known.second_ms(self.head_ms(self._main))
            self._heads[int(self._versions[self._other].track.id)] = max(0.0, there)

    def _passages(self) -> AlignedPassages:
        one, other = self._versions[self._main], self._versions[self._other]
        known = other.time_map
        if known is None:
            known = TimeMap(((self.head_ms(self._main), self.head_ms(self._other)),))
        return AlignedPassages(
            (one.track.id, Span(0, max(1, one.track.duration_ms))),
            (other.track.id, Span(0, max(1, other.track.duration_ms))),
            known,
        )

    def _on_place_changed(self, _place_ms: int) -> None:
        place = self.sounding
        if place >= 0:
            self._heads[int(self._versions[place].track.id)] = self._context.playback.position_ms
            self.moved.emit()
