"""What is said and sung, as values. Their lines are those of `app/spoken_files`."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.ids import EpisodeId, LyricsId, SubtitleId, TrackId, WorkId


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
