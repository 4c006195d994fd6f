"""Lines that are spoken or sung, and what a file says about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LAST_MS = 2**31 - 1  # as late as a line may be kept; 24 days


class Line(NamedTuple):
    """start_ms and end_ms: in the episode or the track. Both are None in a plain line; one with a
    start alone lasts until the next line begins.
    """

    text: str
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class FileWords:
    """lines: by start if they are timed. language: its code, or empty. guessed: how many had no
    time that could be read, and stand where the line before them ends.
    """

    lines: tuple[Line, ...]
    language: str = ""
    guessed: int = 0

    @property
    def is_timed(self) -> bool:
        return any(line.start_ms is not None for line in self.lines)


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Timed lines by start; those that begin together stay as they were."""
    return tuple(sorted(lines, key=lambda line: line.start_ms or 0))


Stored = tuple[tuple[int | None, int | None, str], ...]


def stored(lines: Iterable[Line]) -> Stored:
    """As a row has them: each in one line, without characters that a file can't hold."""
    return tuple((line.start_ms, line.end_ms, _in_one_line(line.text)) for line in lines)


def lines_of(kept: Stored) -> tuple[Line, ...]:
    return tuple(Line(text, start_ms, end_ms) for start_ms, end_ms, text in kept)


def _in_one_line(text: str) -> str:
    bare = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return " ".join(part.strip() for part in bare.splitlines())
