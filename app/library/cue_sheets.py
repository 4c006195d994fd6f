"""CUE sheets beside the music, which say where the tracks of an album begin in one file."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections import defaultdict
from pathlib import Path

from app.core.user_files import read_bytes
from app.library.covers import changed_ns

log = logging.getLogger(__name__)

MAX_CUE_BYTES = 1024 * 1024
_MOST_SHEETS = 100  # of one folder
_REMEMBERED_FOLDERS = 64
_FILE_LINE = re.compile(r'^\s*FILE\s+(?:"(.*)"|(\S+))', re.IGNORECASE)
_TRACK_LINE = re.compile(r"^\s*TRACK\s+\d+\s+AUDIO", re.IGNORECASE)


class CueSheets:
    """The sheets of the folders music was found in. Thread-safe.

    A folder is read once, and again after something was put into it.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], frozenset[str]] = {}
        self._lock = threading.Lock()

    def divide(self, path: Path) -> bool:
        """Whether a sheet beside this file says that several tracks begin in it."""
        folder, name = os.path.split(path)
        state = folder, changed_ns(folder)
        with self._lock:
            if state not in self._known:
                if len(self._known) >= _REMEMBERED_FOLDERS:
                    self._known.pop(next(iter(self._known)))
                self._known[state] = _divided_in(folder)
            return _stem(name) in self._known[state]


def _divided_in(folder: str) -> frozenset[str]:
    """The stems of divided files: a sheet often names the WAV that became a FLAC."""
    try:
        with os.scandir(folder) as listing:
            names = sorted(e.name for e in listing if e.name.lower().endswith(".cue"))
    except OSError as fault:
        log.info("no CUE sheets from %r: %s", folder, fault)
        return frozenset()
    divided: set[str] = set()
    for name in names[:_MOST_SHEETS]:
        try:
            sheet = read_bytes(Path(folder) / name, MAX_CUE_BYTES)
        except OSError as fault:
            log.info("no CUE sheet from %r: %s", name, fault)
            continue
        counts = _tracks_of_files(sheet)
        divided.update(file for file, count in counts.items() if count > 1)
        if max(counts.values(), default=0) > 1:
            divided.add(_stem(name))
    return frozenset(divided)


def _tracks_of_files(sheet: bytes) -> dict[str, int]:
    """How many tracks begin in each file that the sheet names."""
    counts: dict[str, int] = defaultdict(int)
    file = ""
    for line in _decoded(sheet).splitlines():
        if found := _FILE_LINE.match(line):
            file = _stem(re.split(r"[/\\]", found[1] or found[2])[-1])
        elif _TRACK_LINE.match(line):
            counts[file] += 1
    return counts


def _decoded(sheet: bytes) -> str:
    if sheet.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sheet.decode("utf-16", "replace")
    try:
        return sheet.decode("utf-8-sig")
    except UnicodeDecodeError:
        return sheet.decode("latin-1")


def _stem(name: str) -> str:
    return os.path.splitext(name)[0].casefold()  # noqa: PTH122 - a name, not a path
