"""A file's tags and length as libVLC reads them: for DTS, game music and others not read here."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.core.errors import Problem
from app.player.vlc_demuxers import avformat_options, container_of, own_options
from app.player.vlc_instance import INSTANCE_OPTIONS, file_uri, load_vlc, new_instance

PARSE_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class FileMetadata:
    """libVLC's texts, unchanged; empty where it has none."""

    title: str
    artist: str
    album: str
    album_artist: str
    disc_number: str
    track_number: str
    year: str
    duration_ms: int
    codec: str | None


def read_metadata(path: Path) -> FileMetadata | None:
    """None if the file isn't sound, libVLC is missing, finds no sound or takes five seconds.

    A plain function, so that it can run in other processes; each has its own libVLC.
    """
    container = container_of(path)
    for demuxer in (avformat_options(container), own_options(container)):
        if demuxer is not None and (found := _read(path, demuxer)) is not None:
            return found
    return None


def _read(path: Path, demuxer: tuple[str, ...]) -> FileMetadata | None:
    try:
        vlc, instance = _parser()
    except Problem:  # reported once, when the player didn't start
        return None
    media = instance.media_new_location(file_uri(path))
    for option in demuxer:
        media.add_option(option)
    try:
        if not _is_parsed(vlc, media):
            return None
        return _metadata_of(vlc, media)
    finally:
        media.release()


@cache
def _parser() -> tuple[Any, Any]:
    vlc = load_vlc()
    return vlc, new_instance(vlc, *INSTANCE_OPTIONS, "--no-audio")


def _is_parsed(vlc: Any, media: Any) -> bool:
    """Waits for the parsing thread, whose callback only sets an event."""
    done = threading.Event()

    def on_parsed(_event: Any) -> None:
        done.set()

    events = media.event_manager()
    events.event_attach(vlc.EventType.MediaParsedChanged, on_parsed)
    try:
        timeout_ms = int(PARSE_TIMEOUT_S * 1000)
        # local only: no network, no search for covers
        if media.parse_with_options(vlc.MediaParseFlag.local, timeout_ms) != 0:
            return False
        done.wait(PARSE_TIMEOUT_S + 1.0)
    finally:
        events.event_detach(vlc.EventType.MediaParsedChanged)
    return bool(media.get_parsed_status() == vlc.MediaParsedStatus.done)


def _metadata_of(vlc: Any, media: Any) -> FileMetadata | None:
    codec = _audio_codec(vlc, media)
    if codec is None:
        return None

    def text(name: str) -> str:
        return media.get_meta(getattr(vlc.Meta, name)) or ""

    title = text("Title")  # not shown
    mrl = media.get_mrl() or ""
    return FileMetadata(
        # libVLC returns the file name if there is no title
        title="" if title and mrl.endswith(_quoted(title)) else title,
        artist=text("Artist"),  # not shown
        album=text("Album"),  # not shown
        album_artist=text("AlbumArtist"),
        disc_number=text("DiscNumber"),
        track_number=text("TrackNumber"),
        year=text("Date"),  # not shown
        duration_ms=max(0, int(media.get_duration())),
        codec=codec,
    )


def _quoted(name: str) -> str:
    return file_uri(Path("/") / name).removeprefix("file:///")


def _audio_codec(vlc: Any, media: Any) -> str | None:
    """The name of the first audio track's codec; None if there is none."""
    for track in media.tracks_get() or ():
        if track.type == vlc.TrackType.audio:
            return bytes(track.codec.to_bytes(4, "little")).decode("ascii", "replace").strip()
    return None
