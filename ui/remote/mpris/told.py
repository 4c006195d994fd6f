"""What the desktop is told of the player: MPRIS 2.2's values, from ours.

Source: https://specifications.freedesktop.org/mpris-spec/latest/ and, for the names that begin with
xesam, https://www.freedesktop.org/wiki/Specifications/mpris-spec/metadata/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dbus_fast import Variant

from app.player.queue import Repeat
from app.player.records import PlayState

if TYPE_CHECKING:
    from pathlib import Path

    from ui.bridge.playback.now_playing import NowPlaying

TRACKS = "/org/ost_my_heart/track"
NO_TRACK = "/org/mpris/MediaPlayer2/TrackList/NoTrack"
US_PER_MS = 1000

LOOP_OF = {Repeat.OFF: "None", Repeat.ONE: "Track", Repeat.ALL: "Playlist"}  # not shown
REPEAT_OF: Mapping[str, Repeat] = {name: repeat for repeat, name in LOOP_OF.items()}


def told_of(  # not shown
    now: NowPlaying, cover: Path | None, *, can_start: bool
) -> dict[str, Any]:
    """The player's properties that change, by their names. cover: a picture file. can_start:
    whether there is something to play while there is no track.
    """
    has_track = now.row is not None
    return {
        "PlaybackStatus": _status(now.state),
        "LoopStatus": LOOP_OF[now.repeat],
        "Rate": now.rate,
        "Shuffle": now.is_shuffled,
        "Metadata": _metadata(now, cover),
        "Volume": 0.0 if now.is_muted else now.volume / 100,
        "CanGoNext": now.has_next,
        "CanGoPrevious": has_track,
        "CanPlay": has_track or can_start,
        "CanPause": has_track,
        "CanSeek": has_track and now.duration_ms > 0,
    }


def track_path(now: NowPlaying) -> str:
    """Where on the bus the track is: the same one on two albums is at two places."""
    if now.row is None:
        return NO_TRACK
    entry = "" if now.row.entry_id is None else f"/{now.row.entry_id}"
    return f"{TRACKS}/{now.row.id}{entry}"


def _status(state: PlayState) -> str:  # not shown
    if state in (PlayState.PLAYING, PlayState.LOADING):
        return "Playing"
    return "Paused" if state is PlayState.PAUSED else "Stopped"


def _metadata(now: NowPlaying, cover: Path | None) -> dict[str, Variant]:
    """What isn't known is left out."""
    row = now.row
    known: list[tuple[str, str, Any]] = [("mpris:trackid", "o", track_path(now))]
    if row is not None:
        known += [
            ("mpris:length", "x", now.duration_ms * US_PER_MS),
            ("mpris:artUrl", "s", "" if cover is None else cover.as_uri()),
            ("xesam:url", "s", "" if now.path is None else now.path.as_uri()),
            ("xesam:title", "s", _text(row.title)),
            ("xesam:artist", "as", _names(row.artist)),
            ("xesam:album", "s", _text(row.album)),
            ("xesam:albumArtist", "as", _names(row.album_artist)),
            ("xesam:composer", "as", _names(row.composer)),
            ("xesam:discNumber", "i", row.disc_number),
            ("xesam:trackNumber", "i", row.track_number),
            ("xesam:contentCreated", "s", f"{row.year:04}" if row.year else ""),
        ]
    return {name: Variant(kind, value) for name, kind, value in known if value}


def _names(name: str) -> list[str]:
    return [_text(name)] if name else []


def _text(text: str) -> str:
    """As the bus takes it, which ends the connection at what isn't UTF-8 or has a zero in it."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
