"""The end of a sound, which libVLC's transcoding doesn't deliver.

In front of the transcoding, libVLC's `copy` packetizer holds each packet back until the next one
comes, and never gives up the last (3.0.24, measured): a TTA lost its last second, a WavPack with
long blocks 2.6 s, a file of one packet everything. Playing loses nothing. So what is missing is
played into `amem`, which takes it without waiting: libVLC decodes up to two seconds ahead.
"""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.player.vlc_instance import file_uri

log = logging.getLogger(__name__)

_JUST_BEFORE_S = 0.0005  # libVLC discards the block that begins a fraction before the start
_LONGEST_S = 30.0  # a packet of Monkey's Audio, at its slowest, holds 27 s
_OFF_S = 0.2  # declared lengths are off by up to a few blocks
_PATIENCE_S = 35.0
_POLL_S = 0.01


class _Taken:
    """The callbacks of amem. They run on libVLC's thread, copy, and never call libVLC."""

    def __init__(self, vlc: Any, player: Any, rate_hz: int, channels: int) -> None:
        self._width = 2 * channels
        self._parts: list[bytes] = []
        self.is_over = threading.Event()
        kinds = vlc.CallbackDecorators
        self._callbacks = (
            kinds.AudioPlayCb(self._take),
            kinds.AudioPauseCb(),
            kinds.AudioResumeCb(),
            kinds.AudioFlushCb(),
            kinds.AudioDrainCb(self._end),
        )
        player.audio_set_callbacks(*self._callbacks, None)
        player.audio_set_format("S16N", rate_hz, channels)

    def ending(self, frames: int) -> bytes:
        """The blocks at the end that together come nearest to so many frames.

        Of some containers libVLC lands a block too early.
        """
        ending, length = b"", 0
        for part in reversed(self._parts):
            longer = length + len(part) // self._width
            if abs(frames - longer) > abs(frames - length):
                break
            ending, length = part + ending, longer
        return ending

    def _take(self, _data: Any, samples: int, frames: int, _stamp_us: int) -> None:
        self._parts.append(ctypes.string_at(samples, frames * self._width))

    def _end(self, _data: Any) -> None:
        self.is_over.set()


def last_packet(
    vlc: Any,
    instance: Any,
    source: Path,
    demuxer: tuple[str, ...],
    shape: tuple[int, int],
    span_s: tuple[float, float],
    checkpoint: Callable[[], None],
) -> bytes:
    """int16, interleaved: what follows span_s[0], where span_s[1] is the declared end.

    shape: rate in Hz and channels. checkpoint: called while waiting; what it raises ends that.
    Empty if nothing follows, or not nearly as much as is missing: then libVLC landed elsewhere.
    """
    (rate_hz, channels), (start_s, end_s) = shape, span_s
    if not 0 < end_s - start_s <= _LONGEST_S:
        return b""
    player = instance.media_player_new()
    taken = _Taken(vlc, player, rate_hz, channels)
    media = instance.media_new_location(file_uri(source))
    start = (f":start-time={start_s - _JUST_BEFORE_S:.6f}",) if start_s > _JUST_BEFORE_S else ()
    for option in (*demuxer, *start):
        media.add_option(option)
    try:
        player.set_media(media)
        player.play()
        _wait(vlc, player, taken, checkpoint)
    finally:
        player.stop()
        player.release()
        media.release()
    frames = round((end_s - start_s) * rate_hz)
    samples = taken.ending(frames)
    if abs(len(samples) / (2 * channels) - frames) > _OFF_S * rate_hz:
        log.info("the end of %r didn't come from %.3f s", source, start_s)
        return b""
    return samples


def _wait(vlc: Any, player: Any, taken: _Taken, checkpoint: Callable[[], None]) -> None:
    ended = (vlc.State.Ended, vlc.State.Error, vlc.State.Stopped)
    until = time.monotonic() + _PATIENCE_S
    while not taken.is_over.wait(_POLL_S) and time.monotonic() < until:
        checkpoint()
        if player.get_state() in ended:
            return
