"""Typed row ids, with which rooms refer to rows."""

from __future__ import annotations

from typing import NewType

WorkId = NewType("WorkId", int)
EpisodeId = NewType("EpisodeId", int)
SceneId = NewType("SceneId", int)
CharacterId = NewType("CharacterId", int)
TrackId = NewType("TrackId", int)
AlbumEntryId = NewType("AlbumEntryId", int)
AudioFileId = NewType("AudioFileId", int)
CueId = NewType("CueId", int)
EmotionSetId = NewType("EmotionSetId", int)
EmotionId = NewType("EmotionId", int)
TagId = NewType("TagId", int)
MomentId = NewType("MomentId", int)
ThemeId = NewType("ThemeId", int)
OccurrenceId = NewType("OccurrenceId", int)
IntensityEventId = NewType("IntensityEventId", int)
EchoId = NewType("EchoId", int)
SagaId = NewType("SagaId", int)
AlignmentId = NewType("AlignmentId", int)
SubtitleId = NewType("SubtitleId", int)
LyricsId = NewType("LyricsId", int)
ListenId = NewType("ListenId", int)
TraceId = NewType("TraceId", int)
EntryId = NewType("EntryId", int)
RecognitionId = NewType("RecognitionId", int)

LineKey = tuple[int, int | None]  # of a track, and of an album entry of it; None: its own words
