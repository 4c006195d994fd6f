"""Files that are whole, though not as a player expects: long blocks, junk, joined streams."""

from __future__ import annotations

import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.audio import RATE_HZ, Samples, tone, write_wav

_IS_SILENT = struct.pack("<II", 0x8000_0000, 3) + bytes(8)  # checksum with flags behind it, flags


def write_ape(path: Path, seconds: float, block_s: float) -> Path:
    """Monkey's Audio 3.99 of silence, which it stores as a flag for each block.

    Nothing free encodes it. Source: the Monkey's Audio SDK's headers.
    """
    total, block = round(seconds * RATE_HZ), round(block_s * RATE_HZ)
    blocks = -(-total // block)
    table_bytes, first_at = 4 * blocks, 52 + 24 + 4 * blocks
    sound = _IS_SILENT * blocks
    descriptor = struct.pack("<4sHH", b"MAC ", 3990, 0)
    descriptor += struct.pack("<7I16x", 52, 24, table_bytes, 0, len(sound), 0, 0)
    last = total - (blocks - 1) * block
    header = struct.pack("<HHIIIHHI", 1000, 0x20, block, last, blocks, 16, 2, RATE_HZ)
    table = struct.pack(f"<{blocks}I", *range(first_at, first_at + len(sound), len(_IS_SILENT)))
    path.write_bytes(descriptor + header + table + sound)
    return path


def write_by_ffmpeg(path: Path, seconds: float, *options: str, rate_hz: int = RATE_HZ) -> Path:
    """A tone, encoded by the suffix and these options."""
    return encode(path, tone(seconds, rate_hz=rate_hz), *options, rate_hz=rate_hz)


def encode(path: Path, samples: Samples, *options: str, rate_hz: int = RATE_HZ) -> Path:
    """By the suffix and these options of FFmpeg's."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed; it makes this test’s files")
    source = write_wav(path.with_suffix(".source.wav"), samples, rate_hz=rate_hz)
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", source, *options, path], check=True)
    source.unlink()
    return path


def with_junk(path: Path) -> Path:
    """The same music with zeros behind it, as a broken copy program leaves them."""
    path.write_bytes(path.read_bytes() + bytes(400_000))
    return path


def without_beginning(path: Path, granules: int) -> Path:
    """An Ogg file whose pages up to there are missing, as in what was recorded from a radio."""
    kept = (page for page in _pages(path.read_bytes()) if not 0 < _granule(page) <= granules)
    path.write_bytes(b"".join(kept))
    return path


def joined(path: Path, second: Path) -> Path:
    """One Ogg file of two streams in a row; `second` has another serial number."""
    path.write_bytes(path.read_bytes() + second.read_bytes())
    return path


def _pages(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        segments = data[at + 26]
        size = 27 + segments + sum(data[at + 27 : at + 27 + segments])
        yield data[at : at + size]
        at += size


def _granule(page: bytes) -> int:
    return int.from_bytes(page[6:14], "little", signed=True)
