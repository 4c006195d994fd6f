"""The refs of a lane's marks, as a sequence that makes them on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from app.core.marks import MarkKind, MarkRef
from ui.timeline.layout.mark_index import MarkIndex

_FEW = 20  # up to so many are looked up one by one faster than with a set of all


class MarkRefs(Sequence[MarkRef]):
    """A lane's marks in time order; `in` is answered without looking through them."""

    def __init__(self, kind: MarkKind, index: MarkIndex[Any]) -> None:
        self._kind, self._index = kind, index

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, ref: object) -> bool:
        if not isinstance(ref, MarkRef) or ref.kind is not self._kind:
            return False
        return self._index.position_of(ref.id) is not None

    def among(self, refs: Iterable[MarkRef]) -> frozenset[MarkRef]:
        """Those of some marks that are in this lane; among many, each takes no longer than one."""
        its = [ref for ref in refs if ref.kind is self._kind]
        if len(its) <= _FEW:
            return frozenset(ref for ref in its if self._index.position_of(ref.id) is not None)
        ids = set(self._index.ids.tolist())
        return frozenset(ref for ref in its if ref.id in ids)

    @overload
    def __getitem__(self, place: int) -> MarkRef: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[MarkRef]: ...

    def __getitem__(self, place: int | slice) -> MarkRef | Sequence[MarkRef]:
        if isinstance(place, slice):
            return [MarkRef(self._kind, mark_id) for mark_id in self._index.ids[place].tolist()]
        return MarkRef(self._kind, int(self._index.ids[place]))

    def __iter__(self) -> Iterator[MarkRef]:
        return iter(self[:]) if len(self) else iter(())
