"""Kinds of limits, what is wrong with a value outside them, and the bounds of times."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

# Wall-clock time from 1800 to the end of 2199, in UTC milliseconds. The key of the journal's index
# holds 1691 to 2248 (`made_at << 20` in 64 bits); Python, Qt and every calendar can show these
# years in every time zone, and nobody has marked recorded music outside them.
FIRST_MS = -5_364_662_400_000
LAST_MS = 7_258_118_399_999
# A time inside a track or a scene: 24 days, what Qt's integers hold; no recording is longer.
MOST_MS = 2**31 - 1
WIDEST_OFFSET_MIN = 18 * 60  # ISO 8601 allows it; real zones go from -12 h to +14 h
MOST_INTENSITY = 5
MOST_NAME = 2_000  # characters in one line
MOST_TEXT = 1_000_000  # about two thousand pages
MOST_LINES = 20_000  # of subtitles or lyrics: a film has about 1,500
MOST_ANCHORS = 20_000  # of an alignment: two an hour's seconds
_SHOWN = 60
_NOT_IN_A_LINE = re.compile("[\0\r\n\ud800-\udfff]")


class Wrong(StrEnum):  # not shown
    """What can be wrong with a value. `app/core/value_faults.py` says it in words."""

    TWICE = "is there twice"
    MISSING = "is missing"
    EMPTY = "is empty"
    NO_TEXT = "is not text"
    TOO_LONG = "is too long"
    TOO_MANY = "has too many items"
    NULL_CHARACTER = "contains the character 0"
    HALF_CHARACTER = "contains half a character"
    NO_NUMBER = "is not a number"
    NOT_WHOLE = "is not a whole number of 64 bits"
    NOT_FINITE = "is not a finite number"
    NOT_BETWEEN = "is outside its limits"
    NO_FLAG = "is neither true nor false"
    NOT_KNOWN = "is not one of the known values"
    NO_INSTANT = "is not a time between 1800 and 2199"
    NO_ZONE = "is not within 18 hours of Greenwich"
    NO_PLACE = "is not a time inside a track"
    NO_COLOUR = "is not a colour"
    NO_UID = "is not a uid"
    NO_ICON = "is not an icon's name"
    NO_PICTURE = "is not a picture's name"
    NO_LANGUAGE = "is not the tag of a language"
    NO_DAY = "is not a day"
    NO_ADDRESS = "is not a web address"
    BACKWARDS = "is before the beginning"
    NO_OBJECT = "is not an object"
    NO_LIST = "is not a list"
    UNKNOWN_TABLE = "is not a table of this program"
    UNKNOWN_FIELD = "is not known to this program"
    NO_PATH = "is neither text nor bytes in base64"
    NO_SAMPLES = "is not an object of the lists “valence” and “arousal”"
    UNEVEN_SAMPLES = "holds two lists of different lengths"
    SAMPLES_OUTSIDE = "holds something else than whole numbers from -127 to 127"
    NO_LINES = "is not a list of lines, each with a start, an end and a text"
    NO_ANCHORS = "is not a list of pairs of times that both get later"
    POINTS_NOWHERE = "refers to a row that isn't there"
    BREAKS_RULE = "breaks a rule of the database"


@dataclass(frozen=True, slots=True)
class ValueFault:
    """What is wrong with a value. value: the value itself, shortened; least, most, known: what it
    may be, where `wrong` needs it.
    """

    wrong: Wrong
    value: str = ""
    least: float = 0
    most: float = 0
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        """For logs and exceptions."""
        return f"{self.wrong}: {self.value}" if self.value else str(self.wrong)


class WrongValue(ValueError):
    """A value that can't be read as what it should be."""

    def __init__(self, wrong: Wrong, value: str = "") -> None:
        self.fault = ValueFault(wrong, value)
        super().__init__(str(self.fault))


def shortened(value: object) -> str:
    """A value, short enough for a message."""
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number. wrong: what is wrong with others, where the limits alone would say little."""

    least: int
    most: int
    wrong: Wrong = Wrong.NOT_BETWEEN

    def fault(self, value: Any) -> ValueFault | None:
        if isinstance(value, int) and self.least <= value <= self.most:
            return None
        return ValueFault(self.wrong, shortened(value), self.least, self.most)

    def sql(self, column: str) -> str:
        return f"{column} BETWEEN {self.least} AND {self.most}"


@dataclass(frozen=True, slots=True)
class Real:
    """A number, never NaN."""

    least: float
    most: float

    def fault(self, value: Any) -> ValueFault | None:
        is_number = isinstance(value, int | float) and math.isfinite(value)
        if is_number and self.least <= value <= self.most:
            return None
        return ValueFault(Wrong.NOT_BETWEEN, shortened(value), self.least, self.most)

    def sql(self, column: str) -> str:
        return f"{column} BETWEEN {self.least} AND {self.most}"


@dataclass(frozen=True, slots=True)
class Words:
    """One of a few keywords."""

    known: tuple[str, ...]

    def fault(self, value: Any) -> ValueFault | None:
        if value in self.known:
            return None
        return ValueFault(Wrong.NOT_KNOWN, shortened(value), known=self.known)

    def sql(self, column: str) -> str:
        known = ", ".join(f"'{word}'" for word in self.known)
        return f"{column} IN ({known})"


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote. Any text can be shown, so it never makes a row unreadable."""

    most: int
    is_needed: bool = False

    def fault(self, value: Any) -> ValueFault | None:
        if not isinstance(value, str):
            return ValueFault(Wrong.NO_TEXT)
        if len(value) > self.most:
            return ValueFault(Wrong.TOO_LONG, most=self.most)
        if "\0" in value:
            return ValueFault(Wrong.NULL_CHARACTER)
        return ValueFault(Wrong.EMPTY) if self.is_needed and not value else None

    def sql(self, column: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """Text of a fixed form. wrong: what is wrong with others. glob: the same form for SQLite,
    where a page depends on it.
    """

    pattern: re.Pattern[str]
    wrong: Wrong
    glob: str = ""

    def fault(self, value: Any) -> ValueFault | None:
        if isinstance(value, str) and self.pattern.fullmatch(value):
            return None
        return ValueFault(self.wrong, shortened(value))

    def sql(self, column: str) -> str:
        return f"{column} GLOB '{self.glob}'" if self.glob else ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no. Any number is read as one of the two, so no page depends on it."""

    def fault(self, value: Any) -> ValueFault | None:
        return None if value in (0, 1) else ValueFault(Wrong.NO_FLAG, shortened(value))

    def sql(self, column: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, as YYYY-MM-DD."""

    least: str = "1800-01-01"
    most: str = "2199-12-31"

    def fault(self, value: Any) -> ValueFault | None:
        if isinstance(value, str) and _is_day(value) and self.least <= value <= self.most:
            return None
        return ValueFault(Wrong.NO_DAY, shortened(value))

    def sql(self, column: str) -> str:
        is_day = f"date({column}, '+0 days') IS {column}"  # counting makes 1 March of 30 February
        return f"{is_day} AND {column} BETWEEN '{self.least}' AND '{self.most}'"


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of subtitles or lyrics, as `db/models/timed_lines.py` has them. As text, any can be
    shown.
    """

    def fault(self, value: Any) -> ValueFault | None:
        if not isinstance(value, tuple) or not all(map(_is_line, value)):
            return ValueFault(Wrong.NO_LINES)
        if len(value) > MOST_LINES:
            return ValueFault(Wrong.TOO_MANY, most=MOST_LINES)
        if sum(len(text) + 1 for _, _, text in value) > MOST_TEXT:
            return ValueFault(Wrong.TOO_LONG, most=MOST_TEXT)
        return None

    def sql(self, column: str) -> str:
        return ""


def _is_line(line: Any) -> bool:
    if not isinstance(line, tuple) or len(line) != 3:
        return False
    start_ms, end_ms, text = line
    is_text = isinstance(text, str) and not _NOT_IN_A_LINE.search(text)
    if start_ms is None:
        return is_text and end_ms is None
    return is_text and _is_place(start_ms) and (end_ms is None or _is_place(end_ms, start_ms))


def _is_place(value: Any, least: int = 0) -> bool:
    return type(value) is int and least <= value <= MOST_MS


@dataclass(frozen=True, slots=True)
class Anchors:
    """Pairs of times in two tracks, as `db/models/anchor_pairs.py` has them."""

    def fault(self, value: Any) -> ValueFault | None:
        if not isinstance(value, tuple) or not all(map(_is_pair, value)):
            return ValueFault(Wrong.NO_ANCHORS)
        if len(value) > MOST_ANCHORS:
            return ValueFault(Wrong.TOO_MANY, most=MOST_ANCHORS)
        is_rising = all(a < c and b < d for (a, b), (c, d) in pairwise(value))
        return None if is_rising else ValueFault(Wrong.NO_ANCHORS)

    def sql(self, column: str) -> str:
        return ""


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, tuple) and len(pair) == 2 and all(map(_is_place, pair))


@dataclass(frozen=True, slots=True)
class Anything:
    """Limited only by its type or a foreign key."""

    def fault(self, value: Any) -> ValueFault | None:
        return None

    def sql(self, column: str) -> str:
        return ""


Range = Whole | Real | Words | Text | Shape | Flag | Day | Lines | Anchors | Anything
