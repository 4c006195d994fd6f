"""Lyrics as text: timed as LRC files are, or plain."""

from __future__ import annotations

import re

from app.spoken_files.line import LAST_MS, FileWords, Line, in_order
from app.spoken_files.markup import bare
from app.spoken_files.names import language_code

_STAMP = re.compile(r"\s*\[(\d{1,4}):(\d{1,2})(?:[.:,](\d{1,3}))?\]")
_TAG = re.compile(r"\s*\[([a-zA-Z#]{1,12})\s*:([^\]\n]{0,200})\]\s*$")
_INSIDE = re.compile(r"\[\d{1,4}:\d{1,2}(?:[.:,]\d{1,3})?\]|<\d{1,4}:\d{1,2}(?:[.:,]\d{1,3})?>")
_OFFSET = re.compile(r"\s*([+-]?\s*\d{1,9})\s*")
_LANGUAGE = ("la", "lang", "language")
# What is about the song and not sung.
_ABOUT = {
    *("ti", "ar", "al", "au", "by", "re", "ve", "length", "tool", "offset", "id", "#", "hash"),
    *("lr", "total", "sign", "qq", "encoding", "key", "kana", "mc", "artist", "title", "album"),
    *_LANGUAGE,
}
_MS = {0: 0, 1: 100, 2: 10, 3: 1}
_MOST_STAMPS = 1_000  # before one line


def lyrics_of(text: str) -> FileWords:
    """Timed if any line begins with a time; then a line without one belongs to the one before."""
    timed: list[Line] = []
    plain: list[Line] = []
    offset_ms, language = 0, ""
    for row in text.splitlines():
        stamps, words = _stamped(row)
        if not stamps and (tag := _TAG.fullmatch(row)) and tag[1].lower() in _ABOUT:
            name, value = tag[1].lower(), tag[2]
            if name == "offset" and (found := _OFFSET.fullmatch(value)):
                offset_ms = int(found[1].replace(" ", ""))
            elif name in _LANGUAGE:
                language = language_code(value)
            continue
        words = bare(_INSIDE.sub("", words)) if stamps or timed else words.strip()
        if stamps:
            timed += (Line(words, ms) for ms in stamps)
        elif not timed:
            plain.append(Line(words))
        elif words:
            last = timed[-1]
            timed[-1] = last._replace(text=f"{last.text} {words}".strip())
    if not timed:
        return FileWords(_without_blank_ends(plain), language)
    early = (Line(line.text, 0) for line in plain if line.text)
    moved = (line._replace(start_ms=_moved(line.start_ms or 0, offset_ms)) for line in timed)
    return FileWords((*early, *in_order(moved)), language)


def as_text(lines: tuple[Line, ...]) -> str:
    """The same as text that `lyrics_of` reads; an end that no line begins at is an empty one."""
    rows: list[str] = []
    for n, line in enumerate(lines):
        rows.append(line.text if line.start_ms is None else f"{stamp(line.start_ms)}{line.text}")
        after = lines[n + 1].start_ms if n + 1 < len(lines) else None
        if line.end_ms is not None and line.text and (after is None or after > line.end_ms):
            rows.append(stamp(line.end_ms))
    return "\n".join(rows)


def stamp(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    return f"[{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}]"


def without_stamps(row: str) -> str:
    """A line without the times in front of it."""
    return _stamped(row)[1]


def _stamped(row: str) -> tuple[list[int], str]:
    """The times in front of a line, in ms, and what is behind them."""
    stamps: list[int] = []
    at = 0
    while len(stamps) < _MOST_STAMPS and (found := _STAMP.match(row, at)):
        fraction = found[3] or ""
        ms = int(fraction or 0) * _MS[len(fraction)]
        stamps.append((int(found[1]) * 60 + int(found[2])) * 1000 + ms)
        at = found.end()
    return stamps, row[at:]


def _moved(ms: int, offset_ms: int) -> int:
    """A positive offset is of words that come too late."""
    return min(max(0, ms - offset_ms), LAST_MS)


def _without_blank_ends(lines: list[Line]) -> tuple[Line, ...]:
    said = [n for n, line in enumerate(lines) if line.text]
    return tuple(lines[said[0] : said[-1] + 1]) if said else ()
