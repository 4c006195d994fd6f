"""Kinds of limits, and the bounds that a calendar and a track set."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

# Wall-clock time from 1800 to the end of 2199, in UTC milliseconds. The key of the journal's index
# holds 1691 to 2248 (`made_at << 20` in 64 bits), Python, Qt and every calendar show these years in
# every zone, and nobody has marked recorded music outside of them.
FIRST_MS = -5_364_662_400_000
LAST_MS = 7_258_118_399_999
# Time inside a track or a scene: 24 days, what Qt's integers hold, and more than any recording.
MOST_MS = 2**31 - 1
WIDEST_OFFSET_MIN = 18 * 60  # what zones may be, ISO 8601; real ones reach from -12 h to +14 h
MOST_INTENSITY = 5
MOST_NAME = 2_000  # characters in one line
MOST_TEXT = 1_000_000  # two thousand pages
_SHOWN = 60


def shortened(value: object) -> str:
    """A value as a message can hold it."""
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number. named: what the limits stand for, where numbers say little."""

    least: int
    most: int
    named: str = ""

    def fault(self, value: Any) -> str | None:
        if isinstance(value, int) and self.least <= value <= self.most:
            return None
        return f"is {shortened(value)}, not {self.named or f'{self.least:,} to {self.most:,}'}"

    def sql(self, column: str) -> str:
        return f"{column} BETWEEN {self.least} AND {self.most}"


@dataclass(frozen=True, slots=True)
class Real:
    """A number, never NaN."""

    least: float
    most: float

    def fault(self, value: Any) -> str | None:
        is_number = isinstance(value, int | float) and math.isfinite(value)
        if is_number and self.least <= value <= self.most:
            return None
        return f"is {shortened(value)}, not {self.least:g} to {self.most:g}"

    def sql(self, column: str) -> str:
        return f"{column} BETWEEN {self.least} AND {self.most}"


@dataclass(frozen=True, slots=True)
class Words:
    """One of a few words."""

    known: tuple[str, ...]

    def fault(self, value: Any) -> str | None:
        if value in self.known:
            return None
        return f"is “{shortened(value)}”, not one of {', '.join(self.known)}"

    def sql(self, column: str) -> str:
        known = ", ".join(f"'{word}'" for word in self.known)
        return f"{column} IN ({known})"


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote. Any text can be shown, so that a row is never unreadable for it."""

    most: int
    is_needed: bool = False

    def fault(self, value: Any) -> str | None:
        if not isinstance(value, str):
            return "is not text"
        if len(value) > self.most:
            return f"is longer than {self.most:,} characters"
        if "\0" in value:
            return "holds the character 0"
        return "is empty" if self.is_needed and not value else None

    def sql(self, column: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """Text of a fixed form. what: as a message calls it. glob: the same as SQLite asks it, where a
    page depends on it."""

    pattern: re.Pattern[str]
    what: str
    glob: str = ""

    def fault(self, value: Any) -> str | None:
        if isinstance(value, str) and self.pattern.fullmatch(value):
            return None
        return f"is “{shortened(value)}”, not {self.what}"

    def sql(self, column: str) -> str:
        return f"{column} GLOB '{self.glob}'" if self.glob else ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no. Any number is read as one of them, so that no page depends on it."""

    def fault(self, value: Any) -> str | None:
        return None if value in (0, 1) else f"is {shortened(value)}, not true or false"

    def sql(self, column: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Anything:
    """Held by its type or by a foreign key alone."""

    def fault(self, value: Any) -> str | None:
        return None

    def sql(self, column: str) -> str:
        return ""


Range = Whole | Real | Words | Text | Shape | Flag | Anything
