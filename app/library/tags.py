"""What a file says of itself, cleaned: never trusted, never a reason to decline a file."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Protocol

from tinytag import TinyTag, TinyTagException

from app.core.path_names import display_path
from app.library.mojibake import mended
from app.sounds.kinds import Container

log = logging.getLogger(__name__)

_MAX_TEXT = 500
_MAX_NUMBER = 9999
_MAX_DURATION_MS = 100 * 3600 * 1000
_UNTIDY = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]|  ")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]+")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|2[01]\d\d)(?!\d)")
_LEADING_NUMBER = re.compile(r"\s*(\d{1,6})")
# By the extension that tinytag knows each by.
_TINYTAG = {
    Container.MP3: ".mp3",
    Container.FLAC: ".flac",
    Container.OGG: ".ogg",
    Container.MP4: ".m4a",
    Container.WAV: ".wav",
    Container.AIFF: ".aiff",
    Container.ASF: ".wma",
}
_CODECS = {"audio/mpeg": "mp3", "audio/flac": "flac", "audio/wav": "pcm", "audio/aiff": "pcm"}


@dataclass(frozen=True, slots=True)
class TrackTags:
    """A file's words about its track. Texts are clean and may be empty, except the title.

    duration_ms 0: not known before decoding. codec: short name such as `mp3` or `vorbis`.
    """

    title: str
    artist: str = ""
    album: str = ""
    album_artist: str = ""
    disc_number: int | None = None
    track_number: int | None = None
    year: int | None = None
    duration_ms: int = 0
    codec: str | None = None
    has_cover: bool = False


class RawTags(Protocol):
    """Another reader's words, not yet cleaned; numbers may be texts such as “3/12”."""

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
    """Reads what tinytag cannot; None when it does not know the file either."""

    def __call__(self, path: Path, /) -> RawTags | None: ...


def read_tags(
    file: BinaryIO, path: Path, container: Container, duration_ms: int | None = None
) -> tuple[TrackTags, bytes | None] | None:
    """(tags, embedded cover) by tinytag; None for containers it does not know.

    duration_ms: the length if it is known better than tinytag could.

    A damaged tag costs the tags, not the file. Where tinytag finds no sound either, the codec is
    None and the duration 0.
    """
    if container is Container.ADTS:  # bare AAC frames; tinytag would take them for broken MP3
        return TrackTags(title=title_from_name(path), codec="aac"), None
    if container not in _TINYTAG:
        return None
    found = _ask_tinytag(file, path, container)
    if found is None:
        return TrackTags(title=title_from_name(path)), None
    cover = _cover_of(found)
    if duration_ms is None:
        duration_ms = _duration_ms(found.duration)
    return _tags_of(found, path, duration_ms, cover is not None), cover


def _ask_tinytag(file: BinaryIO, path: Path, container: Container) -> TinyTag | None:
    for with_tags in (True, False):
        file.seek(0)
        try:
            # by the extension that fits the content: the file's own name may lie
            return TinyTag.get(_TINYTAG[container], file_obj=file, tags=with_tags, image=with_tags)
        except (TinyTagException, MemoryError, RecursionError) as fault:
            log.info("%r: damaged %s: %s", path.name, "tags" if with_tags else "sound", fault)
    return None


def cleaned(raw: RawTags, path: Path) -> TrackTags:
    """Another reader's tags held to the same rules as tinytag's."""
    return TrackTags(
        title=clean_text(raw.title) or title_from_name(path),
        artist=clean_text(raw.artist),
        album=clean_text(raw.album),
        album_artist=clean_text(raw.album_artist),
        disc_number=clean_number(raw.disc_number),
        track_number=clean_number(raw.track_number),
        year=clean_year(raw.year),
        duration_ms=max(0, min(raw.duration_ms, _MAX_DURATION_MS)),
        codec=raw.codec,
    )


def clean_text(text: object) -> str:
    """Without controls and stray spaces, mended, composed (NFC), at most 500 characters."""
    return _clean(str(text)[: 4 * _MAX_TEXT]) if text else ""


@lru_cache(1024)  # artists and albums come again with every track
def _clean(words: str) -> str:
    if not words.isascii():
        words = unicodedata.normalize("NFC", mended(words))
    if _UNTIDY.search(words):
        words = " ".join(_CONTROLS.sub(" ", words).split())
    return words.strip()[:_MAX_TEXT]


def clean_number(value: object) -> int | None:
    """A disc or track number from 3, “03” or “3/12”; None when absent or absurd."""
    match = _LEADING_NUMBER.match(str(value)) if value is not None else None
    number = int(match[1]) if match else 0
    return number if 0 < number <= _MAX_NUMBER else None


def clean_year(value: object) -> int | None:
    """The year in “2003”, “2003-12-17” or “17.12.2003”."""
    match = _YEAR.search(str(value)) if value else None
    return int(match[1]) if match else None


def title_from_name(path: Path) -> str:
    """The file name without its extension, readable even where its bytes are not."""
    stem = display_path(path.stem)
    return " ".join(_CONTROLS.sub(" ", stem).split())[:_MAX_TEXT] or "Untitled"


def _tags_of(found: TinyTag, path: Path, duration_ms: int, has_cover: bool) -> TrackTags:
    return TrackTags(
        title=clean_text(found.title) or title_from_name(path),
        artist=_all_of(found, "artist"),
        album=clean_text(found.album),
        album_artist=clean_text(found.albumartist) or clean_text(_other(found, "album artist")),
        disc_number=clean_number(found.disc),
        track_number=clean_number(found.track),
        year=clean_year(found.year) or clean_year(_other(found, "originaldate")),
        duration_ms=duration_ms,
        codec=_codec_of(found.mime_type) if found.samplerate else None,
        has_cover=has_cover,
    )


def _all_of(found: TinyTag, name: str) -> str:
    """Several values of one field, joined: tinytag keeps the first apart from the others."""
    first = clean_text(getattr(found, name))
    more = found.other.get(name)
    if not more:
        return first
    return ", ".join(dict.fromkeys([first, *(clean_text(value) for value in more[:20])]))[
        :_MAX_TEXT
    ]


def _other(found: TinyTag, name: str) -> str:
    values = found.other.get(name)
    return values[0] if values else ""


def _duration_ms(seconds: float | None) -> int:
    """0 for what is unknown, negative or beyond belief."""
    if not seconds or seconds != seconds or not 0 < seconds * 1000 <= _MAX_DURATION_MS:
        return 0
    return round(seconds * 1000)


def _codec_of(mime_type: str | None) -> str | None:
    """`vorbis` from `audio/ogg; codecs="vorbis"`, `aac` from `audio/mp4; codecs="mp4a.40.2"`."""
    kind, _, codec = (mime_type or "").partition("; codecs=")
    codec = codec.strip('"')
    if codec.startswith("mp4a"):
        return "aac"
    return codec.lower() or _CODECS.get(kind)


def _cover_of(found: TinyTag) -> bytes | None:
    """The front cover, else any picture."""
    images = found.images
    image = images.front_cover or images.any
    return image.data if image is not None and image.data else None
