"""What each column may hold: one table of limits, for every door and for whoever shows a row.

Restoring, pasting, the socket and the command line let nothing else in; a row that holds something
else all the same (kept by an earlier version, or written by another program) is shown as unreadable
and takes no page. Nothing here knows SQLAlchemy: some doors are open before it is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from db.ranges.limits import (
    FIRST_MS,
    LAST_MS,
    MOST_INTENSITY,
    MOST_MS,
    MOST_NAME,
    MOST_TEXT,
    WIDEST_OFFSET_MIN,
    Anything,
    Flag,
    Range,
    Real,
    Shape,
    Text,
    Whole,
    Words,
)

PATTERNS = (
    "solid",
    "dots",
    "diagonal",
    "anti-diagonal",
    "cross",
    "waves",
    "horizontal",
    "vertical",
    "rings",
    "checks",
    "zigzag",
    "plus",
    "triangles",
    "bricks",
    "scales",
    "diamonds",
    "grid",
)


_KEY = Whole(1, 2**63 - 1)
_LINK = Anything()  # the foreign key is its range
_FLAG = Flag()
_INSTANT = Whole(FIRST_MS, LAST_MS, "a time between 1800 and 2199")
_ZONE = Whole(-WIDEST_OFFSET_MIN, WIDEST_OFFSET_MIN, "within 18 hours of Greenwich")
_PLACE = Whole(0, MOST_MS, "a time inside a track")
_AFFECT = Real(-1, 1)
_NAME = Text(MOST_NAME)
_TEXT = Text(MOST_TEXT)
_NEEDED = Text(MOST_NAME, is_needed=True)
_YEAR = Whole(0, 9999)
_COUNT = Whole(0, 99_999)
_HEX = "[0-9a-fA-F]"
_COLOUR = Shape(re.compile(f"#{_HEX}{{6}}"), "a colour like #8a6f9e", f"#{_HEX * 6}")
_UID = Shape(re.compile(r"[\w.:-]{1,36}", re.ASCII), "a uid")
_ICON = Shape(re.compile(r"[a-z0-9-]{1,64}"), "an icon’s name")
# A name becomes a file of the pictures folder: it must not lead out of it.
_PICTURE = Shape(re.compile(r"(?!\.)[^/\\:\0]{1,255}"), "a picture’s name")
_DAY = Shape(re.compile(r"|(18|19|20|21)\d\d(-\d\d(-\d\d)?)?", re.ASCII), "a day like 1999-12-31")
_ADDRESS = Shape(re.compile(r"|https?://[^\s\0]{1,4000}"), "a web address")

Columns = Mapping[str, Range]
_ROW: dict[str, Range] = {"id": _KEY}
_AUTHORED: dict[str, Range] = _ROW | {"uid": _UID, "created_at": _INSTANT, "updated_at": _INSTANT}
_SPAN: dict[str, Range] = {"start_ms": _PLACE, "end_ms": _PLACE}
_MADE: dict[str, Range] = {"made_at": _INSTANT, "made_offset_min": _ZONE}
_PRESSED: dict[str, Range] = (
    _SPAN | _MADE | {"raw_start_ms": _PLACE, "raw_end_ms": _PLACE, "needs_no_note": _FLAG}
)

RANGES: Mapping[str, Columns] = {
    "emotion_set": _AUTHORED | {"key": _NEEDED, "name": _NAME, "position": _COUNT},
    "emotion": _AUTHORED
    | {
        "set_id": _LINK,
        "key": _NEEDED,
        "name": _NAME,
        "gloss": _TEXT,
        "valence": _AFFECT,
        "arousal": _AFFECT,
        "colour": _COLOUR,
        "icon": _ICON,
        "pattern": Words(PATTERNS),
        "shortcut": Text(32),
        "is_retired": _FLAG,
        "position": _COUNT,
    },
    "work": _AUTHORED
    | {"kind": Words(("series", "film", "game")), "title": _NAME, "year": _YEAR, "note": _TEXT},
    "episode": _AUTHORED
    | {"work_id": _LINK, "season_number": _COUNT, "number": _COUNT, "title": _NAME},
    "character": _AUTHORED
    | {"work_id": _LINK, "name": _NAME, "colour": _COLOUR, "portrait": _PICTURE, "note": _TEXT},
    "scene": _AUTHORED
    | _SPAN
    | {
        "work_id": _LINK,
        "episode_id": _LINK,
        "title": _NAME,
        "summary": _TEXT,
        "story_order": Real(-1e12, 1e12),
        "still": _PICTURE,
        "is_spoiler": _FLAG,
    },
    "scene_character": _ROW | {"scene_id": _LINK, "character_id": _LINK},
    "track": _AUTHORED
    | {
        "title": _NAME,
        "artist": _NAME,
        "album": _NAME,
        "album_artist": _NAME,
        "disc_number": _COUNT,
        "track_number": _COUNT,
        "year": _YEAR,
        "duration_ms": _PLACE,
        "role": Words(
            (
                "opening_theme",
                "ending_theme",
                "love_theme",
                "action_theme",
                "character_theme",
                "insert_song",
                "score",
                "other",
            )
        ),
        "work_id": _LINK,
        "cover": _PICTURE,
        "words_by": Words(("tags", "listener")),
    },
    "audio_file": _ROW
    | {
        "track_id": _LINK,
        "path": Text(32_768, is_needed=True),
        "size": Whole(0, 2**53),
        "mtime_ns": Whole(-(2**63), 2**63 - 1),
        "payload_hash": Text(200, is_needed=True),
        "is_available": _FLAG,
        "seen_at": _INSTANT,
    },
    "cue": _AUTHORED
    | _SPAN
    | {
        "track_id": _LINK,
        "scene_id": _LINK,
        "scene_offset_ms": Whole(-MOST_MS, MOST_MS),
        "preroll_ms": _PLACE,
    },
    "theme": _AUTHORED | {"work_id": _LINK, "name": _NAME, "colour": _COLOUR, "note": _TEXT},
    "occurrence": _AUTHORED
    | _SPAN
    | {
        "theme_id": _LINK,
        "track_id": _LINK,
        "status": Words(("candidate", "confirmed", "rejected")),
        "transposition": Whole(-127, 127),
        "tempo_ratio": Real(0.01, 100),
        "preroll_ms": _PLACE,
        "variation": _TEXT,
        "note": _TEXT,
    },
    "listen": _AUTHORED
    | {
        "track_id": _LINK,
        "started_at": _INSTANT,
        "started_offset_min": _ZONE,
        "ended_at": _INSTANT,
        "heard_ms": _PLACE,
    },
    "heard_stretch": _ROW | _SPAN | {"listen_id": _LINK},
    "emotional_tag": _AUTHORED
    | _PRESSED
    | {
        "track_id": _LINK,
        "emotion_id": _LINK,
        "listen_id": _LINK,
        "intensity": Whole(1, MOST_INTENSITY),
        "mode": Words(("felt", "expressed")),
        "note": _TEXT,
        "memory": _TEXT,
        "preroll_ms": _PLACE,
    },
    "favourite_moment": _AUTHORED
    | _PRESSED
    | {
        "track_id": _LINK,
        "listen_id": _LINK,
        "label": _NAME,
        "note": _TEXT,
        "preroll_ms": _PLACE,
    },
    "trace": _AUTHORED
    | _SPAN
    | _MADE
    | {
        "track_id": _LINK,
        "listen_id": _LINK,
        "step_ms": Whole(1, 3_600_000),
        "samples": Anything(),  # `db/models/affect_samples.py` reads nothing but -1..1
    },
    "echo": _AUTHORED
    | {
        "track_id": _LINK,
        "kind": Words(("cover", "remix", "sample", "fan_video", "advertisement", "film")),
        "title": _NAME,
        "who": _NAME,
        "date": _DAY,
        "link": _ADDRESS,
        "note": _TEXT,
    },
    "journal_entry": _AUTHORED
    | {
        "written_at": _INSTANT,
        "written_offset_min": _ZONE,
        "title": _NAME,
        "text": _TEXT,
        "before_valence": _AFFECT,
        "before_arousal": _AFFECT,
        "after_valence": _AFFECT,
        "after_arousal": _AFFECT,
    },
    "entry_track": _ROW | {"entry_id": _LINK, "track_id": _LINK},
    "entry_scene": _ROW | {"entry_id": _LINK, "scene_id": _LINK},
    "entry_moment": _ROW | {"entry_id": _LINK, "moment_id": _LINK},
    # Derived by triggers: it holds what its owner does.
    "journal_line": _SPAN
    | _MADE
    | {
        "id": Anything(),
        "kind": Words(("tag", "moment", "cue", "occurrence", "entry")),
        "owner_id": _KEY,
        "track_id": _LINK,
        "emotion_id": _LINK,
        "text": _TEXT,
    },
}


BACKWARDS = "lies before its beginning"


@cache
def _faults_in(table: str) -> list[tuple[str, Callable[[Any], str | None]]]:
    """Columns that anything may stand in are not asked: every row of an export is, twice."""
    columns = RANGES[table].items()
    return [(name, limits.fault) for name, limits in columns if not isinstance(limits, Anything)]


def fault_of(table: str, column: str, value: Any) -> str | None:
    """What is wrong with a value that is there, as a sentence goes on; None for a sound one."""
    return RANGES[table][column].fault(value)


def faults_of(table: str, row: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a row, by column. A column that is None is its type's business."""
    found = {}
    for name, fault_in in _faults_in(table):
        value = row.get(name)
        if value is not None and (fault := fault_in(value)):
            found[name] = fault
    if not found.keys() & _SPAN.keys() and is_backwards(row):
        found["end_ms"] = BACKWARDS
    return found


def unshowable(table: str, row: Mapping[str, Any]) -> dict[str, str]:
    """The faults for which no page can show a row; what `sound_sql` asks."""
    return {
        name: fault
        for name, fault in faults_of(table, row).items()
        if name not in _NOT_SHOWN and RANGES[table][name].sql(name)
    }


def sound_sql(table: str) -> str:
    """A condition in SQL: the row can be shown. Text and links are never in the way of that."""
    conditions = [
        f"ifnull({sql}, 1)" if name in _MAY_BE_EMPTY else sql
        for name, limits in RANGES[table].items()
        if name not in _NOT_SHOWN and (sql := limits.sql(f"{table}.{name}"))
    ]
    if _SPAN.keys() <= RANGES[table].keys():
        conditions.append(f"ifnull({table}.end_ms >= {table}.start_ms, 1)")
    return f"({' AND '.join(conditions)})" if conditions else "1"


# No page depends on them.
_NOT_SHOWN = frozenset(
    (
        "id",
        "owner_id",
        "size",
        "mtime_ns",
        "seen_at",
        "updated_at",
        "raw_start_ms",
        "raw_end_ms",
    )
)
_MAY_BE_EMPTY = frozenset(
    (
        "preroll_ms",
        "scene_offset_ms",
        "transposition",
        "tempo_ratio",
        "disc_number",
        "track_number",
        "year",
        "before_valence",
        "before_arousal",
        "after_valence",
        "after_arousal",
        "start_ms",
        "end_ms",
        "made_offset_min",
    )
)


def is_backwards(row: Mapping[str, Any]) -> bool:
    """A span that ends before it begins, or has an end alone."""
    start, end = row.get("start_ms"), row.get("end_ms")
    return end is not None and (start is None or end < start)
