"""Profiles for measuring, with a given number of tracks and marks, made without reading files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import insert

from app.bootstrap import Services
from app.core.jobs import JobContext
from app.library.tags_version import TAGS_VERSION
from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from db.models.all import AudioFile, EmotionalTag, Track, TrackSource
from db.models.base import new_uid

PER_ALBUM = 20
DURATION_MS = 180_000


def open_profile(folder: Path) -> Services:
    paths = Paths.for_profile(folder)
    return Services(paths, SettingsFile(paths.settings_file))


def filled_profile(folder: Path, tracks: int, marks: int = 0) -> None:
    """A profile in `folder`, as `fill` makes it."""
    fill(Paths.for_profile(folder), tracks, marks)


def fill(paths: Paths, tracks: int, marks: int = 0) -> None:
    """Adds tracks, on albums of twenty; all marks go on the first track."""
    services = Services(paths, SettingsFile(paths.settings_file))
    services.open()
    folder = paths.data
    with services.store.write() as unit:
        connection = unit.session.connection()
        if tracks:
            connection.execute(insert(Track), [_track(number) for number in range(tracks)])
            connection.execute(insert(TrackSource), [_source(n) for n in range(tracks)])
            connection.execute(insert(AudioFile), [_file(folder, n) for n in range(tracks)])
        if marks:
            connection.execute(insert(EmotionalTag), [_tag(number) for number in range(marks)])
        unit.commit()
    services.prepare_search(JobContext())  # otherwise the first start would
    services.close()


def write_empty_files(paths: Paths, tracks: int) -> None:
    """Files for the tracks, empty because nothing opens them, so that none is missing."""
    folder = paths.data / "music"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(tracks):
        (folder / f"{number}.ogg").touch()


def copied_database(paths: Paths) -> Path:
    """A copy beside the profile, to write the same rows to while a window is open."""
    copy = paths.data / "floor.db"
    with (
        closing(sqlite3.connect(paths.database)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        target.execute("PRAGMA journal_mode = WAL")
        source.backup(target)
    return copy


def _track(number: int) -> dict[str, object]:
    album, place = divmod(number, PER_ALBUM)
    return {
        "id": number + 1,
        "uid": new_uid(),
        "title": f"The harbour at night, part {number}",
        "artist": f"Composer {album % 37}",
        "album": f"Score {album}",
        "album_artist": f"Composer {album % 37}",
        "disc_number": 1,
        "track_number": place + 1,
        "year": 1980 + album % 40,
        "duration_ms": DURATION_MS,
        "role": "score",
    }


def _source(number: int) -> dict[str, object]:
    return {
        "track_id": number + 1,
        "uid": new_uid(),
        "payload_hash": _payload(number),
        "duration_ms": DURATION_MS,
    }


def _payload(number: int) -> str:
    return f"1:{number:040x}"


def _file(folder: Path, number: int) -> dict[str, object]:
    return {
        "path": str(folder / "music" / f"{number}.ogg"),
        "size": 1000,
        "mtime_ns": 1,
        "payload_hash": _payload(number),
        "is_available": True,
        "read_by": TAGS_VERSION,
    }


def _tag(number: int) -> dict[str, object]:
    at_ms = number * 7919 % DURATION_MS
    return {
        "uid": new_uid(),
        "track_id": 1,
        "emotion_id": number % 9 + 1,
        "start_ms": at_ms,
        "end_ms": at_ms,
        "raw_start_ms": at_ms,
        "raw_end_ms": at_ms,
        "note": "",
    }
