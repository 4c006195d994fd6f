"""Reads many files: in other processes if there are very many, otherwise right here."""

from __future__ import annotations

import logging
import os
import traceback
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import AudioUnreadable
from app.core.path_names import display_name
from app.core.processes import PROCESSES
from app.core.words import _
from app.library.covers import FolderPictures, store_cover
from app.library.cue_sheets import CueSheets
from app.library.disc_folders import disc_of_folder
from app.library.placement import SeenFile
from app.library.reader import Fallback, ReadFile, read_file
from app.library.records import Unreadable
from app.library.skipped import NoMusic, SkippedFile
from app.spoken_files.beside import FoundLyrics, LyricsBeside

if TYPE_CHECKING:
    from concurrent.futures import Future

    from app.library.scan import FoundFile

log = logging.getLogger(__name__)

Outcome = SeenFile | SkippedFile | Unreadable

# Tags are parsed in pure Python, which holds the GIL: threads gain nothing and make the window
# stutter. Measured on two cores with 5,000 files: see bench/import_library.py. Two processes take
# about 0.15 s to start, so they pay off from a few hundred files on.
WORTH_PROCESSES = 300
FILES_AT_A_TIME = 50
# Read ahead of storing: SQLAlchemy is loaded for the first batch; reading shouldn't wait for it.
CHUNKS_AHEAD = 100

_folders = FolderPictures()
_cue_sheets = CueSheets()
lyrics_beside = LyricsBeside()


def read_all(
    files: Sequence[FoundFile], covers: Path, fallback: Fallback | None
) -> Generator[Outcome, None, None]:
    """What each file contains, in order, as it becomes known; closing the generator stops the work.

    Covers are stored in `covers` along the way. fallback must be a plain module-level function.
    """
    chunks = [
        files[start : start + FILES_AT_A_TIME] for start in range(0, len(files), FILES_AT_A_TIME)
    ]
    if len(files) < WORTH_PROCESSES:
        outcomes = (read_one(found, covers, fallback) for found in files)
    else:
        outcomes = _read_beside(chunks, covers, fallback)
    with closing(outcomes):
        for outcome in outcomes:
            log_mistake(outcome)
            yield outcome


def log_mistake(outcome: Outcome) -> None:
    """Not where it was made: other processes don't write to the log file."""
    if isinstance(outcome, Unreadable) and outcome.mistake:
        log.error("reading %s failed\n%s", outcome.path, outcome.mistake)


def read_chunk(
    files: Sequence[FoundFile], covers: Path, fallback: Fallback | None
) -> list[Outcome]:
    return [read_one(found, covers, fallback) for found in files]


def read_one(found: FoundFile, covers: Path, fallback: Fallback | None = None) -> Outcome:
    """A file that isn't imported is returned with the reason instead of raising. A mistake of ours
    in reading it costs this file alone.
    """
    try:
        return _seen(read_file(found, fallback, _folders), covers)
    except NoMusic as problem:
        return SkippedFile(found.path, problem.kind)
    except AudioUnreadable as problem:
        return Unreadable(found.path, problem.why or problem.what)
    except Exception:  # noqa: BLE001 - whatever it is, the other files go on
        reason = _("Reading it failed, through a mistake in this program.")
        return Unreadable(found.path, reason, traceback.format_exc())


def _seen(read: ReadFile, covers: Path) -> SeenFile:
    tags = read.tags
    words = {
        "title": tags.title,
        "artist": tags.artist,
        "composer": tags.composer,
        "album": tags.album,
        "album_artist": tags.album_artist,
        "disc_number": tags.disc_number or disc_of_folder(read.found.path.parent.name),
        "track_number": tags.track_number,
        "year": tags.year,
        "duration_ms": tags.duration_ms,
        "cover": _kept_cover(read.cover, covers),
    }
    found = read.found
    return SeenFile(
        os.fspath(found.path),
        found.size,
        found.mtime_ns,
        read.payload_hash,
        words,
        read.length_by,
        has_chapters=tags.has_chapters or _cue_sheets.divide(found.path),
        lyrics=_lyrics(read),
    )


def _lyrics(read: ReadFile) -> tuple[FoundLyrics, ...]:
    name = display_name(read.found.path)
    in_tags = (FoundLyrics(words, name) for words in read.lyrics)
    return (*in_tags, *lyrics_beside.of(read.found.path))


def _kept_cover(data: bytes | None, covers: Path) -> str | None:
    if data is None:
        return None
    try:
        return store_cover(covers, data)
    except OSError as fault:
        log.warning("a cover wasn’t stored in %s: %s", covers, fault)
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
