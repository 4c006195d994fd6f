"""What must be known about a file before libVLC gets it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.player.first_sound import block_length_ms
from app.player.long_blocks import long_block_ms
from app.player.mp3_length import mp3_length_ms
from app.player.vlc_demuxers import container_of
from app.sounds.kinds import Container

# libavformat guesses their length, by size and bit rate or by what is at the file's end. Junk
# behind the music, or the pages of a longer stream, make it wrong.
_GUESSED = (
    *(Container.MP3, Container.OGG, Container.ADTS, Container.AC3, Container.EAC3),
    *(Container.DTS, Container.AMR),
)
_SLACK_MS = 500


@dataclass(frozen=True, slots=True)
class FileLook:
    """container: what it was recognised as. block_ms: the length of its blocks, if known.
    counted_ms: the length that an MP3's header counts, if it has one.
    """

    container: Container
    block_ms: float | None
    counted_ms: float | None = None

    def is_guess(self, length_ms: int) -> bool:
        """Whether the length that libVLC says is a guess, and not what the file declares."""
        if self.counted_ms is not None and abs(self.counted_ms - length_ms) < _SLACK_MS:
            return False
        return self.container in _GUESSED


def look_at(path: Path) -> FileLook:
    """Reads the beginning of the file. While its drive hangs, so does this."""
    container = container_of(path)
    block_ms = block_length_ms(path) or long_block_ms(path, container)
    counted_ms = mp3_length_ms(path) if container is Container.MP3 else None
    return FileLook(container, block_ms, counted_ms)
