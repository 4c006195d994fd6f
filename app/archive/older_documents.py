"""Brings a document of an older format up to the newest, as an upgrade of the journal does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from app.archive.document import Row, Rows
from db.models.track import BY_LISTENER, BY_TAGS

_FIRST_WITH_INBOX = 2
_FIRST_WITH_WORDS_BY = 3
_FIRST_WITH_SOURCES = 4


def with_sources(tables: Any, version: int) -> Any:
    """A document's tables, not checked yet, with files inside sources instead of tracks.

    What isn't as it should be is left for the check to find.
    """
    if version >= _FIRST_WITH_SOURCES or not isinstance(tables, Mapping):
        return tables
    tracks = tables.get("track")
    if not isinstance(tracks, list) or "track_source" in tables:
        return tables
    sources = [
        source for track in tracks if isinstance(track, Mapping) for source in _sources(track)
    ]
    bare = [_without_files(track) for track in tracks]
    return {**tables, "track": bare, "track_source": sources}


def brought_up(tables: dict[str, Rows], version: int) -> dict[str, Rows]:
    """Fills in what an older format lacks.

    Marks from before there was an inbox don't go into it. A track that was edited has the
    listener's texts.
    """
    if version < _FIRST_WITH_INBOX:
        for row in (*tables["emotional_tag"], *tables["favourite_moment"]):
            row["needs_no_note"] = True
    if version < _FIRST_WITH_WORDS_BY:
        for row in tables["track"]:
            is_edited = row["updated_at"] > row["created_at"]
            row["words_by"] = BY_LISTENER if is_edited else BY_TAGS
    return tables


def _without_files(track: Any) -> Any:
    if not isinstance(track, Mapping):
        return track
    return {name: value for name, value in track.items() if name != "audio_file"}


def _sources(track: Mapping[str, Any]) -> Iterator[Row]:
    """One for each payload. Their uids follow from the track's, as in an upgrade of the journal."""
    files = track.get("audio_file", [])
    if not isinstance(files, list):
        yield _source(track, "", files)
        return
    by_payload: dict[Any, list[Any]] = {}
    for file in files:
        payload = file.get("payload_hash") if isinstance(file, Mapping) else ""
        by_payload.setdefault(payload if isinstance(payload, str) else "", []).append(file)
    for payload, some in by_payload.items():
        yield _source(track, payload, [_kept(file) for file in some if not _gave_way(file)])


def _source(track: Mapping[str, Any], payload: str, files: Any) -> Row:
    made_at = track.get("created_at")
    return {
        "uid": str(uuid5(NAMESPACE_URL, f"{track.get('uid')} {payload}")),
        "created_at": made_at,
        "updated_at": made_at,
        "track": track.get("uid"),
        "payload_hash": payload,
        "duration_ms": track.get("duration_ms"),
        "audio_file": files,
    }


def _kept(file: Any) -> Any:
    if not isinstance(file, Mapping):
        return file
    return {name: value for name, value in file.items() if name != "payload_hash"}


def _gave_way(file: Any) -> bool:
    """Whether another file took its path: it was kept under a path that no file has."""
    if not isinstance(file, Mapping) or not isinstance(path := file.get("path"), str):
        return False
    return path.endswith(f".replaced-{str(file.get('payload_hash'))[:12]}")
