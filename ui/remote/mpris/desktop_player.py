"""The window's end of the media keys: tells the desktop what plays, and does what it asks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

from PySide6.QtCore import QObject, Qt, Signal

from app.library.media_types import MEDIA_TYPES
from app.player.records import PlayState
from app.transactions.changes import TRACK, Change
from ui.bridge.places import NewMusic
from ui.remote.mpris.bus_guest import Asked, PlayerGuest
from ui.remote.mpris.position_clock import PositionClock
from ui.remote.mpris.told import REPEAT_OF, US_PER_MS, told_of, track_path

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.bridge.playback.now_playing import NowPlaying
    from ui.remote.session_bus import SessionBus


class RefusedError(ValueError):
    """What was asked can’t be done. The text is for the client’s programmer, not for listeners."""


class DesktopPlayer(QObject):
    """Signals: raise_wanted(), quit_wanted(), by somebody outside the window."""

    raise_wanted = Signal()
    quit_wanted = Signal()
    _asked = Signal(object)  # from the bus's thread to ours

    def __init__(
        self, context: Context, bus: SessionBus, desktop_entry: str, parent: QObject
    ) -> None:
        """bus: not started yet."""
        super().__init__(parent)
        self._playback = playback = context.playback
        self._navigator = context.navigator
        self._covers = context.services.paths.covers
        self._library = context.services.library
        self._clock = PositionClock(playback.now_ns)
        self._verbs: Mapping[str, Callable[[Any], object]] = {  # not shown
            "Raise": lambda _: self.raise_wanted.emit(),
            "Quit": lambda _: self.quit_wanted.emit(),
            "Next": lambda _: self._with_track(playback.next),
            "Previous": lambda _: self._with_track(playback.previous),
            "Pause": lambda _: playback.pause() if playback.now.value.sounds else None,
            "PlayPause": lambda _: playback.toggle(),
            "Stop": lambda _: self._with_track(playback.stop),
            "Play": lambda _: self._play(),
            "Seek": self._seek,
            "SetPosition": self._set_position,
            "OpenUri": self._open,
            "LoopStatus": self._set_loop,
            "Rate": self._set_rate,
            "Shuffle": playback.queueing.set_shuffled,
            "Volume": self._set_volume,
        }
        now = playback.now.value
        self._note(now)
        self._guest = PlayerGuest(
            self._asked.emit, self._clock, self._told(now), desktop_entry, list(MEDIA_TYPES)
        )
        self._bus = bus
        bus.invite(self._guest)
        self._asked.connect(self._do, Qt.ConnectionType.QueuedConnection)
        playback.now.changed.connect(self._tell)
        playback.position_changed.connect(lambda _ms: self._note(playback.now.value))
        playback.jumped.connect(self._tell_jump)
        context.relay.changed.connect(self._on_change)

    # telling

    def _tell(self, now: NowPlaying) -> None:
        self._note(now)
        self._bus.post(self._guest.tell, self._told(now))

    def _on_change(self, change: Change) -> None:
        if change.touches(TRACK) and self._playback.track is None:
            self._tell(self._playback.now.value)

    def _told(self, now: NowPlaying) -> dict[str, Any]:
        cover = None if now.row is None or not now.row.cover else self._covers / now.row.cover
        return told_of(now, cover, can_start=bool(self._library.tracks()))

    def _note(self, now: NowPlaying) -> None:
        moves = now.state is PlayState.PLAYING
        self._clock.note(self._playback.position_ms, now.rate if moves else 0.0, now.duration_ms)

    def _tell_jump(self) -> None:
        self._note(self._playback.now.value)
        self._bus.post(self._guest.tell_jump)

    # doing

    def _do(self, asked: Asked) -> None:
        refusal = ""
        try:
            self._verbs[asked.verb](asked.value)
        except RefusedError as error:
            refusal = str(error)
        finally:
            asked.done(refusal)

    def _with_track(self, verb: Callable[[], object]) -> None:
        if self._playback.track is not None:
            verb()

    def _play(self) -> None:
        """Without a track, what is chosen in the library begins, as by our own button."""
        if not self._playback.now.value.sounds:
            self._playback.toggle()

    def _seek(self, offset_us: int) -> None:
        """Beyond the end it is as Next, before the start it is the start."""
        now = self._playback.now.value
        if now.row is None or not now.duration_ms:
            return
        to_ms = self._playback.position_ms + offset_us // US_PER_MS
        if to_ms > now.duration_ms:
            self._playback.next()
        else:
            self._playback.seek_ms(max(0, to_ms))

    def _set_position(self, asked: tuple[str, int]) -> None:
        """Of another track than the one that plays, or outside of it: nothing happens."""
        path, position_us = asked
        now = self._playback.now.value
        is_there = 0 <= position_us <= now.duration_ms * US_PER_MS
        if now.row is not None and path == track_path(now) and is_there:
            self._playback.seek_ms(position_us // US_PER_MS)

    def _open(self, uri: str) -> None:
        path = _file_of(uri)
        if path is None:
            raise RefusedError(f"not a file on this computer: {uri}")
        self._navigator.show(NewMusic((path,), is_played=True))

    def _set_loop(self, wanted: str) -> None:
        if wanted not in REPEAT_OF:
            raise RefusedError(f"LoopStatus: {wanted}")
        self._playback.queueing.set_repeat(REPEAT_OF[wanted])

    def _set_rate(self, wanted: float) -> None:
        """0 is as Pause; what is too slow or too fast becomes what is possible."""
        if not math.isfinite(wanted) or wanted < 0:
            raise RefusedError(f"Rate: {wanted}")
        if wanted == 0:
            self._playback.pause()
        else:
            self._playback.sound.set_rate(wanted)

    def _set_volume(self, wanted: float) -> None:
        if math.isnan(wanted):
            raise RefusedError(f"Volume: {wanted}")
        self._playback.sound.set_volume(round(100 * min(1.0, max(0.0, wanted))))
        if wanted > 0:
            self._playback.sound.set_muted(False)


def _file_of(uri: str) -> Path | None:
    """None if it isn't a file on this computer."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    path = unquote_to_bytes(parts.path)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost") or b"\0" in path:
        return None
    return Path(path.decode("utf-8", "surrogateescape")) if path.startswith(b"/") else None
