"""The lyrics in tags: as text, which may be that of an LRC file, or with a time for each syllable.

Source: ID3v2.4 frames, 4.8 and 4.9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.spoken_files.line import LAST_MS, FileWords, Line, in_order
from app.spoken_files.lyrics import lyrics_of
from app.spoken_files.names import language_code

MOST_LYRICS = 20  # of one file, in as many languages
MOST_CHARACTERS = 200_000  # an opera has some 100,000
_MOST_BYTES = 4 * MOST_CHARACTERS
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
_WIDE = (1, 2)
_MILLISECONDS = 2
_SUNG = (1, 2)  # lyrics, a transcription; others are chords, events and the like
_MOST_SYLLABLES = 20_000


def sung(texts: Iterable[str]) -> list[FileWords]:
    """Of what a text says, if anything."""
    read = (lyrics_of(text) for text in texts if len(text) <= MOST_CHARACTERS)
    return [words for words in read if any(line.text for line in words.lines)][:MOST_LYRICS]


def best(found: Iterable[FileWords]) -> list[FileWords]:
    """Of each language the timed ones, if there are any; else the first."""
    kept: dict[str, FileWords] = {}
    for words in found:
        known = kept.get(words.language)
        if known is None or (words.is_timed and not known.is_timed):
            kept[words.language] = words
    return list(kept.values())[:MOST_LYRICS]


def unsynchronised_lyrics(body: bytes) -> list[FileWords]:
    """A USLT frame: an encoding, a language, a description, the text."""
    if len(body) < 5 or body[0] >= len(_ENCODINGS):
        return []
    text = _cut(body[4 : 4 + _MOST_BYTES], body[0])
    found = sung([_text(text, body[0])])
    return [FileWords(words.lines, words.language or _language(body)) for words in found]


def synchronised_lyrics(body: bytes) -> list[FileWords]:
    """A SYLT frame: the same, with how times are counted and what it holds in front of the
    description, and behind it pieces of text, each with its time. A piece that begins with a line
    end begins a line; where none does, each is one.
    """
    if len(body) < 7 or body[0] >= len(_ENCODINGS) or body[5] not in _SUNG:
        return []
    rest = _cut(body[6 : 6 + _MOST_BYTES], body[0])
    pieces = list(_pieces(rest, body[0]))
    is_timed = body[4] == _MILLISECONDS
    has_ends = any("\n" in text for text, _ms in pieces)
    lines: list[Line] = []
    for text, ms in pieces:
        begins = not lines or not has_ends or text.startswith("\n") or lines[-1].text.endswith("\n")
        if begins:
            lines.append(Line(text.lstrip("\n"), min(ms, LAST_MS) if is_timed else None))
        else:
            lines[-1] = lines[-1]._replace(text=lines[-1].text + text)
    tidy = [line._replace(text=" ".join(line.text.split())) for line in lines]
    if not any(line.text for line in tidy):
        return []
    return [FileWords(in_order(tidy), _language(body))]


def _pieces(data: bytes, encoding: int) -> Iterator[tuple[str, int]]:
    at = 0
    for _count in range(_MOST_SYLLABLES):
        end = _end(data, at, encoding)
        behind = end + (2 if encoding in _WIDE else 1)
        if end < 0 or behind + 4 > len(data):
            return
        text = _text(data[at:end], encoding).replace("\r\n", "\n").replace("\r", "\n")
        yield text, int.from_bytes(data[behind : behind + 4], "big")
        at = behind + 4


def _end(data: bytes, begin: int, encoding: int) -> int:
    """Where the zero behind a text is; -1 without one."""
    if encoding not in _WIDE:
        return data.find(b"\0", begin)
    at = data.find(b"\0\0", begin)
    while at >= 0 and (at - begin) % 2:
        at = data.find(b"\0\0", at + 1)
    return at


def _cut(data: bytes, encoding: int) -> bytes:
    """What is behind a text and its zero."""
    end = _end(data, 0, encoding)
    return b"" if end < 0 else data[end + (2 if encoding in _WIDE else 1) :]


def _text(data: bytes, encoding: int) -> str:
    return data.decode(_ENCODINGS[encoding], "replace").replace("\0", "\n")


def _language(body: bytes) -> str:
    return language_code(body[1:4].decode("latin-1"))
