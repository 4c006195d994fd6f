"""One libVLC media player and the notes its callbacks leave."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from app.player import mp3_reservoir
from app.player.asking import Asked
from app.player.file_look import FileLook, look_at
from app.player.first_sound import opening_ms
from app.player.output_device import OutputDevice
from app.player.vlc_demuxers import avformat_options, own_options
from app.player.vlc_devices import current_device, list_devices
from app.player.vlc_instance import file_uri

TIME, FLOWS, PAUSED, LENGTH, END, ERROR = range(6)
Note = tuple[int, int, int]  # monotonic ns, kind, value
# libVLC buffers 1.0 to 1.1 s before it says so. Near the end there is less, and it says nothing;
# and where junk follows the music, the end isn't where libVLC believes it.
BUFFER_MS = 1300
LONGEST_BUFFERING_NS = 1_000_000_000


class VlcDeck:
    """One libVLC media player with its notes. Its interface is typed, libVLC inside isn't.

    A file is always opened paused: `start` lets the sound flow.
    """

    def __init__(
        self,
        vlc: Any,
        instance: Any,
        output: str | None,
        look: Callable[[Path], FileLook] = look_at,
    ) -> None:
        self._look = look
        self._looking: Asked[FileLook] | None = None
        self.found: FileLook | None = None  # once its file was looked at
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
        self.opening_ms = 0.0  # where libVLC was told to begin, for the sound to begin at start_ms
        self._rate = 1.0
        self._length_ms = 0
        self._paused_ns = 0
        self.is_full = False  # buffered: the sound flows as soon as it is started
        self.is_ready = False  # the same, or that will never be
        self.has_started = False
        self.is_over = False
        self.uses_avformat = True
        self.is_declined = False  # when its file was not given to libVLC

    @property
    def block_ms(self) -> float:
        """The length of the file's blocks; 0 if it isn't known."""
        return (self.found.block_ms if self.found is not None else None) or 0.0

    @property
    def misses_ms(self) -> float:
        """How long its decoder may deliver nothing at first."""
        return 0.0 if self.block_ms else max(0.0, self.start_ms - self.opening_ms)

    @property
    def silent_at_first_ms(self) -> float:
        """How long its sound is silent at first, as far as is known."""
        reservoir = None if self.path is None else mp3_reservoir.known(self.path)
        if self.block_ms or not self.opening_ms or reservoir is None:
            return self.misses_ms
        return reservoir.silent_ms(self.opening_ms)

    def guesses(self, length_ms: int) -> bool:
        """Whether libVLC's length of the file isn't what the file says."""
        return self.found is not None and self.found.is_guess(length_ms)

    def open(self, path: Path, start_ms: int, known: FileLook | None = None) -> None:
        """Get ready at a position; `is_ready` says when. What isn't sound isn't opened: an ERROR
        note says so.

        known: what the file is, if it was looked at before; otherwise it is looked at now. While
        its drive doesn't answer, nothing is opened; `go_on` does that later.
        """
        looking = self._looking if self.path == path and known is None else None
        self.unload()
        self.path, self.start_ms, self.uses_avformat = path, start_ms, True
        self._length_ms, self.is_declined = 0, False
        if known is not None:
            self._open_known(known)
            return
        self._looking = looking or Asked(partial(self._look, path))
        self.go_on()

    def go_on(self) -> None:
        """Opens the file once it is known what it is."""
        if self._looking is not None and self._looking.is_answered:
            looking, self._looking = self._looking, None
            self._open_known(looking.answer())

    def _open_known(self, look: FileLook) -> None:
        self.found = look
        self._open_as(avformat_options(look.container))

    def try_own_demuxer(self) -> None:
        """Try again with VLC's own demuxer what avformat couldn't open."""
        assert self.found is not None
        self._silence()
        self._length_ms, self.uses_avformat = 0, False
        self._open_as(own_options(self.found.container))

    def _open_as(self, demuxer: tuple[str, ...] | None) -> None:
        self.is_declined = demuxer is None
        if demuxer is None:
            self._notes.append((time.monotonic_ns(), ERROR, 0))
        else:
            self._play(demuxer)

    def _play(self, demuxer: tuple[str, ...]) -> None:
        path = self.path
        assert path is not None and self.found is not None
        media = self._instance.media_new_location(file_uri(path))
        for option in demuxer:
            media.add_option(option)
        mp3_reservoir.get_to_know(path)
        self.opening_ms = opening_ms(path, self.start_ms, self.found.block_ms)
        if self.opening_ms:
            media.add_option(f":start-time={self.opening_ms / 1000:.6f}")
        media.add_option(":start-paused")
        self._player.set_media(media)
        self._release_media()
        self._media = media
        self._player.play()

    def start(self) -> None:
        """Let the sound flow. The first TIME note after this is current and correct."""
        later = [note for note in self.take_notes() if note[1] != TIME]
        self._notes.extendleft(reversed(later))
        self.has_started = True
        self._player.set_pause(0)

    def pause(self) -> None:
        self._player.set_pause(1)

    def unload(self) -> None:
        """Silence. libVLC returns once the input's thread has ended, so no more notes come.

        Not by `stop()`: that discards the audio output, and volume and mute with it.
        """
        self._silence()
        self.path = self._looking = self.found = None

    def _silence(self) -> None:
        if self.path is not None:
            self._player.set_media(None)
        self._notes.clear()
        self.is_full = self.is_ready = self.has_started = self.is_over = False
        self._paused_ns = 0

    def is_for(self, path: Path, start_ms: int, rate: float) -> bool:
        mine = (self.path, self.start_ms, self._rate)
        return mine == (path, start_ms, rate) and not self.is_over

    def set_rate(self, rate: float) -> None:
        """Applies to what is opened next."""
        self._rate = rate
        self._player.set_rate(rate)

    def set_volume(self, volume: int, is_muted: bool) -> None:
        self._player.audio_set_volume(volume)
        self._player.audio_set_mute(is_muted)

    def output_device(self) -> OutputDevice | None:
        return current_device(self._vlc, self._player)

    def output_devices(self) -> tuple[OutputDevice, ...]:
        return list_devices(self._vlc, self._player)

    def sound_arrives(self) -> bool | None:
        """Whether decoded sound reached an output; None while libVLC doesn't know yet."""
        stats = self._vlc.MediaStats()
        if self._media is None or not self._media.get_stats(stats) or not stats.decoded_audio:
            return None
        return bool(stats.played_abuffers > 0)

    def take_notes(self) -> list[Note]:
        self.go_on()
        notes: list[Note] = []
        while self._notes:
            note = self._notes.popleft()
            self._length_ms = note[2] if note[1] == LENGTH else self._length_ms
            self.is_full |= note[1] == FLOWS
            self._paused_ns = note[0] if note[1] == PAUSED else self._paused_ns
            self.is_over |= note[1] in (END, ERROR)
            notes.append(note)
        self.is_ready = self.is_ready or self.is_full or self._will_not_be_full()
        return notes

    def close(self) -> None:
        self.unload()
        manager = self._player.event_manager()
        for kind in self._callbacks:
            manager.event_detach(kind)
        self._release_media()
        self._player.release()

    def _will_not_be_full(self) -> bool:
        """libVLC reads block by block, and doesn't count the last one."""
        if not self._paused_ns:
            return False
        is_near_end = self._length_ms - self.start_ms < BUFFER_MS + self.block_ms
        return is_near_end or time.monotonic_ns() - self._paused_ns > LONGEST_BUFFERING_NS

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
            (kinds.MediaPlayerPaused, leave(PAUSED)),
            (kinds.MediaPlayerEndReached, leave(END)),
            (kinds.MediaPlayerEncounteredError, leave(ERROR)),
        ):
            manager.event_attach(event_kind, callback)
            self._callbacks.append(event_kind)
