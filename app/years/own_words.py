"""The words that a listener used most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from app.journal.records import Counted
from app.years.records import Count, Measure, Period
from app.years.stop_words import Languages
from db.search.fold import fold
from db.search.spoken_words import has_word, words_of

MOST_WORDS = 24
_LEAST_TEXTS = 2
_LEAST_LETTERS = 3


def words_used(texts: Iterable[str], period: Period) -> tuple[Count, ...]:
    """Each counts once in a text, however often it is there; the most first."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    said: list[tuple[str, ...]] = []
    for text in texts:
        here = {fold(word): word for word in words_of(text)}
        said.append(tuple(here))
        for word, as_written in here.items():
            written[word][as_written] += 1
    counted: Counter[str] = Counter()
    languages = Languages(said)
    for words in said:
        counted.update(languages.telling(words))
    found = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        Count(
            Measure.WORD,
            _shown(written[word]),
            word,
            number,
            period.wanted(counted=Counted(word=word)),
        )
        for word, number in found
        if number >= _LEAST_TEXTS and len(word) >= _LEAST_LETTERS and has_word(word, word)
    )[:MOST_WORDS]


def _shown(written: Counter[str]) -> str:
    """As it is written most; in small letters if it ever is."""
    most = max(written, key=lambda word: (written[word], word))
    return most.lower() if most.lower() in written else most
