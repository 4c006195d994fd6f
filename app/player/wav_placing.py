"""A WAV whose blocks of sound lie where their time stamps say."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from app.player.held_blocks import HeldBlocks
from app.player.vlc_tap import Block

log = logging.getLogger(__name__)

PULSE_RATE_HZ = 7919  # of the silence: no music has this rate, so its blocks are recognised
_JITTER_S = 0.002
_LONGEST_GAP_S = 600.0


class Placing:
    """Counts time stamps from the silence's first block. As that comes from another of libVLC's
    threads, any amount of sound may come before it: it waits.

    RF64, the WAV that may exceed 4 GiB: ten hours of sound do.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._file: Any = None
        self._zero_us: int | None = None
        self._waiting = HeldBlocks(target.parent)
        self.frames = 0
        self.shape: tuple[int, int] | None = None  # rate in Hz, channels

    def __enter__(self) -> Placing:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._waiting.close()
        if self._file is not None:
            self._file.close()

    @property
    def has_sound(self) -> bool:
        return self.frames > 0

    @property
    def end_s(self) -> float:
        return self.frames / self.shape[0] if self.shape else 0.0

    def add(self, block: Block) -> None:
        if block.rate_hz == PULSE_RATE_HZ:
            if self._zero_us is None:
                self._zero_us = block.stamp_us
                self._place_waiting()
        elif self._zero_us is None:
            self._waiting.hold(block)
        else:
            self._place(block, self._zero_us)

    def settle(self) -> None:
        """All has come. If the silence never did: assume that the sound began at zero."""
        if self._zero_us is None and self._waiting.first_stamp_us is not None:
            log.warning("no zero for %s; its first sound is taken as zero", self._target.name)
            self._zero_us = self._waiting.first_stamp_us
            self._place_waiting()

    def append(self, samples: bytes, shape: tuple[int, int]) -> None:
        """What follows the end; it begins the file if nothing is in it yet."""
        self._write(self._file or self._begin(shape), samples, shape[1])

    def _place_waiting(self) -> None:
        assert self._zero_us is not None
        for block in self._waiting.let_go():
            self._place(block, self._zero_us)

    def _place(self, block: Block, zero_us: int) -> None:
        file = self._file or self._begin((block.rate_hz, block.channels))
        if (block.rate_hz, block.channels) != self.shape:
            return  # a second audio track; the first is the one that is played
        width = 2 * block.channels
        frames = len(block.samples) // width
        at = round((block.stamp_us - zero_us) * block.rate_hz / 1_000_000)
        samples = block.samples
        if at > self.frames + _JITTER_S * block.rate_hz:
            gap = min(at - self.frames, int(_LONGEST_GAP_S * block.rate_hz))
            self._write(file, bytes(gap * width), block.channels)
        elif at + frames <= self.frames - frames:
            return  # long past: a second audio track of the same shape
        elif at < 0 and self.frames == 0:
            samples = samples[min(-at, frames) * width :]
        self._write(file, samples, block.channels)

    def _write(self, file: Any, samples: bytes, channels: int) -> None:
        file.buffer_write(samples, "int16")
        self.frames += len(samples) // (2 * channels)

    def _begin(self, shape: tuple[int, int]) -> Any:
        import soundfile  # not at the top: see app/analysis/decode.py

        self.shape = shape
        self._file = soundfile.SoundFile(self._target, "w", *shape, "PCM_16", format="RF64")
        return self._file
