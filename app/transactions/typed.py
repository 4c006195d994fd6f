"""Words that were typed, and what they meet: nothing typed is replaced by what came from elsewhere.

A field shows a text, the listener types, and meanwhile another process or window may write another
text at the same place. Of a note both stay, one below the other. Of a name, where only one fits,
the typed one stays; the other is told, and is what an undo brings back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

BETWEEN = "\n\n"


class Typed(str):
    """Words from a field. before: what it showed when they were begun. is_long: a text of several
    lines, below which another one fits.
    """

    before: str
    is_long: bool

    def __new__(cls, text: str, before: str, *, is_long: bool = False) -> Typed:
        made = super().__new__(cls, text)
        made.before, made.is_long = before, is_long
        return made

    def meets(self, now: str) -> bool:
        """Whether somebody else has written something else than this since it was begun."""
        return _bare(now) not in (_bare(self.before), _bare(self)) and not self._is_in(now)

    def over(self, now: str) -> str:
        """What is to be kept where `now` stands."""
        is_replaced = not self.is_long or not _bare(now) or _bare(now) == _bare(self.before)
        if is_replaced or _bare(now) == _bare(self):
            return str(self)
        if self._is_in(now) or not _bare(self):
            return now
        return f"{self.rstrip()}{BETWEEN}{_added(self.before, now)}"

    def _is_in(self, now: str) -> bool:
        """Whether both texts are there already: a verb that had to wait may be given twice."""
        return self.is_long and bool(_bare(self)) and now.startswith(f"{self.rstrip()}{BETWEEN}")


def trimmed(text: str) -> str:
    """Without the blanks around it, and still typed where it was."""
    bare = text.strip()
    return Typed(bare, text.before, is_long=text.is_long) if isinstance(text, Typed) else bare


@dataclass(frozen=True, slots=True)
class Overlap:
    """Somebody else wrote at the same place. theirs: what. are_both_kept: one below the other."""

    theirs: str
    are_both_kept: bool


class WordsLeftOver(LookupError):
    """What was typed for something that is gone by now."""

    def __init__(self, words: str) -> None:
        super().__init__(f"no row for {len(words)} typed characters")
        self.words = words


@contextmanager
def words_outlive(values: Mapping[str, Any]) -> Iterator[None]:
    """A LookupError of the block becomes WordsLeftOver when one of the values is a typed text."""
    try:
        yield
    except LookupError as error:
        typed = (value for value in values.values() if isinstance(value, Typed) and value.is_long)
        words = BETWEEN.join(text for value in typed if (text := _bare(value)))
        if not words:
            raise
        raise WordsLeftOver(words) from error


def _added(before: str, now: str) -> str:
    """What was written onto the end of a text; the whole text when it was changed otherwise."""
    start = _bare(before)
    if start and _bare(now).startswith(start):
        return _bare(now)[len(start) :].strip()
    return _bare(now)


def _bare(text: str) -> str:
    return text.strip().replace("\r\n", "\n")
