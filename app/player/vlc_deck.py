"""One libVLC media player and the notes its callbacks leave."""

from __future__ import annotations

import os
import sys
import time
import urllib.parse
from collections import deque
from pathlib import Path
from typing import Any

from app.player.output_device import OutputDevice
from app.player.vlc_devices import current_device, list_devices

TIME, FLOWS, LENGTH, END, ERROR = range(5)
AVFORMAT = ":demux=avformat"  # VLC's own demuxers seek wrongly and misreport it (measured)
Note = tuple[int, int, int]  # monotonic ns, kind, value


def file_uri(path: Path) -> str:
    """A file URI that keeps every byte of the name, valid UTF-8 or not."""
    if sys.platform == "win32":
        return path.absolute().as_uri()
    return "file://" + urllib.parse.quote(os.fsencode(path.absolute()))


class VlcDeck:
    """One libVLC media player with its notes. Typed at its edge; libVLC inside is not."""

    def __init__(self, vlc: Any, instance: Any, output: str | None) -> None:
        self._vlc = vlc
        self._instance = instance
        self._player = instance.media_player_new()
        self._player.set_role(vlc.MediaPlayerRole.Music)
        if output is not None:
            self._player.audio_output_set(output)
        self._media: Any = None
        self._notes: deque[Note] = deque()
        self._callbacks: list[Any] = []
        self._listen()
        self.path: Path | None = None
        self.start_ms = 0
        self.has_flowed = False
        self.is_over = False
        self.uses_avformat = True

    def open(self, path: Path, start_ms: int, *, is_paused: bool, avformat: bool = True) -> None:
        self.unload()
        self.path, self.start_ms, self.uses_avformat = path, start_ms, avformat
        media = self._instance.media_new_location(file_uri(path))
        if avformat:
            media.add_option(AVFORMAT)
        if start_ms:
            media.add_option(f":start-time={start_ms / 1000:.3f}")
        if is_paused:
            media.add_option(":start-paused")
        self._player.set_media(media)
        self._release_media()
        self._media = media
        self._player.play()

    def unload(self) -> None:
        """Silence. libVLC returns when the input's thread is gone, and with it its notes.

        Not by `stop()`: that throws the audio output away, and with it volume and mute.
        """
        if self.path is not None:
            self._player.set_media(None)
        self._notes.clear()
        self.path = None
        self.has_flowed = self.is_over = False

    def set_paused(self, is_paused: bool) -> None:
        self._player.set_pause(1 if is_paused else 0)

    def seek(self, position_ms: int) -> None:
        lengths = [note for note in self._notes if note[1] == LENGTH]
        self._notes.clear()
        self._notes.extend(lengths)
        self._player.set_time(position_ms)

    def set_rate(self, rate: float) -> None:
        self._player.set_rate(rate)

    def set_volume(self, volume: int, is_muted: bool) -> None:
        self._player.audio_set_volume(volume)
        self._player.audio_set_mute(is_muted)

    def output_device(self) -> OutputDevice | None:
        return current_device(self._vlc, self._player)

    def output_devices(self) -> tuple[OutputDevice, ...]:
        return list_devices(self._vlc, self._player)

    def sound_arrives(self) -> bool | None:
        """Whether decoded sound reached an output; None while libVLC cannot tell yet."""
        stats = self._vlc.MediaStats()
        if self._media is None or not self._media.get_stats(stats) or not stats.decoded_audio:
            return None
        return bool(stats.played_abuffers > 0)

    def take_notes(self) -> list[Note]:
        notes: list[Note] = []
        while self._notes:
            note = self._notes.popleft()
            self.has_flowed |= note[1] == FLOWS
            self.is_over |= note[1] in (END, ERROR)
            notes.append(note)
        return notes

    def close(self) -> None:
        self.unload()
        manager = self._player.event_manager()
        for kind in self._callbacks:
            manager.event_detach(kind)
        self._release_media()
        self._player.release()

    def _release_media(self) -> None:
        if self._media is not None:
            self._media.release()
            self._media = None

    def _listen(self) -> None:
        kinds = self._vlc.EventType
        notes, now_ns = self._notes, time.monotonic_ns
        manager = self._player.event_manager()

        def leave(kind: int) -> Any:
            return lambda _event: notes.append((now_ns(), kind, 0))

        def leave_time(event: Any) -> None:
            notes.append((now_ns(), TIME, int(event.u.new_time)))

        def leave_length(event: Any) -> None:
            notes.append((now_ns(), LENGTH, int(event.u.new_length)))

        def leave_when_full(event: Any) -> None:
            if event.u.new_cache >= 100:
                notes.append((now_ns(), FLOWS, 0))

        for event_kind, callback in (
            (kinds.MediaPlayerTimeChanged, leave_time),
            (kinds.MediaPlayerLengthChanged, leave_length),
            (kinds.MediaPlayerBuffering, leave_when_full),
            (kinds.MediaPlayerEndReached, leave(END)),
            (kinds.MediaPlayerEncounteredError, leave(ERROR)),
        ):
            manager.event_attach(event_kind, callback)
            self._callbacks.append(event_kind)
