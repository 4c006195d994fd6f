"""Repairs text that was decoded with the wrong encoding, but only beyond doubt.

Old taggers wrote UTF-8, Shift-JIS or Windows code pages into fields declared as Latin-1. The result
looks like accented letters; a wrong guess would spoil a good name, so each rule requires evidence
that no Latin text could give.
"""

from __future__ import annotations

import re

# Every rule needs one of these; names with single accents, the usual case, stop here.
_SUSPICIOUS = re.compile("[^\x00-\x7f]{2}|[\x80-\x9f]")
_C1_CONTROLS = re.compile("[\\x80-\\x9f]")
_HIGH_RUN = re.compile("[\\x80-\\xff]")
_KANA = re.compile("[\\u3041-\\u30fe]")
_JAPANESE = re.compile(
    "^[\\x20-\\x7e\\u3000-\\u30ff\\u4e00-\\u9fff\\uff01-\\uff9f\\u2010-\\u2606]+$"
)
_CYRILLIC_WORD = re.compile("[\u0401\u0410-\u044f\u0451]+")
_VOWELS = frozenset("аеёиоуыэюяАЕЁИОУЫЭЮЯ")


def mended(text: str) -> str:
    """The text as it was meant; unchanged unless one rule is certain."""
    if not _SUSPICIOUS.search(text):
        return text
    return (
        _as_utf8(text, "cp1252")
        or _as_utf8(text, "latin-1")
        or _as_shift_jis(text)
        or _as_windows_cyrillic(text)
        or _as_windows_western(text)
        or text
    )


def _bytes_of(text: str, encoding: str = "latin-1") -> bytes:
    """The bytes that were wrongly decoded; empty if this encoding can't have been the error."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b""


def _decoded(data: bytes, encoding: str) -> str:
    """Strictly decoded, or empty."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _as_utf8(text: str, encoding: str) -> str:
    """Every accent in the text is part of a valid UTF-8 sequence, which can't be chance.

    A single pair such as “Ã©” is enough, since its first half starts no other sensible text.
    """
    return _decoded(_bytes_of(text, encoding), "utf-8")


def _as_shift_jis(text: str) -> str:
    """All Japanese, with kana, from bytes with control characters that Latin-1 text never has."""
    if not _C1_CONTROLS.search(text):
        return ""
    japanese = _decoded(_bytes_of(text), "cp932")
    is_certain = len(_KANA.findall(japanese)) >= 2 and _JAPANESE.match(japanese)
    return japanese if is_certain else ""


def _as_windows_western(text: str) -> str:
    """Where Windows has curly quotes and dashes, Latin-1 has control characters, which no title
    contains.
    """
    return _decoded(_bytes_of(text), "cp1252") if _C1_CONTROLS.search(text) else ""


def _as_windows_cyrillic(text: str) -> str:
    """Words made only of accented letters which, read as Cyrillic, have Russian case and vowels.

    Latin words mix accented with plain letters; Greek and KOI8 read this way break the case rule or
    have almost no vowels; Chinese code pages rarely stay within the Cyrillic letters.
    """
    cyrillic = _decoded(_bytes_of(text), "cp1251")
    words = _CYRILLIC_WORD.findall(cyrillic)
    letters = "".join(words)
    if max(map(len, words), default=0) < 4 or re.search(
        "[A-Za-z][\\x80-\\xff]|[\\x80-\\xff][A-Za-z]", text
    ):
        return ""
    if len(letters) < 0.9 * len(_HIGH_RUN.findall(text)) or len(letters) < 5:
        return ""
    has_case = all(word[1:].islower() or word.isupper() or len(word) == 1 for word in words)
    vowels = sum(letter in _VOWELS for letter in letters) / len(letters)
    return cyrillic if has_case and 0.25 <= vowels <= 0.65 else ""
