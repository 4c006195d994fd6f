"""What the four kinds of mark have in common, and where they differ: one row per kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.marks import MarkKind, MarkRef
from app.transactions import changes


@dataclass(frozen=True, slots=True)
class KindOfMark:
    """change: the noun that is announced. name: as an undo step calls it.

    what: the columns that say what the mark is; marks that agree in them can be merged. texts:
    what the listener wrote. facts: whatever else a copy shares. is_pressed: made by a key, so that
    it knows the raw press, the listen and when it was made.
    """

    change: str
    name: str
    what: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    is_pressed: bool = False

    @property
    def editable(self) -> frozenset[str]:
        """The columns that the listener may change; its place is moved, not edited."""
        return frozenset((*self.what, *self.texts, *self.facts))


KINDS: dict[MarkKind, KindOfMark] = {
    MarkKind.TAG: KindOfMark(
        changes.TAG,
        "feeling",
        what=("emotion_id", "mode"),
        texts=("note", "memory"),
        facts=("intensity", "preroll_ms"),
        is_pressed=True,
    ),
    MarkKind.MOMENT: KindOfMark(
        changes.MOMENT,
        "favourite moment",
        texts=("label", "note"),
        facts=("preroll_ms",),
        is_pressed=True,
    ),
    MarkKind.CUE: KindOfMark(
        changes.CUE, "scene mark", what=("scene_id",), facts=("scene_offset_ms", "preroll_ms")
    ),
    MarkKind.OCCURRENCE: KindOfMark(
        changes.OCCURRENCE,
        "theme mark",
        what=("theme_id", "status"),
        texts=("note",),
        facts=("transposition", "tempo_ratio", "variation", "preroll_ms"),
    ),
}


def kind_named(name: str) -> MarkKind:
    """Raises ValueError when there is no such kind of mark."""
    if name not in KINDS:
        raise ValueError(f"no kind of mark: {name!r}")
    return MarkKind(name)


def counted(refs: Iterable[MarkRef]) -> str:
    """“feeling”, “5 marks”: how an undo step names what it is about."""
    found = list(refs)
    return KINDS[found[0].kind].name if len(found) == 1 else f"{len(found)} marks"
