"""Decoding one step ahead: a thread fills blocks while the caller works on the last ones."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from app.analysis.decode import BLOCK_FRAMES, SampleType, SoundReader

if TYPE_CHECKING:
    from app.analysis.decode import Samples

_DEPTH = 4


class ReadAhead:
    """Blocks of an open sound, decoded by a thread of their own.

    libsndfile and NumPy both let go of the GIL, so decoding and reducing share two cores. A block
    is only valid until the next one is asked for. A fault of the decoder is raised to the caller
    after the blocks that came before it.
    """

    def __init__(
        self,
        reader: SoundReader,
        sample_type: SampleType = "int16",
        block_frames: int = BLOCK_FRAMES,
    ) -> None:
        import numpy as np

        self._reader = reader
        self._block_frames = block_frames
        self._free: queue.SimpleQueue[Samples | None] = queue.SimpleQueue()
        self._filled: queue.SimpleQueue[tuple[Samples, int] | BaseException | None]
        self._filled = queue.SimpleQueue()
        for _ in range(_DEPTH):
            self._free.put(np.empty((block_frames, reader.shape.channels), sample_type))
        self._is_stopping = False
        self._thread = threading.Thread(target=self._decode, name="decode", daemon=True)

    def __enter__(self) -> ReadAhead:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_stopping = True
        self._free.put(None)
        self._thread.join()

    def __iter__(self) -> Iterator[Samples]:
        while (item := self._filled.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            block, frames = item
            yield block[:frames]
            self._free.put(block)

    def _decode(self) -> None:
        """Runs on the thread; whatever goes wrong is raised in the caller."""
        try:
            while not self._is_stopping and (block := self._free.get()) is not None:
                frames = self._reader.read_into(block)
                if frames:
                    self._filled.put((block, frames))
                if frames < self._block_frames:
                    break
            self._filled.put(None)
        except BaseException as fault:  # noqa: BLE001 - passed on: __iter__ raises it again
            self._filled.put(fault)
