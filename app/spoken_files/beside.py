"""Lyrics in a file of their own beside the music: “Song.lrc”, “Song.de.lrc”, “Song.txt”."""

from __future__ import annotations

import logging
import os
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
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
        self._known: dict[tuple[str, int], Mapping[str, Sequence[str]]] = {}
        self._lock = threading.Lock()

    def of(self, path: Path) -> list[FoundLyrics]:
        """Those of a file of music. A text is left where there are timed ones in its language."""
        names = self._names(path.parent).get(path.stem.casefold(), ())
        files = [path.parent / name for name in names[:_MOST_FILES]]
        found = [lyrics for file in files if (lyrics := read_lyrics(file))]
        timed = {lyrics.words.language for lyrics in found if lyrics.words.is_timed}
        return [one for one in found if one.words.is_timed or one.words.language not in timed]

    def _names(self, folder: Path) -> Mapping[str, Sequence[str]]:
        try:
            state = os.fspath(folder), folder.stat().st_mtime_ns
        except OSError as fault:
            log.info("no lyrics from %r: %s", os.fspath(folder), fault)
            return {}
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


def _lyrics_in(folder: Path) -> Mapping[str, Sequence[str]]:
    """Names of lyrics files by what the music would be called, without its ending."""
    try:
        with os.scandir(folder) as listing:
            names = sorted(e.name for e in listing if e.name.lower().endswith(LYRICS_ENDINGS))
    except OSError as fault:
        log.info("no lyrics from %r: %s", os.fspath(folder), fault)
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        base = os.path.splitext(name)[0].casefold()  # noqa: PTH122 - a name, not a path
        found[base].append(name)
        stem, dot, language = base.rpartition(".")
        if dot and language_code(language):  # “Song.de.lrc” is of “Song.flac”
            found[stem].append(name)
    return found
