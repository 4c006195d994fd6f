"""Lyrics in a file of their own beside the music: “Song.lrc”, “Song.de.lrc”, “Song.txt”."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path
from typing import NamedTuple

from app.core.path_names import display_name
from app.core.user_files import read_bytes
from app.spoken_files.encoding import NoText, decoded
from app.spoken_files.line import FileWords
from app.spoken_files.lyrics import lyrics_of
from app.spoken_files.names import language_code, language_in

log = logging.getLogger(__name__)

TIMED, PLAIN = ".lrc", ".txt"
LYRICS_ENDINGS = (TIMED, PLAIN)
MOST_BYTES = 1024 * 1024  # a song's are a few KB
_MOST_FILES = 20  # of one song: one a language
_REMEMBERED_FOLDERS = 64


class FoundLyrics(NamedTuple):
    """Of one song in one language. source: the name of the file that they are in."""

    words: FileWords
    source: str

    @property
    def is_beside(self) -> bool:
        """Whether they are in a file of their own."""
        return self.source.lower().endswith(LYRICS_ENDINGS)


class LyricsBeside:
    """The lyrics files of the folders that music was found in. Thread-safe.

    A folder is listed once, and again after something was put into it.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def of(self, path: Path) -> list[FoundLyrics]:
        """Those of a file of music. A text is left where there are timed ones in its language."""
        files = [path.parent / name for name in self._names(path.parent) if _is_of(name, path)]
        found = [lyrics for file in files[:_MOST_FILES] if (lyrics := read_lyrics(file))]
        timed = {lyrics.words.language for lyrics in found if lyrics.words.is_timed}
        return [one for one in found if one.words.is_timed or one.words.language not in timed]

    def _names(self, folder: Path) -> tuple[str, ...]:
        try:
            state = os.fspath(folder), folder.stat().st_mtime_ns
        except OSError as fault:
            log.info("no lyrics from %r: %s", os.fspath(folder), fault)
            return ()
        with self._lock:
            if state not in self._known:
                if len(self._known) >= _REMEMBERED_FOLDERS:
                    self._known.pop(next(iter(self._known)))
                self._known[state] = _lyrics_in(folder)
            return self._known[state]


def read_lyrics(path: Path) -> FoundLyrics | None:
    """None if there are none in it, or it can't be read."""
    try:
        words = lyrics_of(decoded(read_bytes(path, MOST_BYTES)))
    except (OSError, NoText) as fault:
        log.info("no lyrics from %r: %s", os.fspath(path), fault)
        return None
    if not any(line.text for line in words.lines):
        return None
    language = words.language or language_in(path.name)
    return FoundLyrics(FileWords(words.lines, language), display_name(path))


def _lyrics_in(folder: Path) -> tuple[str, ...]:
    try:
        with os.scandir(folder) as listing:
            return tuple(sorted(e.name for e in listing if e.name.lower().endswith(LYRICS_ENDINGS)))
    except OSError as fault:
        log.info("no lyrics from %r: %s", os.fspath(folder), fault)
        return ()


def _is_of(name: str, path: Path) -> bool:
    """“Song.lrc” and “Song.de.lrc” are of “Song.flac”."""
    stem = path.stem.casefold()
    base = os.path.splitext(name)[0].casefold()  # noqa: PTH122 - a name, not a path
    if not base.startswith(stem):
        return False
    rest = base[len(stem) :]
    return not rest or (rest.startswith(".") and bool(language_code(rest[1:])))
