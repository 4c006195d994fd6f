"""Decoded sound as libVLC's transcoding delivers it, block by block, with its time stamps."""

from __future__ import annotations

import ctypes
import queue
import threading
from dataclasses import dataclass
from typing import Any

_WAITING_BLOCKS = 64


@dataclass(frozen=True, slots=True)
class Block:
    """samples: int16, interleaved. stamp_us: counted from an unknown point."""

    stamp_us: int
    rate_hz: int
    channels: int
    samples: bytes


class Tap:
    """The two callbacks of smem. They run on libVLC's thread, copy, and never call libVLC."""

    def __init__(self) -> None:
        self._blocks: queue.SimpleQueue[Block] = queue.SimpleQueue()
        self._room = threading.Semaphore(_WAITING_BLOCKS)
        self._waits_for_room = self._is_open = True
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

    def next(self, timeout_s: float) -> Block | None:
        try:
            block = self._blocks.get(timeout=timeout_s)
        except queue.Empty:
            return None
        self._room.release()
        return block

    def left_over(self) -> list[Block]:
        blocks = []
        while not self._blocks.empty():
            blocks.append(self._blocks.get_nowait())
        return blocks

    def take_the_rest(self) -> None:
        """Before libVLC is stopped: what its decoders still hold comes while it stops, at once."""
        self._waits_for_room = False

    def close(self) -> None:
        """Take no more blocks, so that libVLC's thread no longer waits for room."""
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
        block = Block(stamp_us, rate_hz, channels, ctypes.string_at(samples, size))
        while self._is_open and self._waits_for_room:
            if self._room.acquire(timeout=0.1):
                break  # otherwise the writer is behind; look again whether it still takes blocks
        if self._is_open:
            self._blocks.put(block)
