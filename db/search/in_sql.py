"""`fold` and `has_word` as SQL functions, which triggers and queries call."""

from __future__ import annotations

import sqlite3

from db.search.fold import FOLD_VERSION, fold
from db.search.own_links import SCHEME, without_addresses
from db.search.spoken_words import has_word

_LINK = f"{SCHEME}:".encode()


def know_fold(raw: sqlite3.Connection) -> None:
    """Each connection that writes marks or entries needs it: without, SQLite refuses to."""
    # A trigger may call it even where SQLite was built to trust no schema.
    raw.execute("PRAGMA trusted_schema = ON").close()
    raw.create_function("fold", 1, _fold, deterministic=True)
    raw.create_function("has_word", 2, _has_word, deterministic=True)


def is_folded(raw: sqlite3.Connection) -> bool:
    """Whether the journal's lines, in a file with the newest schema, are folded as today."""
    return raw.execute("SELECT version FROM journal_text_fold").fetchall() == [(FOLD_VERSION,)]


def folded(text: str) -> str:
    """SQL for the folded form of an SQL expression. As bytes: Python's sqlite3 can't pass invalid
    text to a function, and one damaged row would end the query.
    """
    return f"fold(CAST({text} AS BLOB))"


def _fold(text: bytes | None) -> str | None:
    if text is None:
        return None
    if _LINK in text.lower():
        text = without_addresses(text.decode("utf-8", "replace")).encode()
    if text.isascii():  # as `fold` would; most are empty, and each changed mark is folded
        return text.decode("ascii").lower()
    return fold(text.decode("utf-8", "replace"))


def _has_word(folded_text: str | None, word: str) -> bool:
    return folded_text is not None and has_word(folded_text, word)
