"""Files of clicks (`click_files`) whose headers lie, or which hold more than their sound."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from tests.support.audio import write_wav
from tests.support.click_files import FRAGMENTED, rising_clicks, run, write_clicks

Change = Callable[[bytes], bytes]

_JUNK = np.random.default_rng(5).integers(0, 256, 3000, np.uint8).tobytes().replace(b"\xff", b"\0")
ID3V1 = b"TAG" + b"Farewell".ljust(30, b"\0") + bytes(94) + b"\x18"


def write_odd(folder: Path, name: str) -> Path:
    """The file called so in ODD_FILES, CHAINED or PIPED, in `folder`."""
    path = folder / name
    if name in PIPED:
        source = write_wav(folder / "clicks.source.wav", rising_clicks(), rate_hz=48_000)
        command = ("ffmpeg", "-v", "error", "-i", source, "-bitexact", *PIPED[name], "-")
        path.write_bytes(run(*command))
        source.unlink()
        return path
    base, change = {**ODD_FILES, **CHAINED}[name]
    plain = write_clicks(folder, base)
    data = change(plain.read_bytes())
    plain.unlink()
    path.write_bytes(data)
    return path


def ogg_pages(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        lacing = data[at + 27 : at + 27 + data[at + 26]]
        end = at + 27 + len(lacing) + sum(lacing)
        yield data[at:end]
        at = end


def renumbered(data: bytes, serial: int, granule: int = 0) -> bytes:
    """The Ogg stream under another serial number, its sound `granule` frames later."""
    made = b""
    for page in ogg_pages(data):
        (at,) = struct.unpack_from("<q", page, 6)
        later = at + granule if at > 0 else at
        head = page[:6] + struct.pack("<qI", later, serial) + page[18:22] + bytes(4) + page[26:]
        made += head[:22] + struct.pack("<I", _ogg_crc(head)) + head[26:]
    return made


def _ogg_crc(page: bytes) -> int:
    crc = 0
    for byte in page:
        crc = (crc << 8 & 0xFFFFFFFF) ^ _OGG_TABLE[crc >> 24 ^ byte]
    return crc


def _table() -> list[int]:
    table = []
    for n in range(256):
        crc = n << 24
        for _bit in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
        table.append(crc)
    return table


_OGG_TABLE = _table()


def _between_pages(junk: bytes) -> Change:
    def change(data: bytes) -> bytes:
        pages = list(ogg_pages(data))
        return b"".join(pages[:-1]) + junk + pages[-1]

    return change


def _with_data_size(size: int, riff: int) -> Change:
    def change(data: bytes) -> bytes:
        at = data.index(b"data") + 4
        return (data[:4] + struct.pack("<I", riff) + data[8:at] + struct.pack("<I", size)
                + data[at + 4 :])  # fmt: skip

    return change


def _with_xing_frames(factor: float) -> Change:
    def change(data: bytes) -> bytes:
        at = max(data.find(b"Xing", 0, 4096), data.find(b"Info", 0, 4096)) + 8
        (frames,) = struct.unpack_from(">I", data, at)
        return data[:at] + struct.pack(">I", int(frames * factor)) + data[at + 4 :]

    return change


def _in_the_middle(junk: bytes) -> Change:
    return lambda data: data[: len(data) * 3 // 10] + junk + data[len(data) * 3 // 10 :]


def _without_flac_total(data: bytes) -> bytes:
    return data[:21] + bytes((data[21] & 0xF0,)) + bytes(4) + data[26:]


ODD_FILES: dict[str, tuple[str, Change]] = {
    "id3v1.flac": ("flac.flac", lambda data: data + ID3V1),
    "junk behind.flac": ("flac.flac", lambda data: data + _JUNK),
    "no total.flac": ("flac.flac", _without_flac_total),
    "id3v1.mp3": ("mp3.mp3", lambda data: data + ID3V1),
    "junk in the middle.mp3": ("mp3.mp3", _in_the_middle(_JUNK)),
    "zeros in the middle.mp3": ("mp3.mp3", _in_the_middle(bytes(9000))),
    "junk in front.mp3": ("mp3 vbr.mp3", lambda data: _JUNK + data),
    "xing twice.mp3": ("mp3 vbr.mp3", _with_xing_frames(2)),
    "xing half.mp3": ("mp3 vbr.mp3", _with_xing_frames(0.5)),
    "xing zero.mp3": ("mp3 vbr.mp3", _with_xing_frames(0)),
    "data size 0.wav": ("pcm.wav", _with_data_size(0, 0)),
    "data size 7fffffff.wav": ("pcm.wav", _with_data_size(0x7FFFFFFF, 0x7FFFFFFF)),
    "data size ffffffff.wav": ("pcm.wav", _with_data_size(0xFFFFFFFF, 0xFFFFFFFF)),
    "riff size 0.wav": ("pcm.wav", lambda data: data[:4] + bytes(4) + data[8:]),
    "id3v1.wav": ("pcm.wav", lambda data: data + ID3V1),
    "junk between.ogg": ("vorbis.ogg", _between_pages(_JUNK)),
    "zeros between.ogg": ("vorbis.ogg", _between_pages(bytes(70_000))),
    "zeros behind.ogg": ("vorbis.ogg", lambda data: data + bytes(70_000)),
    "late granule.ogg": ("vorbis.ogg", lambda data: renumbered(data, 7, 4_800_000)),
    "late granule.opus": ("opus.opus", lambda data: renumbered(data, 7, 4_800_000)),
    "junk in the middle.aac": ("aac.aac", _in_the_middle(_JUNK)),
    "size ffffffff.au": ("pcm.au", lambda data: data[:8] + b"\xff\xff\xff\xff" + data[12:]),
}
# Two streams of LENGTH_MS each, one after another.
CHAINED: dict[str, tuple[str, Change]] = {
    "chained.ogg": ("vorbis.ogg", lambda data: data + renumbered(data, 77)),
    "chained.opus": ("opus.opus", lambda data: data + renumbered(data, 77)),
}
# What ffmpeg writes where it can’t go back to fill in lengths.
PIPED = {
    "piped.wav": ("-f", "wav"),
    "piped.flac": ("-f", "flac"),
    "piped.mp3": ("-f", "mp3", "-q:a", "2"),
    "piped.ogg": ("-c:a", "libvorbis", "-f", "ogg"),
    "piped.mka": ("-c:a", "libopus", "-f", "matroska"),
    "piped.tta": ("-f", "tta"),
    "piped.au": ("-f", "au"),
    "piped.m4a": ("-f", "mp4", *FRAGMENTED),
    "piped alac.m4a": ("-f", "mp4", "-c:a", "alac", *FRAGMENTED),
    "piped.ac3": ("-f", "ac3"),
}
# What the encoder put before the sound, where the file doesn’t say so, or no longer at its place.
ODD_DELAYS_MS = {
    "junk in front.mp3": 23,
    "junk in the middle.aac": 21,
    "piped.mp3": 23,
    "piped.m4a": 21,
    "piped.ac3": 5,
}
