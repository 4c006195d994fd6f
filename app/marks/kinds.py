"""What the four kinds of mark have in common, and where they differ: one row per kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app import changes
from app.timeline.records import MarkKind, MarkRef
from db.models.cue import Cue
from db.models.emotional_tag import EmotionalTag
from db.models.moment import FavouriteMoment
from db.models.theme import Occurrence


@dataclass(frozen=True, slots=True)
class KindOfMark:
    """model: rows with track_id, start_ms and end_ms. change: the noun that is announced.

    name: as an undo step calls it. editable: columns the listener may change. what: the columns
    that say what the mark is; marks that agree in them can be merged. texts: what the listener
    wrote. facts: further columns that a copy shares. is_pressed: made by a key, so that it knows
    the raw press, the hearing and when it was made.
    """

    model: type[Any]
    change: str
    name: str
    editable: frozenset[str]
    what: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    is_pressed: bool = False


KINDS = {
    MarkKind.TAG: KindOfMark(
        EmotionalTag,
        changes.TAG,
        "tag",
        frozenset(("emotion_id", "intensity", "mode", "note", "memory", "preroll_ms")),
        what=("emotion_id", "mode"),
        texts=("note", "memory"),
        facts=("intensity", "preroll_ms"),
        is_pressed=True,
    ),
    MarkKind.MOMENT: KindOfMark(
        FavouriteMoment,
        changes.MOMENT,
        "favourite moment",
        frozenset(("label", "note", "preroll_ms")),
        texts=("label", "note"),
        facts=("preroll_ms",),
        is_pressed=True,
    ),
    MarkKind.CUE: KindOfMark(
        Cue,
        changes.CUE,
        "cue",
        frozenset(("scene_id", "scene_offset_ms", "preroll_ms")),
        what=("scene_id",),
        facts=("scene_offset_ms", "preroll_ms"),
    ),
    MarkKind.OCCURRENCE: KindOfMark(
        Occurrence,
        changes.OCCURRENCE,
        "occurrence",
        frozenset(
            (
                "theme_id",
                "status",
                "transposition",
                "tempo_ratio",
                "variation",
                "note",
                "preroll_ms",
            )
        ),
        what=("theme_id", "status"),
        texts=("note",),
        facts=("transposition", "tempo_ratio", "variation", "preroll_ms"),
    ),
}


def fields_of(kind: MarkKind) -> frozenset[str]:
    """Which fields of such a mark can be edited."""
    return KINDS[kind].editable


def counted(refs: Iterable[MarkRef]) -> str:
    """“tag”, “5 marks”: how an undo step names what it is about."""
    found = list(refs)
    return KINDS[found[0].kind].name if len(found) == 1 else f"{len(found)} marks"
