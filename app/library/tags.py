"""A file's tags, cleaned: never trusted, and never a reason to refuse a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from app.core.path_names import display_path
from app.library.mojibake import mended
from app.library.tagging.found_tags import FIELDS, FoundTags

_MAX_TEXT = 500
_MAX_NUMBER = 9999
_MAX_DURATION_MS = 100 * 3600 * 1000
_UNTIDY = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]|  ")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]+")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|2[01]\d\d)(?!\d)")
_LEADING_NUMBER = re.compile(r"\s*(\d{1,6})")


@dataclass(frozen=True, slots=True)
class TrackTags:
    """What a file says about its track. Texts are clean and may be empty, except the title.

    Several artists or composers are one text, with commas between them. duration_ms 0: unknown
    until decoded. codec: short name such as `mp3` or `vorbis`.
    """

    title: str
    artist: str = ""
    album: str = ""
    album_artist: str = ""
    composer: str = ""
    disc_number: int | None = None
    track_number: int | None = None
    year: int | None = None
    duration_ms: int = 0
    codec: str | None = None
    has_cover: bool = False
    has_chapters: bool = False


class RawTags(Protocol):
    """Another reader's tags, not yet cleaned; numbers may be texts such as “3/12”."""

    @property
    def title(self) -> str: ...
    @property
    def artist(self) -> str: ...
    @property
    def album(self) -> str: ...
    @property
    def album_artist(self) -> str: ...
    @property
    def disc_number(self) -> object: ...
    @property
    def track_number(self) -> object: ...
    @property
    def year(self) -> object: ...
    @property
    def duration_ms(self) -> int: ...
    @property
    def codec(self) -> str | None: ...


class TagReader(Protocol):
    """Reads files that have no length otherwise; returns None if it doesn't know one either."""

    def __call__(self, path: Path, /) -> RawTags | None: ...


def track_tags(found: FoundTags, path: Path) -> TrackTags:
    """What was found in a file, cleaned; a file without a title is named after itself."""
    words = found.words

    def first(name: str) -> str:
        return next((text for text in map(clean_text, words.get(name, ())) if text), "")

    def number(name: str) -> int | None:
        return next(filter(None, map(clean_number, words.get(name, ()))), None)

    return TrackTags(
        title=first("title") or title_from_name(path),
        artist=_joined(words.get("artist", ())),
        album=first("album"),
        album_artist=first("album_artist"),
        composer=_joined(words.get("composer", ())),
        disc_number=number("disc_number"),
        track_number=number("track_number"),
        year=next(filter(None, map(clean_year, words.get("year", ()))), None),
        duration_ms=round(plausible(found.seconds) * 1000),
        codec=found.codec or None,
        has_chapters=found.has_chapters,
    )


def found_by(raw: RawTags) -> FoundTags:
    """Another reader's tags, to be treated like those that were read here."""
    found = FoundTags(seconds=max(0, raw.duration_ms) / 1000, codec=raw.codec or "")
    for name in FIELDS:
        found.add(name, [getattr(raw, name, "") or ""])
    return found


def clean_text(text: object) -> str:
    """Without controls and stray spaces, repaired, composed (NFC), at most 500 characters."""
    return _clean(str(text)[: 4 * _MAX_TEXT]) if text else ""


@lru_cache(1024)  # artists and albums recur with every track
def _clean(words: str) -> str:
    if not words.isascii():
        words = unicodedata.normalize("NFC", mended(words))
    if _UNTIDY.search(words):
        words = " ".join(_CONTROLS.sub(" ", words).split())
    return words.strip()[:_MAX_TEXT]


def clean_number(value: object) -> int | None:
    """A disc or track number from 3, “03” or “3/12”; None if missing or absurd."""
    match = _LEADING_NUMBER.match(str(value)) if value is not None else None
    number = int(match[1]) if match else 0
    return number if 0 < number <= _MAX_NUMBER else None


def clean_year(value: object) -> int | None:
    """The year in “2003”, “2003-12-17” or “17.12.2003”."""
    match = _YEAR.search(str(value)) if value else None
    return int(match[1]) if match else None


def title_from_name(path: Path) -> str:
    """The file name without its extension, or the extension if there is nothing else; readable even
    if its bytes aren't. It is saved, so it contains no word of any language.
    """
    stem, name = (display_path(each) for each in (path.stem, path.name))
    return _in_one_line(stem) or _in_one_line(name) or "?"


def _in_one_line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())[:_MAX_TEXT]


def _joined(texts: Iterable[str]) -> str:
    values = dict.fromkeys(filter(None, map(clean_text, texts)))
    return ", ".join(values)[:_MAX_TEXT]


def plausible(seconds: float) -> float:
    """0 if unknown, negative or beyond belief."""
    return seconds if 0 < seconds * 1000 <= _MAX_DURATION_MS else 0.0
