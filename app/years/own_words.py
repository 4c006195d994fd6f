"""The words that a listener used most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from app.journal.records import Counted
from app.years.records import Count, Measure, Period
from app.years.stop_words import Languages
from db.queries.own_words import Written
from db.search.fold import fold
from db.search.spoken_words import words_of

MOST_WORDS = 24
_LEAST_TEXTS = 2
_LEAST_LETTERS = 3


def words_used(
    texts: Iterable[Written], period: Period, most: int = MOST_WORDS
) -> tuple[Count, ...]:
    """Each counts once in a text, however often it is there; the most first."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    said: list[tuple[str, ...]] = []
    for folded, text in texts:
        said.append(tuple({*words_of(folded)}))
        for word in {*words_of(text)}:
            written[fold(word)][word] += 1
    counted: Counter[str] = Counter()
    languages = Languages(said)
    for words in said:
        counted.update(languages.telling(words))
    found = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        Count(
            Measure.WORD,
            _shown(word, written[word]),
            word,
            number,
            period.wanted(counted=Counted(word=word)),
        )
        for word, number in found
        if number >= _LEAST_TEXTS and len(word) >= _LEAST_LETTERS
    )[:most]


def _shown(folded: str, written: Counter[str]) -> str:
    """As it is written most; in small letters if it ever is."""
    most = max(written, key=lambda word: (written[word], word), default=folded)
    return most.lower() if most.lower() in written else most
