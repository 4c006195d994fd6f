"""Typed text that meets another change: nothing typed is ever lost to a change from elsewhere.

While the listener types into a field, another process or window may write to the same place. In a
note both texts stay, one below the other. In a name, where only one fits, the typed one stays; the
other one is reported, and undo brings it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

BETWEEN = "\n\n"


class Typed(str):
    """Text from a field. before: what the field showed when typing began. is_long: it may have
    several lines, so another text fits below it.
    """

    before: str
    is_long: bool

    def __new__(cls, text: str, before: str, *, is_long: bool = False) -> Typed:
        made = super().__new__(cls, text)
        made.before, made.is_long = before, is_long
        return made

    def meets(self, now: str) -> bool:
        """Whether somebody else has written something different since typing began."""
        return _bare(now) not in (_bare(self.before), _bare(self)) and not self._is_in(now)

    def over(self, now: str) -> str:
        """The text to save in place of `now`."""
        is_replaced = not self.is_long or not _bare(now) or _bare(now) == _bare(self.before)
        if is_replaced or _bare(now) == _bare(self):
            return str(self)
        if self._is_in(now) or not _bare(self):
            return now
        return f"{self.rstrip()}{BETWEEN}{_added(self.before, now)}"

    def _is_in(self, now: str) -> bool:
        """Whether both texts are there already: a verb that had to wait may run twice."""
        return self.is_long and bool(_bare(self)) and now.startswith(f"{self.rstrip()}{BETWEEN}")


def trimmed(text: str) -> str:
    """Without surrounding spaces; a Typed stays one."""
    bare = text.strip()
    return Typed(bare, text.before, is_long=text.is_long) if isinstance(text, Typed) else bare


@dataclass(frozen=True, slots=True)
class Overlap:
    """Somebody else wrote in the same place. are_both_kept: their text is below the typed one."""

    theirs: str
    are_both_kept: bool


class WordsLeftOver(LookupError):
    """Text typed for something that has been deleted meanwhile."""

    def __init__(self, words: str) -> None:
        super().__init__(f"no row for {len(words)} typed characters")  # not shown
        self.words = words


@contextmanager
def words_outlive(values: Mapping[str, Any]) -> Iterator[None]:
    """A LookupError in the block becomes WordsLeftOver when a value is a long typed text."""
    try:
        yield
    except LookupError as error:
        typed = (value for value in values.values() if isinstance(value, Typed) and value.is_long)
        words = BETWEEN.join(text for value in typed if (text := _bare(value)))
        if not words:
            raise
        raise WordsLeftOver(words) from error


def _added(before: str, now: str) -> str:
    """What was appended to a text; the whole text when it was changed in another way."""
    start = _bare(before)
    if start and _bare(now).startswith(start):
        return _bare(now)[len(start) :].strip()
    return _bare(now)


def _bare(text: str) -> str:
    """However its lines end: a field that shows it may know one way alone."""
    return "\n".join(text.strip().splitlines())
