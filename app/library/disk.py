"""What recognising files has to know from the disk, asked while nothing waits for the answer.

A network drive may take seconds to say whether a file is there, or hang. So nothing is asked in a
transaction that writes: what it will need is found out before, by going through it for trial.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from app.library.placement import SeenFile

Words = Mapping[str, Any]


class Unasked(Exception):
    """An answer is needed that nobody asked for: since the trial, the database has changed."""


class Disk:
    """Remembers its answers. Asks only inside of `asking`; elsewhere raises Unasked.

    just_read: files that were there a moment ago. read_words: what the tags of a file say; None if
    it can't be read.
    """

    def __init__(
        self, just_read: Iterable[SeenFile], read_words: Callable[[str], Words | None]
    ) -> None:
        self._words: dict[str, Words | None] = {file.path: file.words for file in just_read}
        self._there = dict.fromkeys(self._words, True)
        self._read_words = read_words
        self._may_ask = False

    @contextmanager
    def asking(self) -> Iterator[None]:
        self._may_ask = True
        try:
            yield
        finally:
            self._may_ask = False

    def is_there(self, path: str) -> bool:
        """Whether there is a file at a path."""
        if path not in self._there:
            self._expect_asking()
            self._there[path] = os.path.isfile(path)  # noqa: PTH113 - as paths are kept
        return self._there[path]

    def words_at(self, path: str) -> Words | None:
        """What the tags of a file say, by the names of a track's columns."""
        if path not in self._words:
            self._expect_asking()
            self._words[path] = self._read_words(path)
        return self._words[path]

    def _expect_asking(self) -> None:
        if not self._may_ask:
            raise Unasked
