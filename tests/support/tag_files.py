"""Tagged files of every kind, byte by byte where no program writes what is wanted."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from tests.support.audio import tone, write_wav

Frames = list[tuple[bytes, bytes]]


def encode(path: Path, *options: str, seconds: float = 1.0, **words: str) -> Path:
    """A tone by ffmpeg, in the format of the name; words: its metadata."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed; it makes this test’s file")
    source = write_wav(path.with_suffix(".source.wav"), tone(seconds, rate_hz=48000), rate_hz=48000)
    named = [part for name, value in words.items() for part in ("-metadata", f"{name}={value}")]
    run_ffmpeg("-i", str(source), *named, *options, str(path))
    source.unlink()
    return path


def run_ffmpeg(*arguments: str) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments], check=True)


def text(words: str) -> bytes:
    """The body of an ID3v2 text frame, in UTF-8."""
    return b"\3" + words.encode()


def synchsafe(size: int) -> bytes:
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def id3v2(
    frames: Frames,
    *,
    version: int = 4,
    flags: int = 0,
    frame_flags: int = 0,
    is_synchsafe: bool = True,
    extension: bytes = b"",
    padding: int = 0,
) -> bytes:
    """frames: (name, body). is_synchsafe: how 2.4 writes their sizes; old iTunes didn't."""
    parts = [extension]
    for name, content in frames:
        size = len(content)
        if version == 2:
            parts += (name, size.to_bytes(3, "big"), content)
        else:
            is_safe = version == 4 and is_synchsafe
            sizes = synchsafe(size) if is_safe else struct.pack(">I", size)
            parts += (name, sizes, struct.pack(">H", frame_flags), content)
    body = b"".join((*parts, bytes(padding)))
    if flags & 0x80 and version < 4:
        body = unsynchronised(body)
    return b"ID3" + bytes((version, 0, flags)) + synchsafe(len(body)) + body


def unsynchronised(data: bytes) -> bytes:
    """A zero after each 0xFF that could begin a frame of sound."""
    return re.sub(rb"\xff(?=[\x00\xe0-\xff])", b"\xff\0", data)


def compressed(body: bytes, version: int) -> bytes:
    """As a frame has it: its length, then zlib."""
    length = len(body)
    return (synchsafe(length) if version == 4 else struct.pack(">I", length)) + zlib.compress(body)


def id3v1(title: str, artist: str = "", album: str = "") -> bytes:
    fields = b"".join(words.encode("latin-1").ljust(30, b"\0") for words in (title, artist, album))
    return b"TAG" + fields + b"1999" + bytes(30) + b"\xff"


def apev2(**items: str) -> bytes:
    """With header and footer."""
    body = b"".join(
        struct.pack("<II", len(value.encode()), 0) + key.encode() + b"\0" + value.encode()
        for key, value in items.items()
    )

    def end(flags: int) -> bytes:
        return b"APETAGEX" + struct.pack("<IIII8x", 2000, len(body) + 32, len(items), flags)

    return end(0xA0000000) + body + end(0x80000000)


def chunk(name: bytes, body: bytes, order: str = "<", length: str = "I") -> bytes:
    """One chunk of RIFF, or of AIFF with `>`."""
    return name + struct.pack(order + length, len(body)) + body + bytes(len(body) & 1)


def wav(*behind: bytes, frames: int = 8000) -> bytes:
    """A second of silence at 8 kHz; behind: further chunks."""
    shape = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16))
    body = b"WAVE" + shape + chunk(b"data", bytes(2 * frames)) + b"".join(behind)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def info(**texts: str) -> bytes:
    """WAV's own tags."""
    items = b"".join(chunk(key.encode(), value.encode() + b"\0") for key, value in texts.items())
    return chunk(b"LIST", b"INFO" + items)


def element(ident: str, *bodies: bytes) -> bytes:
    """One of Matroska's."""
    body = b"".join(bodies)
    return bytes.fromhex(ident) + struct.pack(">Q", 1 << 56 | len(body)) + body


def matroska(*parts: bytes, kinds: tuple[int, ...] = (2,), seconds: float = 2.0) -> bytes:
    """kinds: of its tracks, 1 video and 2 sound; parts: of the segment, besides these."""
    head = element("1a45dfa3", element("4282", b"matroska"))
    length = element("2ad7b1", b"\x0f\x42\x40") + element("4489", struct.pack(">d", 1000 * seconds))
    tracks = b"".join(
        element("ae", element("83", bytes((kind,))), element("86", b"A_OPUS")) for kind in kinds
    )
    segment = element("18538067", element("1549a966", length), element("1654ae6b", tracks), *parts)
    return head + segment


def matroska_tag(level: int, **texts: str) -> bytes:
    """level: 50 the album, 30 the track, 0 unsaid."""
    of = element("63c0", element("68ca", bytes((level,))) if level else b"")
    simple = [element("67c8", element("45a3", name.encode()), element("4487", value.encode()))
              for name, value in texts.items()]  # fmt: skip
    return element("7373", of, *simple)


def vgm(*texts: str) -> bytes:
    """Three seconds of one voice; texts: of GD3, from the title to the date."""
    sound = b"\x50\x8e\x50\x0f\x50\x90" + 3 * b"\x61\x44\xac" + b"\x66"
    words = "".join(words + "\0" for words in texts).encode("utf-16-le")
    tag = b"Gd3 " + struct.pack("<II", 0x100, len(words)) + words
    head = bytearray(0x40)
    end = len(head) + len(sound)
    struct.pack_into("<4sIII", head, 0, b"Vgm ", end + len(tag) - 4, 0x150, 3579545)
    struct.pack_into("<II", head, 0x14, end - 0x14, 3 * 44100)
    struct.pack_into("<I", head, 0x34, 0x0C)
    return bytes(head) + sound + tag


def spc(title: str, game: str, artist: str) -> bytes:
    data = bytearray(0x10200)
    data[:37] = b"SNES-SPC700 Sound File Data v0.30\x1a\x1a\x1a\x1e"
    for at, words in ((0x2E, title), (0x4E, game), (0xB1, artist)):
        data[at : at + len(words)] = words.encode()
    data[0xA9:0xB1] = b"00301000"
    return bytes(data)


def nsf(game: str, artist: str) -> bytes:
    """It never says how long it is."""
    head = bytearray(128)
    head[:8] = b"NESM\x1a\1\1\1"
    struct.pack_into("<HHH", head, 8, 0x8000, 0x8000, 0x8001)
    for at, words in ((14, game), (46, artist)):
        head[at : at + len(words)] = words.encode()
    struct.pack_into("<H", head, 110, 16639)
    return bytes(head) + b"\x60\x60" + bytes(100)


def module(title: str) -> bytes:
    """A ProTracker module with one empty pattern."""
    samples = bytes(30) * 31
    return (
        title.encode().ljust(20, b"\0") + samples + b"\1\x7f" + bytes(128) + b"M.K." + bytes(1024)
    )


def dsf(tag: bytes) -> bytes:
    """A tenth of a second, one channel; tag: ID3v2 behind the sound."""
    samples = 282_240
    sound = bytes(samples // 8 // 4096 * 4096 + 4096)
    shape = struct.pack("<IIIIIIQII", 1, 0, 1, 1, 2_822_400, 1, samples, 4096, 0)
    inner = b"fmt " + struct.pack("<Q", 12 + len(shape)) + shape
    inner += b"data" + struct.pack("<Q", 12 + len(sound)) + sound
    at = 28 + len(inner)
    return b"DSD " + struct.pack("<QQQ", 28, at + len(tag), at) + inner + tag


def dsdiff(tag: bytes) -> bytes:
    """A tenth of a second, one channel; tag: ID3v2 in a chunk."""

    def part(name: bytes, body: bytes) -> bytes:
        return chunk(name, body, ">", "Q")

    shape = part(b"FS  ", struct.pack(">I", 2_822_400)) + part(b"CHNL", b"\0\1C   ")
    shape += part(b"CMPR", b"DSD \x0enot compressed")
    body = b"DSD " + part(b"FVER", b"\1\5\0\0") + part(b"PROP", b"SND " + shape)
    body += part(b"DSD ", bytes(35_280)) + part(b"ID3 ", tag)
    return b"FRM8" + struct.pack(">Q", len(body)) + body
