"""The length of an MP4: of what its edit list plays, or of all its fragments.

The media's own length counts the silence that an encoder put in front. A fragmented file's header
counts the first fragment or none. Source: ISO/IEC 14496-12, 8.6.6 and 8.8.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from app.library.identity import mp4_atoms
from app.sounds.length import KnownBy, Length

_MOST_SILENCE_MS = 1000  # that an edit list puts in front of the media
_MOST_BYTES = 64 * 1024 * 1024  # of one part's index
_MOST_PARTS = 10_000  # inside of one
_BASE_OFFSET, _INDEX, _DURATION = 1, 2, 8  # flags of `tfhd`
_DATA_OFFSET, _FIRST_FLAGS = 1, 4  # flags of `trun`
_FIELDS = (0x100, 0x200, 0x400, 0x800)  # of each of its samples: the duration is the first


def mp4_length(file: BinaryIO, size: int) -> Length | None:
    """None if neither applies, it has no sound, or is damaged."""
    try:
        return _length(file, size)
    except (struct.error, IndexError):
        return None


def _length(file: BinaryIO, size: int) -> Length | None:
    moov = b""
    has_fragments = False
    for name, start, end in mp4_atoms(file, size):
        has_fragments = has_fragments or name == b"moof"
        if name == b"moov" and not moov:
            moov = _read(file, start, end)
    if not has_fragments:
        return _edited(moov)
    track = _sound_track(moov)
    if track is None:
        return None
    track_id, timescale, units = track
    usual = _usual_duration(moov, track_id)
    for name, start, end in mp4_atoms(file, size):
        if name == b"moof":
            units += _fragment_units(_read(file, start, end), track_id, usual)
    return Length.of_frames(units, timescale, KnownBy.DECODED)


def _edited(moov: bytes) -> Length | None:
    """What the edit list of the first track of sound plays; None without a sensible one."""
    movies, tracks = _all(moov, b"mvhd"), _sound_tracks(moov)
    edits = _all(tracks[0], b"edts", b"elst") if tracks else []
    media = _all(tracks[0], b"mdia", b"mdhd") if tracks else []
    if not (movies and edits and media):
        return None
    is_long = bool(edits[0][0])
    (count,) = struct.unpack_from(">I", edits[0], 4)
    form = struct.Struct(">Qq4x" if is_long else ">Ii4x")
    units = sum(
        form.unpack_from(edits[0], 8 + form.size * number)[0] for number in range(min(count, 1000))
    )
    edited = Length.of_frames(units, _timescale(movies[0]), KnownBy.HEADER)
    at = 24 if media[0][0] else 16
    (of_media,) = struct.unpack_from(">Q" if media[0][0] else ">I", media[0], at)
    whole = Length.of_frames(of_media, _timescale(media[0]), KnownBy.HEADER)
    return edited if 0 < edited.ms <= whole.ms + _MOST_SILENCE_MS else None


def _timescale(head: bytes) -> int:
    """Units a second, of an `mvhd` or `mdhd`."""
    (timescale,) = struct.unpack_from(">I", head, 20 if head[0] else 12)
    return int(timescale)


def _read(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(min(end - start, _MOST_BYTES))


def _atoms(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    for _count in range(_MOST_PARTS):
        if at + 8 > len(data):
            return
        length, name = struct.unpack_from(">I4s", data, at)
        if length < 8:
            return
        yield name, data[at + 8 : at + length]
        at += length


def _all(data: bytes, *path: bytes) -> list[bytes]:
    found = [data]
    for wanted in path:
        found = [body for outer in found for name, body in _atoms(outer) if name == wanted]
    return found


def _sound_tracks(moov: bytes) -> list[bytes]:
    tracks = _all(moov, b"trak")
    return [
        track
        for track in tracks
        if any(handler[8:12] == b"soun" for handler in _all(track, b"mdia", b"hdlr"))
    ]


def _sound_track(moov: bytes) -> tuple[int, int, int] | None:
    """(id, units a second, units outside of fragments) of the first track of sound."""
    for track in _sound_tracks(moov):
        heads, media = _all(track, b"tkhd"), _all(track, b"mdia", b"mdhd")
        if not (heads and media):
            continue
        (track_id,) = struct.unpack_from(">I", heads[0], 20 if heads[0][0] else 12)
        tables = _all(track, b"mdia", b"minf", b"stbl", b"stts")
        return track_id, _timescale(media[0]), _table_units(tables[0]) if tables else 0
    return None


def _table_units(table: bytes) -> int:
    (count,) = struct.unpack_from(">I", table, 4)
    count = min(count, (len(table) - 8) // 8)
    entries = struct.iter_unpack(">II", table[8 : 8 + 8 * count])
    return sum(samples * units for samples, units in entries)


def _usual_duration(moov: bytes, track_id: int) -> int:
    for usual in _all(moov, b"mvex", b"trex"):
        if len(usual) >= 24 and struct.unpack_from(">I", usual, 4)[0] == track_id:
            return int(struct.unpack_from(">I", usual, 12)[0])
    return 0


def _fragment_units(moof: bytes, track_id: int, usual: int) -> int:
    units = 0
    for fragment in _all(moof, b"traf"):
        head = next(iter(_all(fragment, b"tfhd")), b"")
        if len(head) < 8 or struct.unpack_from(">I", head, 4)[0] != track_id:
            continue
        flags = int.from_bytes(head[1:4], "big")
        at = 8 + (8 if flags & _BASE_OFFSET else 0) + (4 if flags & _INDEX else 0)
        if flags & _DURATION and len(head) >= at + 4:
            usual = int.from_bytes(head[at : at + 4], "big")
        units += sum(_run_units(run, usual) for run in _all(fragment, b"trun"))
    return units


def _run_units(run: bytes, usual: int) -> int:
    if len(run) < 8:
        return 0
    flags = int.from_bytes(run[1:4], "big")
    count = int.from_bytes(run[4:8], "big")
    at = 8 + (4 if flags & _DATA_OFFSET else 0) + (4 if flags & _FIRST_FLAGS else 0)
    width = 4 * sum(bool(flags & field) for field in _FIELDS)
    if not flags & _FIELDS[0]:
        return count * usual
    count = min(count, (len(run) - at) // width)
    fields = array("I", run[at : at + count * width])
    if sys.byteorder == "little":
        fields.byteswap()
    return sum(memoryview(fields)[:: width // 4])
