"""What is said and sung, as values: lines of subtitles and lyrics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.ids import EpisodeId, LyricsId, SubtitleId, TrackId, WorkId
from app.spoken_files.line import Line as Line


@dataclass(frozen=True, slots=True)
class Subtitles:
    """Of an episode, or of a work without any. language: a code such as en or pt-BR, or empty.
    source: where they are from, in words. Their lines are read when they are asked for.
    """

    id: SubtitleId
    uid: str
    work_id: WorkId
    episode_id: EpisodeId | None
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class Lyrics:
    """Of a track. language, source: as of subtitles."""

    id: LyricsId
    uid: str
    track_id: TrackId
    language: str
    source: str


Stored = tuple[tuple[int | None, int | None, str], ...]


def stored(lines: Iterable[Line]) -> Stored:
    """As a row has them: each in one line, without characters that a file can't hold."""
    return tuple((line.start_ms, line.end_ms, _in_one_line(line.text)) for line in lines)


def lines_of(kept: Stored) -> tuple[Line, ...]:
    return tuple(Line(text, start_ms, end_ms) for start_ms, end_ms, text in kept)


def _in_one_line(text: str) -> str:
    bare = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return " ".join(part.strip() for part in bare.splitlines())
