"""What a row that can't be shown is, where it lies and what is wrong with it, for a listener.

No raw values of a file: a time is told as the year or place it would mean, or as one that cannot
be; and what mending makes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.instant import Instant
from app.core.row_words import one
from app.core.timecode import format_ms
from db.ranges.limits import FIRST_MS, LAST_MS, MOST_MS

Row = Mapping[str, Any]

_TITLES = ("label", "title", "name")
_TEXTS = ("note", "memory", "text", "variation", "summary", "gloss")
_MS_PER_YEAR = 31_556_952_000
_TOLD = 100_000  # a number or year beyond says nothing to anybody
_WHEN = {
    "made_at": "made",
    "written_at": "written",
    "started_at": "begun",
    "ended_at": "over",
    "created_at": "added",
}
_PLACES = {
    "start_ms": "It begins at a time no track can have.",
    "end_ms": "It ends at a time no track can have.",
    "duration_ms": "It has a length no track can have.",
    "heard_ms": "It was heard for a time no track can have.",
    "preroll_ms": "It is heard from further back than any track reaches.",
    "scene_offset_ms": "It lies at a time no scene can have.",
    "step_ms": "Its points lie at a distance no trace can have.",
}
_OTHERS = {
    "made_offset_min": "It was made in a time zone that there is not.",
    "written_offset_min": "It was written in a time zone that there is not.",
    "started_offset_min": "It was begun in a time zone that there is not.",
    "before_valence": "How pleasant it felt before lies off the scale.",
    "before_arousal": "How stirred it felt before lies off the scale.",
    "after_valence": "How pleasant it felt after lies off the scale.",
    "after_arousal": "How stirred it felt after lies off the scale.",
    "valence": "How pleasant it is lies off the scale.",
    "arousal": "How stirred it is lies off the scale.",
    "colour": "Its colour can’t be drawn.",
    "story_order": "Its place in the story lies beyond every story.",
}
_NUMBERS = {
    "intensity": "intensity",
    "transposition": "transposition",
    "tempo_ratio": "tempo",
    "disc_number": "disc number",
    "track_number": "track number",
    "season_number": "season",
    "number": "number",
    "position": "position in its list",
    "year": "year",
}
_WORDS = {
    "mode": "whether it is felt or expressed",
    "status": "whether it is confirmed",
    "role": "its role",
    "kind": "its kind",
    "pattern": "its pattern",
    "words_by": "who wrote its words",
}


def what(table: str, row: Row, called: str) -> str:
    """“Feeling: Wonder”. called: the name of the emotion, theme or scene that it is of."""
    noun, name = one(table), called or _first(row, _TITLES)
    noun = f"{noun[0].upper()}{noun[1:]}"
    return f"{noun}: {name}" if name else noun


def where(row: Row, track: str) -> str:
    """“on “Dawn” at 0:05”, of an entry its day; what can't be said is left out."""
    on = f"on “{track}”" if track else _day(row.get("written_at"))
    start, end = (row.get(name) for name in ("start_ms", "end_ms"))
    if start is None or not _is_place(start):
        return on
    at = f"at {format_ms(start)}"
    if end is not None and _is_place(end) and end > start:
        at = f"from {format_ms(start)} to {format_ms(end)}"
    return f"{on} {at}".strip()


def _day(utc_ms: Any) -> str:
    """“of 28 November 2026”."""
    if not isinstance(utc_ms, int) or not FIRST_MS <= utc_ms <= LAST_MS:
        return ""
    day = Instant.of(utc_ms).day
    return f"of {day.day} {day:%B %Y}"


def words(row: Row) -> str:
    """What the listener wrote in it."""
    return _first(row, _TEXTS)


def why(column: str, value: Any, mended: Any, row: Row) -> str:
    """One sentence about what is wrong, and one about what mending makes of it where that helps."""
    if column in _WHEN:
        return f"{_when(_WHEN[column], value)} {_dated(mended)}"
    if column == "end_ms" and _is_place(value) and _is_place(row.get("start_ms")):
        return f"It ends before it begins. {_placed(mended)}"
    if column in _PLACES:
        return f"{_PLACES[column]} {_placed(mended)}"
    if column in _OTHERS:
        return _OTHERS[column]
    if column in _NUMBERS:
        return _number(_NUMBERS[column], value, mended)
    if column in _WORDS:
        return f"It says “{_short(value)}” for {_WORDS[column]}. Mending makes it “{mended}”."
    return f"Its {column.replace('_', ' ')} can’t be read."


def _when(done: str, value: Any) -> str:
    year = 1970 + value // _MS_PER_YEAR if isinstance(value, int) else None
    if year is not None and 0 < year < _TOLD:
        return f"It says that it was {done} in the year {year:,}."
    return f"It says that it was {done} at a time no calendar can hold."


def _dated(mended: Any) -> str:
    day = _day(mended).removeprefix("of ")
    return f"Mending makes it {day}." if day else ""


def _placed(mended: Any) -> str:
    return f"Mending makes it {format_ms(mended)}." if _is_place(mended) else ""


def _number(name: str, value: Any, mended: Any) -> str:
    if isinstance(value, int | float) and abs(value) < _TOLD:
        return f"Its {name} is {value:g}, which can’t be. Mending makes it {mended:g}."
    return f"Its {name} is one that can’t be. Mending makes it {mended:g}."


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and 0 <= value <= MOST_MS


def _first(row: Row, names: tuple[str, ...]) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
