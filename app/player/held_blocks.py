"""Blocks of sound that wait until it is known where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile

from app.player.vlc_tap import Block

IN_MEMORY_BYTES = 32 * 1024 * 1024  # three minutes of a CD; usually a second waits


class HeldBlocks:
    """As many as come: what exceeds the memory goes to a nameless file in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._samples = SpooledTemporaryFile(  # noqa: SIM115 - `close` closes it
            IN_MEMORY_BYTES, dir=str(folder)
        )
        self._held: list[tuple[int, int, int, int]] = []  # stamp, rate, channels, bytes

    @property
    def first_stamp_us(self) -> int | None:
        """None while nothing is held."""
        return self._held[0][0] if self._held else None

    def hold(self, block: Block) -> None:
        self._samples.write(block.samples)
        self._held.append((block.stamp_us, block.rate_hz, block.channels, len(block.samples)))

    def let_go(self) -> Iterator[Block]:
        """Each in turn; nothing is held afterwards."""
        self._samples.seek(0)
        held, self._held = self._held, []
        for stamp_us, rate_hz, channels, length in held:
            yield Block(stamp_us, rate_hz, channels, self._samples.read(length))
        self._samples.seek(0)
        self._samples.truncate()

    def close(self) -> None:
        self._samples.close()
