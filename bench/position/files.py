"""Files with the time sound, in every format, length, rate and number of channels measured."""

from __future__ import annotations

import base64
import struct
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.position.time_sound import made, read

COVER_SIDE = 830  # the side of a picture of noise, which is 2 MB as PNG


@dataclass(frozen=True, slots=True)
class Format:
    suffix: str
    options: tuple[str, ...]


FORMATS = {
    "wav": Format("wav", ("-c:a", "pcm_s16le")),
    "flac": Format("flac", ("-c:a", "flac")),
    "vorbis": Format("ogg", ("-c:a", "libvorbis", "-q:a", "5")),
    "opus": Format("opus", ("-c:a", "libopus", "-b:a", "96k")),
    "aac": Format("m4a", ("-c:a", "aac", "-b:a", "160k")),
    "mp3-cbr": Format("mp3", ("-c:a", "libmp3lame", "-b:a", "160k")),
    "mp3-cbr-bare": Format("mp3", ("-c:a", "libmp3lame", "-b:a", "160k", "-write_xing", "0")),
    "mp3-vbr": Format("mp3", ("-c:a", "libmp3lame", "-q:a", "3")),
    "mp3-vbr-bare": Format("mp3", ("-c:a", "libmp3lame", "-q:a", "3", "-write_xing", "0")),
}


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of file. Opus is always 48 kHz inside; WAV has no cover."""

    format: str
    seconds: int = 200
    rate_hz: int = 44_100
    channels: int = 2
    has_cover: bool = False

    @property
    def name(self) -> str:
        width = "stereo" if self.channels == 2 else "mono"
        cover = "-cover" if self.has_cover else ""
        return f"{self.format}-{self.rate_hz // 1000}k-{width}-{self.seconds}s{cover}"


def write(sort: Sort, folder: Path) -> Path:
    """The file, made once per folder."""
    kind = FORMATS[sort.format]
    path = folder / f"{sort.name}.{kind.suffix}"
    if path.exists():
        return path
    unfinished = path.with_stem(path.stem + "-unfinished")
    rate_hz = 48_000 if sort.format == "opus" else sort.rate_hz
    command = ["ffmpeg", "-v", "error", "-y", "-f", "f32le", "-ar", str(rate_hz), "-ac", "1"]
    command += ["-i", "-", *_cover_options(sort, folder)]
    command += ["-ac", str(sort.channels), *kind.options, str(unfinished)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for block in made(sort.seconds, rate_hz):
            process.stdin.write(block.tobytes())
        process.stdin.close()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return unfinished.rename(path)


def write_chained(folder: Path) -> Path:
    """One Ogg file of two consecutive streams, each with a time sound from its own 0."""
    path = folder / "vorbis-chained.ogg"
    first = write(Sort("vorbis", 100), folder)
    second = path.with_name("vorbis-second-stream.ogg")
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(first), "-c:a", "copy"]
    subprocess.run([*command, "-serial_offset", "77", str(second)], check=True)
    path.write_bytes(first.read_bytes() + second.read_bytes())
    return path


def zero_ms(path: Path) -> float:
    """Where in the file the time sound's own zero is, as the waveform's decoder counts.

    0 if the format says how much the encoder put before it; otherwise one encoder delay.
    """
    from app.analysis.decode import open_sound
    from app.player.vlc_transcode import transcode

    with open_sound(path, transcode) as reader:
        rate_hz = reader.shape.rate_hz
        block = np.empty((8 * rate_hz, reader.shape.channels), np.float32)
        frames = reader.read_into(block)
    heard = read(block[:frames].mean(axis=1), rate_hz)
    return float(np.nanmedian(heard.at_ms - heard.position_ms))


def _cover_options(sort: Sort, folder: Path) -> list[str]:
    if not sort.has_cover or sort.format == "wav":
        return []
    cover = folder / "cover.png"
    cover.write_bytes(_noise_png(COVER_SIDE))
    if FORMATS[sort.format].suffix in ("ogg", "opus"):
        return ["-i", str(_picture_block(cover)), "-map", "0:a", "-map_metadata", "1"]
    options = ["-i", str(cover), "-map", "0:a", "-map", "1:v", "-c:v", "copy"]
    return [*options, "-disposition:v", "attached_pic"]


def _picture_block(cover: Path) -> Path:
    """Xiph’s picture in a comment: a FLAC picture block in base64 (RFC 9639, section 8.8)."""
    data = cover.read_bytes()
    block = struct.pack(">II", 3, 9) + b"image/png" + struct.pack(">I", 0)
    block += struct.pack(">IIIII", COVER_SIDE, COVER_SIDE, 24, 0, len(data)) + data
    text = base64.b64encode(block).decode().replace("=", "\\=")
    path = cover.with_name("cover.ffmetadata")
    path.write_text(f";FFMETADATA1\nMETADATA_BLOCK_PICTURE={text}\n", encoding="ascii")
    return path


def _noise_png(side: int) -> bytes:
    rows = np.random.default_rng(1).integers(0, 256, (side, side * 3), dtype=np.uint8)
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 1)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
