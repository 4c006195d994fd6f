"""What libVLC knows of a file's tags: for WavPack, Monkey's Audio and others tinytag lacks."""

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
    """libVLC's words, as they come; empty texts where it has none."""

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
    """None when the file is no sound, libVLC is missing, finds none in it or takes five seconds.

    A plain function, so that it can be handed to other processes; each has a libVLC of its own.
    """
    container = container_of(path)
    for demuxer in (avformat_options(container), own_options(container)):
        if demuxer is not None and (found := _read(path, demuxer)) is not None:
            return found
    return None


def _read(path: Path, demuxer: tuple[str, ...]) -> FileMetadata | None:
    try:
        vlc, instance = _parser()
    except Problem:  # said once, when the player did not start
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
    """Wait for the parsing thread; its callback only sets an event."""
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

    title = text("Title")
    mrl = media.get_mrl() or ""
    return FileMetadata(
        # libVLC answers with the file name where there is no title
        title="" if title and mrl.endswith(_quoted(title)) else title,
        artist=text("Artist"),
        album=text("Album"),
        album_artist=text("AlbumArtist"),
        disc_number=text("DiscNumber"),
        track_number=text("TrackNumber"),
        year=text("Date"),
        duration_ms=max(0, int(media.get_duration())),
        codec=codec,
    )


def _quoted(name: str) -> str:
    return file_uri(Path("/") / name).removeprefix("file:///")


def _audio_codec(vlc: Any, media: Any) -> str | None:
    """The name of the first sound track's codec; None when nothing sounds."""
    for track in media.tracks_get() or ():
        if track.type == vlc.TrackType.audio:
            return bytes(track.codec.to_bytes(4, "little")).decode("ascii", "replace").strip()
    return None
