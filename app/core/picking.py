"""What a typed text means among many named things: the rows of a picker, and which Enter takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import fuzz, utils

from app.core.blank import is_blank
from app.core.search_text import fold

T = TypeVar("T")
S = TypeVar("S")

MOST = 30
LONGEST = 300  # characters; a longer text would be similar to anything
_KNOWN = 32_768  # texts kept as they are compared: those of a large library, for the next letter
_ALIKE = 80.0  # of 100, for each word: one wrong letter in five

_BESIDE_WORDS = ",;:.\"'()"  # “Smith, John” matches both words


class Fit(IntEnum):
    """How a thing answers to a typed text. Enter never takes one that is only similar."""

    EXACT = 0  # it is called so
    BEGINS = 1  # every typed word begins one of its words
    SIMILAR = 2  # contains it, or is spelled much like it


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """One thing, and how it fits."""

    thing: T
    fit: Fit

    def shown_as(self, row: S) -> Found[S]:
        return Found(row, self.fit)


@dataclass(frozen=True, slots=True)
class Offer(Generic[T]):
    """The rows of a picker: `first`, then the row that creates if `creates`, then `similar`.

    meant: the number of the row that Enter takes; None if it takes none.
    """

    first: tuple[T, ...]
    creates: bool
    similar: tuple[T, ...]
    meant: int | None


def find(
    things: Sequence[T],
    text: str,
    words: Callable[[T], str],
    name: Callable[[T], str] | None = None,
    most: int = MOST,
) -> list[Found[T]]:
    """The things that answer to the text, best first; the first `most` in order without a text.

    words: what a thing is found by. name: what it is called, if that is less; a match in the name
    comes before one in the other words.
    """
    if is_blank(text):
        return [Found(thing, Fit.BEGINS) for thing in things[:most]]
    typed, called = _plain(text), name or words
    said = [words(thing) for thing in things]
    ranks: dict[int, tuple[int, float]] = {}
    for place, (thing, line) in enumerate(zip(things, said, strict=True)):
        rank = _rank(typed, _plain(line), lambda thing=thing: _plain(called(thing)))  # type: ignore[misc]
        if rank is not None:
            ranks[place] = (rank, 0.0)
    is_begun = any(_FITS[rank] is not Fit.SIMILAR for rank, _score in ranks.values())
    if not is_begun and len(typed) <= LONGEST:  # there may be a slip of the finger
        others = {place: line for place, line in enumerate(said) if place not in ranks}
        ranks |= {place: (_LIKE, -score) for place, score in _alike(typed, others).items()}
    best = sorted(ranks, key=lambda place: (ranks[place], place))[:most]
    return [Found(things[place], _FITS[ranks[place][0]]) for place in best]


def offer(found: Sequence[Found[T]], text: str, *, may_create: bool) -> Offer[T]:
    """may_create: whether a thing can be created by its name; not offered for one that exists."""
    first = tuple(one.thing for one in found if one.fit is not Fit.SIMILAR)
    similar = tuple(one.thing for one in found if one.fit is Fit.SIMILAR)
    is_there = any(one.fit is Fit.EXACT for one in found)
    creates = may_create and not is_blank(text) and not is_there
    return Offer(first, creates, similar, 0 if first or creates else None)


_SAME, _STARTS, _IN_NAME, _IN_WORDS, _CONTAINS, _LIKE = range(6)
_FITS = {
    _SAME: Fit.EXACT,
    _STARTS: Fit.BEGINS,
    _IN_NAME: Fit.BEGINS,
    _IN_WORDS: Fit.BEGINS,
    _CONTAINS: Fit.SIMILAR,
    _LIKE: Fit.SIMILAR,
}


def _rank(typed: str, line: str, name: Callable[[], str]) -> int | None:
    """The name is asked for only where the words match: there may be thousands."""
    if len(typed) > LONGEST:
        return _SAME if name() == typed else _STARTS if line.startswith(typed) else None
    is_in = all(part in line for part in _parts(typed))
    if not is_in and line.isascii():
        return _SAME if name() == typed else None
    if not _begins_words(typed, line):
        return _SAME if name() == typed else _CONTAINS if is_in else None
    called = name()
    if called == typed:
        return _SAME
    if called.startswith(typed):
        return _STARTS
    return _IN_NAME if _begins_words(typed, called) else _IN_WORDS


def _alike(typed: str, said: Mapping[int, str]) -> dict[int, float]:
    """How much the lines are like the text that have a word like each typed one. One like the whole
    line would be any that shares a word with it.
    """
    parts = tuple(dict.fromkeys(_bare_words(typed)))
    if not parts:
        return {}
    known: list[dict[str, float]] = [{} for _part in parts]
    scores: dict[int, float] = {}
    for place, line in said.items():
        words, score = _bare_words(line), 0.0
        for part, seen in zip(parts, known, strict=True):
            best = _best(part, words, seen)
            if best < _ALIKE:
                break
            score += best
        else:
            scores[place] = score
    return scores


@lru_cache(maxsize=_KNOWN)
def _bare_words(text: str) -> tuple[str, ...]:
    """Without signs and capitals."""
    return tuple(utils.default_process(text).split())


def _best(part: str, words: Sequence[str], seen: dict[str, float]) -> float:
    """How much the word most like it is. seen: answers so far; artists and albums repeat."""
    for word in words:
        if word not in seen:
            seen[word] = _likeness(part, word)
    return max((seen[word] for word in words), default=0.0)


def _likeness(part: str, word: str) -> float:
    """Of 100; also of the beginning of the word, while it is still being typed."""
    whole = fuzz.ratio(part, word)
    return max(whole, fuzz.ratio(part, word[: len(part)])) if len(word) > len(part) else whole


def _begins_words(typed: str, line: str) -> bool:
    words = line.split()
    if not line.replace(" ", "").isalnum():
        words += _bare_words(line)
    return all(
        any(word.startswith(part) for word in words) or (_has_no_spaces(part) and part in line)
        for part in _parts(typed)
    )


@lru_cache(maxsize=1)
def _parts(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip(_BESIDE_WORDS) or part for part in typed.split()))


def _has_no_spaces(part: str) -> bool:
    """Whether it is of a script without spaces between words, where any sign may begin one."""
    return bool(part) and ("\u2e80" <= part[0] <= "\u9fff" or "\uf900" <= part[0] <= "\ufaff")


@lru_cache(maxsize=_KNOWN)
def _plain(text: str) -> str:
    """The text as it is searched for everywhere; punctuation counts. A text of nothing but accents
    is itself: folded, it would be in every name.
    """
    return " ".join(fold(text).split()) or text.strip()
