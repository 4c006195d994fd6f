"""The sound of short passages, for those that the listener ticked."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.timecode import POINT_LASTS_MS, Span
from app.core.user_files import is_plain_file
from app.keepsake.choosing import LONGEST_SOUND_MS
from app.keepsake.records import KeptLine

if TYPE_CHECKING:
    from app.library.service import LibraryService

log = logging.getLogger(__name__)

_LEAD_IN_MS = 2_000
_AFTER_POINT_MS = 6_000
SUFFIX = ".ogg"


class Encode(Protocol):
    """Writes a passage of a file as Ogg Vorbis. Raises Problem if that can't be done."""

    def __call__(
        self, source: Path, start_ms: int, end_ms: int, target: Path, job: JobContext, /
    ) -> None: ...


class PassageSounds:
    def __init__(self, library: LibraryService, encode: Encode) -> None:
        self._library = library
        self._encode = encode

    def write(self, line: KeptLine, stem: Path, job: JobContext) -> str | None:
        """None where there is no file, or it can't be read: its words go in without it."""
        if line.track_id is None or line.span is None:
            return None
        held = self._library.first_files([line.track_id]).get(line.track_id)
        if held is None or not is_plain_file(held.path):
            return None
        passage = heard_with(line.span)
        source, target = held.source, stem.with_name(stem.name + SUFFIX)
        start_ms, end_ms = map(source.to_file, (passage.start_ms, passage.end_ms))
        try:
            self._encode(held.path, start_ms, end_ms, target, job)
        except Problem as problem:
            log.warning("no sound for a mark of “%s”: %s", line.track_title, problem)
            target.unlink(missing_ok=True)
            return None
        return target.name


def heard_with(span: Span) -> Span:
    """What is heard of a mark: a little before it, and never longer than LONGEST_SOUND_MS."""
    start_ms = max(0, span.start_ms - _LEAD_IN_MS)
    end_ms = span.end_ms if not span.is_point else span.end_ms + POINT_LASTS_MS + _AFTER_POINT_MS
    return Span(start_ms, min(end_ms, start_ms + LONGEST_SOUND_MS))
