"""Words that say nothing by themselves, by language, from `resources/stop_words`.

A word of one language is none of another: “war” was, in German. So each text is taken for the
language most of whose stop words it has; in doubt for that of the other texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from app.core.resources import STOP_WORDS
from db.search.fold import fold

_TRUST = 1.5  # words: so many more a text needs to count for a language nothing else is written in


@cache
def stop_words() -> Mapping[str, frozenset[str]]:
    """Folded, by the language's code."""
    return {
        path.stem: frozenset(map(fold, path.read_text("utf-8").split()))
        for path in sorted(STOP_WORDS.glob("*.txt"))
    }


class Languages:
    """Of texts, each given as its folded words."""

    def __init__(self, texts: Iterable[Collection[str]]) -> None:
        self._languages_of: dict[str, list[str]] = {}
        for language, stopped in stop_words().items():
            for word in stopped:
                self._languages_of.setdefault(word, []).append(language)
        total: Counter[str] = Counter()
        for words in texts:
            total.update(self._hits(words))
        most = max(total.values(), default=1)
        self._trust = {language: _TRUST * many / most for language, many in total.items()}

    def telling(self, words: Collection[str]) -> set[str]:
        """Those of a text's words that aren't stop words of its language."""
        hits = self._hits(words)
        if not hits:
            return set(words)
        language = max(self._trust, key=lambda one: (hits[one] + self._trust[one], one), default="")
        return set(words) - stop_words()[language]

    def _hits(self, words: Collection[str]) -> Counter[str]:
        return Counter(one for word in words for one in self._languages_of.get(word, ()))
