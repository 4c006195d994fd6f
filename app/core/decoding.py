"""Text files of unknown encoding as text: lists, NFO files, whatever else others have written."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same way
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = ("cp1252", "cp1250")
_OTHERS = (
    *_LATIN,
    "cp1251",
    "cp1253",
    "cp1255",
    "cp1256",
    "koi8_r",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
# Control characters that no text holds; tab, line feed, form feed, carriage return and, in
# old lists, the end-of-file mark and escape aren't among them.
_BINARY = re.compile("[\0-\x06\x0e-\x19]")


def decoded(data: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-8, else as what it most looks like.

    Raises NoText if it isn't text in any encoding.
    """
    text = _decoded(data)
    if text is None or _BINARY.search(text):
        raise NoText
    return text


class NoText(ValueError):
    """The bytes are no text."""


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _tried(data, encoding)
    if (text := _tried(data, "utf-8")) is not None and "\0" not in text:
        return text
    if encoding := _utf_16_without_mark(data):
        return _tried(data, encoding)
    return _most_likely(data)


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf_16_without_mark(data: bytes) -> str:
    """Which of the two: in most scripts’ texts, spaces and line ends have an empty half."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) < max(2, len(data) // 20) or min(even, odd) * 4 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _most_likely(data: bytes) -> str | None:
    # Not at the top: most files are UTF-8, and it takes 0.1 s to load.
    from charset_normalizer import from_bytes

    found = from_bytes(data, cp_isolation=[*(_LATIN if _looks_latin(data) else _OTHERS)])
    best = found.best()
    if best is None:
        return _tried(data, "cp1252")
    # Among equals it takes the first by name, and Polish letters for Spanish ones.
    equal = [match.encoding for match in found if match.chaos <= best.chaos]
    return _tried(data, "cp1252" if "cp1252" in equal else best.encoding)


def _looks_latin(data: bytes) -> bool:
    """Whether accents are few and stand alone, as they do only in Latin scripts."""
    runs = _HIGH_RUN.findall(data)
    high = sum(map(len, runs))
    return max(map(len, runs), default=0) <= 2 and 4 * high <= len(_LETTERS.findall(data))
