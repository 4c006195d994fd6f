"""The words of a text, for counting them: what is between spaces and signs.

Scripts that are written without spaces are left out: where their words end would be a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_MARKS = (  # that stand on or beside a letter, and are none by themselves
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u0670"
    "\u06d6-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0966-\u0dff\u135d-\u135f"
)
_RUN = re.compile(rf"[^\W\d_](?:[\w{_MARKS}]|['’](?=\w))*")  # with what is inside of “she’d”
_JOINERS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_ACCENTED = re.compile(r"[\u0300-\u036f]")
_WITHOUT_SPACES = re.compile(
    "["
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f00-\u0fff"  # Tibetan
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u2e80-\u31ff"  # signs of Chinese and Japanese, kana, bopomofo
    "\u3400-\u9fff"
    "\uf900-\ufaff"
    "\uff66-\uff9d"  # kana of half the width
    "\U00020000-\U0003ffff"
    "]"
)


def words_of(text: str) -> Iterator[str]:
    """In their order, as they are written."""
    for found in _RUN.finditer(text if text.isascii() else _whole(text)):
        word = found[0]
        if word.isascii() or not _WITHOUT_SPACES.search(word):
            yield word


def _whole(text: str) -> str:
    """Without what `fold` leaves out, which would part a word."""
    joined = _JOINERS.sub("", text)
    return unicodedata.normalize("NFC", joined) if _ACCENTED.search(joined) else joined


def has_word(folded_text: str, word: str) -> bool:
    """Whether one of the words of a folded text is this one, folded."""
    return any(found == word for found in words_of(folded_text))
