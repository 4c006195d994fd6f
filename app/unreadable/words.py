"""What a row that can't be shown is, where it is and what is wrong with it, for the listener.

No raw values of the file: a time is given as the year or position it would mean, or as impossible.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.core.instant import Instant
from app.core.row_words import one
from app.core.timecode import format_ms
from app.core.words import Text, _, decimal
from app.unreadable.records import Fault
from db.ranges.limits import FIRST_MS, LAST_MS, MOST_MS

Row = Mapping[str, Any]

_TITLES = ("label", "title", "name")
_TEXTS = ("note", "memory", "text", "variation", "summary", "gloss", "idea")
_MS_PER_YEAR = 31_556_952_000
_SHOWN = 100_000  # larger numbers and years say nothing to anybody
_IN_YEAR = {
    "made_at": Text("It says that it was made in the year {year}."),
    "written_at": Text("It says that it was written in the year {year}."),
    "started_at": Text("It says that it started in the year {year}."),
    "ended_at": Text("It says that it ended in the year {year}."),
    "sealed_at": Text("It says that it was sealed in the year {year}."),
    "opened_at": Text("It says that it was opened in the year {year}."),
    "created_at": Text("It says that it was added in the year {year}."),
}
_AT_NO_TIME = {
    "made_at": Text("It says that it was made at an impossible time."),
    "written_at": Text("It says that it was written at an impossible time."),
    "started_at": Text("It says that it started at an impossible time."),
    "ended_at": Text("It says that it ended at an impossible time."),
    "sealed_at": Text("It says that it was sealed at an impossible time."),
    "opened_at": Text("It says that it was opened at an impossible time."),
    "created_at": Text("It says that it was added at an impossible time."),
}
_PLACES = {
    "start_ms": Text("It begins at an impossible time in the track."),
    "end_ms": Text("It ends at an impossible time in the track."),
    "duration_ms": Text("Its length is impossible."),
    "heard_ms": Text("Its playing time is impossible."),
    "preroll_ms": Text("Its lead-in is longer than any track."),
    "scene_offset_ms": Text("It is at an impossible time in the scene."),
    "peak_ms": Text("Its peak is at an impossible time in the track."),
    "offset_ms": Text("It is at an impossible time in the track."),
    "step_ms": Text("The spacing of its points is impossible."),
    "after_ms": Text("How long it took is impossible."),
}
_OTHERS = {
    "made_offset_min": Text("It was made in a time zone that doesn’t exist."),
    "written_offset_min": Text("It was written in a time zone that doesn’t exist."),
    "started_offset_min": Text("It started in a time zone that doesn’t exist."),
    "before_valence": Text("Its pleasure under “Before” is off the scale."),
    "before_arousal": Text("Its energy under “Before” is off the scale."),
    "after_valence": Text("Its pleasure under “After” is off the scale."),
    "after_arousal": Text("Its energy under “After” is off the scale."),
    "sealed_until": Text("The day that it opens on doesn’t exist."),
    "valence": Text("Its pleasure is off the scale."),
    "arousal": Text("Its energy is off the scale."),
    "colour": Text("Its colour can’t be shown."),
    "saga_order": Text("Its position in the saga is impossible."),
    "progress_order": Text("How far you are in its story is impossible."),
    "story_order": Text("Its position in the story is impossible."),
}
_NUMBERS = {
    "intensity": Text("Its intensity is impossible: {value}. Repairing makes it {repaired}."),
    "transposition": Text(
        "Its transposition is impossible: {value}. Repairing makes it {repaired}."
    ),
    "tempo_ratio": Text("Its tempo is impossible: {value}. Repairing makes it {repaired}."),
    "probability": Text("Its probability is impossible: {value}. Repairing makes it {repaired}."),
    "analysis_version": Text(
        "The version of its analysis is impossible: {value}. Repairing makes it {repaired}."
    ),
    "disc_number": Text("Its disc number is impossible: {value}. Repairing makes it {repaired}."),
    "track_number": Text("Its track number is impossible: {value}. Repairing makes it {repaired}."),
    "season_number": Text("Its season is impossible: {value}. Repairing makes it {repaired}."),
    "progress_season": Text(
        "The season that you are at is impossible: {value}. Repairing makes it {repaired}."
    ),
    "progress_number": Text(
        "The episode that you are at is impossible: {value}. Repairing makes it {repaired}."
    ),
    "number": Text("Its number is impossible: {value}. Repairing makes it {repaired}."),
    "position": Text(
        "Its position in its list is impossible: {value}. Repairing makes it {repaired}."
    ),
    "width": Text("Its width is impossible: {value}. Repairing makes it {repaired}."),
    "height": Text("Its height is impossible: {value}. Repairing makes it {repaired}."),
    "year": Text("Its year is impossible: {value}. Repairing makes it {repaired}."),
}
# Translators: {value} and {repaired} are keywords of the journal’s file, in English
_KEYWORDS = {
    "mode": Text("It is “{value}”, not felt or expressed. Repairing makes it “{repaired}”."),
    "status": Text("Its status is “{value}”. Repairing makes it “{repaired}”."),
    "role": Text("Its role is “{value}”. Repairing makes it “{repaired}”."),
    "kind": Text("Its kind is “{value}”. Repairing makes it “{repaired}”."),
    "pattern": Text("Its pattern is “{value}”. Repairing makes it “{repaired}”."),
    "found_by": Text("It was found by “{value}”. Repairing makes it “{repaired}”."),
    "length_by": Text("The source of its length is “{value}”. Repairing makes it “{repaired}”."),
    "words_by": Text("The source of its texts is “{value}”. Repairing makes it “{repaired}”."),
}


def what(table: str, row: Row, called: str) -> str:
    """“Emotion mark: Wonder”. called: the name of its emotion, theme or scene."""
    name = called or _first(row, _TITLES)
    return _("{what}: {name}", what=one(table), name=name) if name else one(table)


def where(row: Row, track: str) -> str | date:
    """“on “Dawn” at 0:05”, or an entry's day; without what isn't known."""
    start, end = (row.get(name) for name in ("start_ms", "end_ms"))
    if start is None or not _is_place(start):
        return _("on “{track}”", track=track) if track else _day(row.get("written_at"))
    at = format_ms(start)
    if end is None or not _is_place(end) or end <= start:
        return (
            _("on “{track}” at {time}", track=track, time=at) if track else _("at {time}", time=at)
        )
    if track:
        return _("on “{track}” from {start} to {end}", track=track, start=at, end=format_ms(end))
    return _("from {start} to {end}", start=at, end=format_ms(end))


def _day(utc_ms: Any) -> date | str:
    """Empty where there is none."""
    if not isinstance(utc_ms, int) or not FIRST_MS <= utc_ms <= LAST_MS:
        return ""
    return Instant.of(utc_ms).day


def words(row: Row) -> str:
    """What the listener wrote in it; nothing of a letter that is sealed."""
    is_sealed = row.get("sealed_at") is not None and row.get("opened_at") is None
    return "" if is_sealed else _first(row, _TEXTS)


def why(column: str, value: Any, mended: Any, row: Row) -> Fault:
    """What is wrong, and what repairing makes of it where that helps."""
    if column in _IN_YEAR:
        return Fault(_when(column, value), _day(mended))
    if column == "end_ms" and _is_place(value) and _is_place(row.get("start_ms")):
        return Fault(_("It ends before it begins."), _placed(mended))
    if column in _PLACES:
        return Fault(str(_PLACES[column]), _placed(mended))
    return Fault(_other_fault(column, value, mended))


def _other_fault(column: str, value: Any, mended: Any) -> str:
    if column in _OTHERS:
        return str(_OTHERS[column])
    if column in _NUMBERS:
        return _NUMBERS[column].filled(value=_number(value), repaired=decimal(mended))
    if column in _KEYWORDS:
        return _KEYWORDS[column].filled(value=_short(value), repaired=str(mended))
    # Translators: {field} is a name from the journal’s file, in English
    return _("Its field “{field}” can’t be read.", field=column)


def _when(column: str, value: Any) -> str:
    year = 1970 + value // _MS_PER_YEAR if isinstance(value, int) else None
    if year is not None and 0 < year < _SHOWN:
        return _IN_YEAR[column].filled(year=str(year))
    return str(_AT_NO_TIME[column])


def _placed(mended: Any) -> str:
    return format_ms(mended) if _is_place(mended) else ""


def _number(value: Any) -> str:
    if isinstance(value, int | float) and abs(value) < _SHOWN:
        return decimal(value)
    # Translators: in place of a number that is much too large
    return _("no usable number")


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and 0 <= value <= MOST_MS


def _first(row: Row, names: tuple[str, ...]) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
