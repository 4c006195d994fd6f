"""Any sound that libVLC can play, written as a WAV for the analysis.

libVLC's own WAV writer loses the time: it writes what the decoder gives from its first block on,
and decoders give nothing for the priming (measured: AAC in MP4 came out 23 ms early). So the
blocks are taken through `smem` with their time stamps and put where the player would play them.
Those stamps count from an unknown moment of the system clock; a second of silence, attached as an
input slave, begins at the file's zero and tells which moment that was.

Measured with a tone at 2.000 s: AAC and ALAC in MP4, WavPack 2.000; ADTS 2.023 (its priming is
not marked, the player plays it too); WMA 2.046.
"""

from __future__ import annotations

import ctypes
import logging
import queue
import tempfile
import wave
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from app.core.errors import AudioUnreadable
from app.core.path_names import display_name
from app.player.troubles import NOT_A_SOUND
from app.player.vlc_demuxers import avformat_options, container_of
from app.player.vlc_instance import INSTANCE_OPTIONS, file_uri, load_vlc, new_instance

log = logging.getLogger(__name__)

_PULSE_RATE_HZ = 7919  # of the silence; a rate that no music has tells its blocks apart
_LIMIT_WITHOUT_ZERO = 64
_JITTER_S = 0.002
_LONGEST_GAP_S = 600.0
_STALLED_AFTER_S = 20.0
_WAITING_BLOCKS = 64


class Job(Protocol):
    """The part of a job's context that is used here."""

    def checkpoint(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Block:
    stamp_us: int
    rate_hz: int
    channels: int
    samples: bytes


def transcode(source: Path, target: Path, job: Job) -> None:
    """Write the sound of `source` as 16-bit WAV at `target`, faster than real time.

    Raises AudioUnreadable when libVLC finds no sound, VlcMissing without libVLC, and whatever
    `job.checkpoint` raises to cancel.
    """
    demuxer = avformat_options(container_of(source))
    if demuxer is None:
        raise _unreadable(source, NOT_A_SOUND)
    vlc, instance = _engine()
    with tempfile.TemporaryDirectory() as folder, _Placing(target) as placing:
        silence = Path(folder) / "zero.wav"
        _write_silence(silence)
        tap = _Tap()
        player = instance.media_player_new()
        media = instance.media_new_location(file_uri(source))
        for option in (*demuxer, *tap.options(), *_options(silence)):
            media.add_option(option)
        try:
            player.set_media(media)
            player.play()
            _drain(vlc, player, tap, placing, job)
        finally:
            tap.close()
            player.stop()
            player.release()
            media.release()
        for block in tap.left_over():
            placing.add(block)
        placing.settle()
        if not placing.has_sound:
            raise _unreadable(source, "VLC finds no sound in it.")


def _unreadable(source: Path, why: str) -> AudioUnreadable:
    return AudioUnreadable(f"“{display_name(source)}” couldn’t be read.", why)


@cache
def _engine() -> tuple[Any, Any]:
    vlc = load_vlc()
    return vlc, new_instance(vlc, *INSTANCE_OPTIONS, "--aout=adummy")


def _options(silence: Path) -> tuple[str, ...]:
    # `/wav`: the demuxer that is named for the sound is not for the silence
    zero = file_uri(silence).replace("file:", "file/wav:", 1)
    return (
        ":sout-all",
        ":no-sout-video",
        ":no-sout-spu",
        ":avcodec-threads=1",
        f":input-slave={zero}",
    )


def _write_silence(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_PULSE_RATE_HZ)
        file.writeframes(bytes(2 * _PULSE_RATE_HZ))


def _drain(vlc: Any, player: Any, tap: _Tap, placing: _Placing, job: Job) -> None:
    """Move blocks to the file until the player has ended."""
    silent_for_s = 0.0
    ended = (vlc.State.Ended, vlc.State.Error, vlc.State.Stopped)
    while True:
        job.checkpoint()
        block = tap.next(timeout_s=0.05)
        if block is not None:
            placing.add(block)
            silent_for_s = 0.0
        elif player.get_state() in ended:
            return
        else:
            silent_for_s += 0.05
            if silent_for_s > _STALLED_AFTER_S:
                log.warning("libVLC stopped giving sound; what came so far is used")
                return


class _Tap:
    """smem's two callbacks. They run on libVLC's thread, copy, and never call libVLC."""

    def __init__(self) -> None:
        self._blocks: queue.Queue[_Block] = queue.Queue(_WAITING_BLOCKS)
        self._is_open = True
        self._buffer = ctypes.create_string_buffer(1 << 16)
        make_room = ctypes.CFUNCTYPE(
            None, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p), ctypes.c_size_t
        )
        take = ctypes.CFUNCTYPE(
            None,
            ctypes.c_void_p,
            ctypes.c_void_p,
            *([ctypes.c_uint] * 4),
            ctypes.c_size_t,
            ctypes.c_int64,
        )
        self._callbacks = make_room(self._make_room), take(self._take)

    def options(self) -> tuple[str, ...]:
        before, after = (ctypes.cast(each, ctypes.c_void_p).value for each in self._callbacks)
        sink = (
            f"smem{{audio-prerender-callback={before},"
            f"audio-postrender-callback={after},no-time-sync}}"
        )
        return (f":sout=#transcode{{vcodec=none,scodec=none,acodec=s16l}}:{sink}",)

    def next(self, timeout_s: float) -> _Block | None:
        try:
            return self._blocks.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def left_over(self) -> list[_Block]:
        blocks = []
        while not self._blocks.empty():
            blocks.append(self._blocks.get_nowait())
        return blocks

    def close(self) -> None:
        """Stop taking blocks, so that libVLC's thread never waits for room again."""
        self._is_open = False

    def _make_room(self, _data: Any, room: Any, size: int) -> None:
        if size > len(self._buffer):
            self._buffer = ctypes.create_string_buffer(size)
        room[0] = ctypes.addressof(self._buffer)

    def _take(
        self,
        _data: Any,
        samples: int,
        channels: int,
        rate_hz: int,
        _frames: int,
        _bits: int,
        size: int,
        stamp_us: int,
    ) -> None:
        block = _Block(stamp_us, rate_hz, channels, ctypes.string_at(samples, size))
        while self._is_open:
            try:
                self._blocks.put(block, timeout=0.1)
                return
            except queue.Full:
                continue  # the writer is behind; look again whether it still listens


class _Placing:
    """A WAV whose blocks lie where their time stamps say, counted from the silence's first.

    RF64, the WAV that may exceed 4 GiB: ten hours do.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._file: Any = None
        self._zero_us: int | None = None
        self._waiting: list[_Block] = []
        self._frames = 0
        self._shape = (0, 0)

    def __enter__(self) -> _Placing:
        return self

    def __exit__(self, *_fault: object) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def has_sound(self) -> bool:
        return self._frames > 0

    def add(self, block: _Block) -> None:
        if block.rate_hz == _PULSE_RATE_HZ:
            if self._zero_us is None:
                self._zero_us = block.stamp_us
                self._place_waiting()
        elif self._zero_us is None:
            self._waiting.append(block)
            if len(self._waiting) > _LIMIT_WITHOUT_ZERO:
                self.settle()
        else:
            self._place(block, self._zero_us)

    def settle(self) -> None:
        """The silence never came: believe that the sound began at zero."""
        if self._zero_us is None and self._waiting:
            log.warning("no zero for %s; its first sound is taken as zero", self._target.name)
            self._zero_us = self._waiting[0].stamp_us
        self._place_waiting()

    def _place_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for block in waiting:
            self._place(block, self._zero_us or 0)

    def _place(self, block: _Block, zero_us: int) -> None:
        file = self._file or self._begin(block)
        if (block.rate_hz, block.channels) != self._shape:
            return  # a second sound track; the first is the one that is heard
        width = 2 * block.channels
        frames = len(block.samples) // width
        at = round((block.stamp_us - zero_us) * block.rate_hz / 1_000_000)
        samples = block.samples
        if at > self._frames + _JITTER_S * block.rate_hz:
            gap = min(at - self._frames, int(_LONGEST_GAP_S * block.rate_hz))
            file.buffer_write(bytes(gap * width), "int16")
            self._frames += gap
        elif at + frames <= self._frames - frames:
            return  # long past: a second sound track of the same shape
        elif at < 0 and self._frames == 0:
            samples = samples[min(-at, frames) * width :]
        file.buffer_write(samples, "int16")
        self._frames += len(samples) // width

    def _begin(self, block: _Block) -> Any:
        import soundfile  # not at the top: see app/analysis/decode.py

        self._shape = (block.rate_hz, block.channels)
        self._file = soundfile.SoundFile(
            self._target, "w", block.rate_hz, block.channels, "PCM_16", format="RF64"
        )
        return self._file
