"""A folder of small tagged files to import for measuring: always the same, made in seconds.

Usage: python -m bench.make_library FOLDER [--files 5000]

ffmpeg encodes a few seconds of sound once per format; every file is a copy with its own tags and
its own sound (some payload bytes are changed). Every third album has a cover.
"""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

import argparse
import base64
import hashlib
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, ID3, TALB, TDRC, TIT2, TPE1, TPE2, TRCK
from mutagen.mp4 import MP4, MP4Cover
from mutagen.oggvorbis import OggVorbis

TRACKS_PER_ALBUM = 20
ENCODERS = {
    "mp3": ["-c:a", "libmp3lame", "-b:a", "128k"],
    "ogg": ["-c:a", "libvorbis", "-q:a", "3"],
    "flac": ["-c:a", "flac"],
    "m4a": ["-c:a", "aac", "-b:a", "96k"],
}
Words = dict[str, str]


def make_library(folder: Path, files: int) -> None:
    """Fills an empty or missing folder with albums of tagged files."""
    folder.mkdir(parents=True, exist_ok=True)
    cover = b""
    seeds = {extension: _encoded(extension) for extension in ENCODERS}
    for number in range(files):
        extension = list(ENCODERS)[number % len(ENCODERS)]
        album, track = divmod(number, TRACKS_PER_ALBUM)
        words = {
            "title": f"Märchen, take {number}",
            "artist": f"Composer {album % 37}",
            "album": f"Score {album}",
            "albumartist": f"Composer {album % 37}",
            "date": str(1970 + album % 50),
            "tracknumber": str(track + 1),
        }
        target = folder / f"Score {album:04d}" / f"{track + 1:02d} take.{extension}"
        target.parent.mkdir(exist_ok=True)
        sound = VARY[extension](seeds[extension], number)
        target.write_bytes(sound)
        if number % TRACKS_PER_ALBUM == 0:
            cover = _png(96, album)
        TAG[extension](target, words, cover if album % 3 == 0 else None)


def _encoded(extension: str) -> bytes:
    """Four seconds of a chord, in one format, without tags."""
    chord = "sine=220:d=4[a];sine=277:d=4[b];sine=330:d=4[c];[a][b][c]amix=3,volume=0.8"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"seed.{extension}"
        command = ["ffmpeg", "-v", "error", "-filter_complex", chord, "-ac", "2", "-bitexact"]
        subprocess.run([*command, *ENCODERS[extension], str(target)], check=True)
        return target.read_bytes()


def _varied_mp3(sound: bytes, number: int) -> bytes:
    """Different bytes at the end of the last frame, which every decoder takes for padding."""
    return sound[:-4] + struct.pack(">I", number)


def _varied_flac(sound: bytes, number: int) -> bytes:
    """A different checksum of the audio in STREAMINFO, the first block: after 4 + 4 + 18 bytes."""
    return sound[:26] + hashlib.md5(b"%d" % number).digest() + sound[42:]


def _varied_m4a(sound: bytes, number: int) -> bytes:
    """Different bytes at the end of `mdat`."""
    at = sound.index(b"mdat") - 4
    end = at + int.from_bytes(sound[at : at + 4], "big")
    return sound[: end - 4] + struct.pack(">I", number) + sound[end:]


def _varied_ogg(sound: bytes, number: int) -> bytes:
    """Different bytes at the end of the last page, with the page's checksum corrected."""
    at = sound.rindex(b"OggS")
    page = bytearray(sound[at:-4] + struct.pack(">I", number))
    page[22:26] = bytes(4)
    crc = 0
    for byte in page:
        crc = (crc << 8 & 0xFFFFFFFF) ^ _OGG_CRC[crc >> 24 ^ byte]
    page[22:26] = struct.pack("<I", crc)
    return sound[:at] + page


def _ogg_crc_table() -> list[int]:
    table = []
    for value in range(256):
        crc = value << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
        table.append(crc)
    return table


_OGG_CRC = _ogg_crc_table()


def _tag_mp3(path: Path, words: Words, cover: bytes | None) -> None:
    tags = ID3()
    tags.add(TIT2(encoding=3, text=words["title"]))
    tags.add(TPE1(encoding=3, text=words["artist"]))
    tags.add(TPE2(encoding=3, text=words["albumartist"]))
    tags.add(TALB(encoding=3, text=words["album"]))
    tags.add(TDRC(encoding=3, text=words["date"]))
    tags.add(TRCK(encoding=3, text=words["tracknumber"] + f"/{TRACKS_PER_ALBUM}"))
    if cover:
        tags.add(APIC(encoding=3, mime="image/png", type=3, desc="", data=cover))
    tags.save(path)


def _tag_flac(path: Path, words: Words, cover: bytes | None) -> None:
    file = FLAC(path)
    file.update(words)
    if cover:
        file.add_picture(_picture(cover))
    file.save()


def _tag_ogg(path: Path, words: Words, cover: bytes | None) -> None:
    file = OggVorbis(path)
    file.update(words)
    if cover:
        block = base64.b64encode(_picture(cover).write()).decode("ascii")
        file["metadata_block_picture"] = [block]
    file.save()


def _tag_m4a(path: Path, words: Words, cover: bytes | None) -> None:
    file = MP4(path)
    names = {"title": "nam", "artist": "ART", "album": "alb", "date": "day"}
    for word, atom in names.items():
        file["\xa9" + atom] = words[word]
    file["aART"] = words["albumartist"]
    file["trkn"] = [(int(words["tracknumber"]), TRACKS_PER_ALBUM)]
    if cover:
        file["covr"] = [MP4Cover(cover, MP4Cover.FORMAT_PNG)]
    file.save()


def _picture(data: bytes) -> Picture:
    picture = Picture()
    picture.type, picture.mime, picture.data = 3, "image/png", data
    return picture


def _png(side: int, shade: int) -> bytes:
    """A gradient of about 20 KB, with enough noise not to compress to nothing."""
    rows = b"".join(
        b"\0" + bytes((x * y * 7 + shade * 31 + x) % 251 for x in range(3 * side))
        for y in range(side)
    )

    def chunk(name: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = zlib.compress(rows)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    )


VARY: dict[str, Callable[[bytes, int], bytes]] = {
    "mp3": _varied_mp3,
    "ogg": _varied_ogg,
    "flac": _varied_flac,
    "m4a": _varied_m4a,
}
TAG: dict[str, Callable[[Path, Words, bytes | None], None]] = {
    "mp3": _tag_mp3,
    "ogg": _tag_ogg,
    "flac": _tag_flac,
    "m4a": _tag_m4a,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=5000)
    wanted = parser.parse_args()
    make_library(wanted.folder, wanted.files)


if __name__ == "__main__":
    main()
