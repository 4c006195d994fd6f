"""What a page of the journal asks of its lines, apart from the values it asks with.

The queries of `journal_lines.py` are made once for what is asked, and then get the values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.queries.counted_lines import CountedLines
from db.queries.journal_words import Spoilers
from db.queries.local_days import first_key, last_key
from db.queries.made_query import as_one

Asked = frozenset[str]  # names of conditions


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines to show; empty means all. first_day and last_day: days since 1970, both included,
    in the zone of each mark; default_offset_min is used for a mark without a zone."""

    emotion_ids: Sequence[int] = ()
    kinds: Sequence[str] = ()
    work_id: int | None = None
    character_id: int | None = None
    track_id: int | None = None
    scene_id: int | None = None
    companions: Sequence[str] = ()  # spellings of a name, one of which the entry has
    first_day: int | None = None
    last_day: int | None = None
    default_offset_min: int = 0
    terms: Sequence[str] = ()  # folded
    named_emotion_ids: Sequence[int] = ()  # whose name on screen, in another language, has them
    spoilers: Spoilers | None = None  # found all the same; None: nothing is hidden
    counted: CountedLines | None = None


def conditions_of(wanted: LineFilter, before_id: int | None = None) -> tuple[Asked, dict[str, Any]]:
    """What is asked of the lines besides words, and the values."""
    values: dict[str, Any] = {
        "work_id": wanted.work_id,
        "character_id": wanted.character_id,
        "track_id": wanted.track_id,
        "scene_id": wanted.scene_id,
        "first_day": wanted.first_day,
        "last_day": wanted.last_day,
        "before_id": before_id,
    }
    lists = {
        "emotion_ids": wanted.emotion_ids,
        "kinds": wanted.kinds,
        "companions": wanted.companions,
    }
    values |= {name: as_one(many) for name, many in lists.items() if many}
    if wanted.counted is not None:
        values |= wanted.counted.values()
    asked = frozenset(name for name, value in values.items() if value is not None)
    return asked, values | {
        "from_key": None if wanted.first_day is None else first_key(wanted.first_day),
        "to_key": None if wanted.last_day is None else last_key(wanted.last_day),
        "offset_min": wanted.default_offset_min,
    }
