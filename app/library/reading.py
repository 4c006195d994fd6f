"""Reading many files: on other processors when there are many, right here when there are few."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import AudioUnreadable
from app.core.processes import PROCESSES
from app.library.covers import FolderPictures, store_cover
from app.library.reader import Fallback, ReadFile, read_file
from app.library.recognition import SeenFile
from app.library.records import Unreadable

if TYPE_CHECKING:
    from concurrent.futures import Future

    from app.library.scan import FoundFile

log = logging.getLogger(__name__)

Outcome = SeenFile | Unreadable

# Tags are parsed by pure Python, which holds the GIL: threads gain nothing and make the window
# stutter. Measured on two cores with 5,000 files: see bench/import_library.py. Two processes cost
# about 0.15 s to start, so they pay from a few hundred files on.
WORTH_PROCESSES = 300
FILES_AT_A_TIME = 50
# Read ahead of storing: SQLAlchemy is loaded for the first batch, and nobody should wait for it.
CHUNKS_AHEAD = 100

_folders = FolderPictures()


def read_all(
    files: Sequence[FoundFile], covers: Path, fallback: Fallback | None
) -> Generator[Outcome, None, None]:
    """What each file holds, in order, as it becomes known; closing it stops the work.

    Covers are kept in `covers` on the way. fallback must be a plain function of a module.
    """
    chunks = [
        files[start : start + FILES_AT_A_TIME] for start in range(0, len(files), FILES_AT_A_TIME)
    ]
    if len(files) < WORTH_PROCESSES:
        for found in files:
            yield read_one(found, covers, fallback)
    else:
        yield from _read_beside(chunks, covers, fallback)


def read_chunk(
    files: Sequence[FoundFile], covers: Path, fallback: Fallback | None
) -> list[Outcome]:
    return [read_one(found, covers, fallback) for found in files]


def read_one(found: FoundFile, covers: Path, fallback: Fallback | None = None) -> Outcome:
    """A file that cannot be read comes back with its reason instead of raising."""
    try:
        return _seen(read_file(found, fallback, _folders), covers)
    except AudioUnreadable as problem:
        return Unreadable(found.path, problem.why or problem.what)


def _seen(read: ReadFile, covers: Path) -> SeenFile:
    tags = read.tags
    words = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "album_artist": tags.album_artist,
        "disc_number": tags.disc_number,
        "track_number": tags.track_number,
        "year": tags.year,
        "duration_ms": tags.duration_ms,
        "cover": _kept_cover(read.cover, covers),
    }
    found = read.found
    return SeenFile(os.fspath(found.path), found.size, found.mtime_ns, read.payload_hash, words)


def _kept_cover(data: bytes | None, covers: Path) -> str | None:
    if data is None:
        return None
    try:
        return store_cover(covers, data)
    except OSError as fault:
        log.warning("a cover was not kept in %s: %s", covers, fault)
        return None


def _read_beside(
    chunks: Sequence[Sequence[FoundFile]], covers: Path, fallback: Fallback | None
) -> Generator[Outcome, None, None]:
    waiting: deque[Future[list[Outcome]]] = deque()
    with PROCESSES.held() as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(read_chunk, chunk, covers, fallback))
                if len(waiting) > CHUNKS_AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
