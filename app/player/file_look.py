"""What has to be known of a file before libVLC is given it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.player.first_sound import block_length_ms
from app.player.vlc_demuxers import container_of
from app.sounds.kinds import Container


@dataclass(frozen=True, slots=True)
class FileLook:
    """container: what it was recognised as. block_ms: of `first_sound.block_length_ms`."""

    container: Container
    block_ms: float | None


def look_at(path: Path) -> FileLook:
    """Reads the file's beginning. As long as its drive hangs, so does this."""
    return FileLook(container_of(path), block_length_ms(path))
