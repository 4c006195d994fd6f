"""Whether the write-ahead log that a killed process left still contains every commit.

SQLite reads a log up to its first damaged frame and treats the rest as an unfinished write: saved
marks would be lost, and nobody would be told. Two things show that more was committed: a commit
after the damage that is followed by others (each waits until the one before is on disk), and the
log's index (`-shm`), which contains the number of committed frames.

Run as a script, so that a process of its own opens the files: `python log_facts.py JOURNAL` prints
nothing if all is there; otherwise how many frames can be read, and how many there were if the index
says so.
Source: https://www.sqlite.org/fileformat2.html#walformat, https://www.sqlite.org/walformat.html
"""

from __future__ import annotations

import struct
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEADER, _FRAME = 32, 24
_MAGIC = 0x377F0682  # one more when its checksums are of big-endian words
_INDEX_HEADER, _BACKFILL = 48, 96


@dataclass(frozen=True, slots=True)
class Log:
    """readable: frames up to the last commit that SQLite can read. salts: the eight bytes that
    mark the current frames. has_commits_beyond: whether commits follow that it can't read.
    """

    readable: int
    salts: bytes
    has_commits_beyond: bool


@dataclass(frozen=True, slots=True)
class Index:
    """committed, copied: how many frames were committed, and copied to the journal's file."""

    committed: int
    copied: int
    salts: bytes


def readable_frames(database: Path) -> tuple[int, ...]:
    """(readable, written) if some frames are lost, (readable,) if it isn't known how many were
    written; empty if none are lost.
    """
    # In this order: frames are in the log before the index counts them.
    index = read_index(_bytes_of(Path(f"{database}-shm")))
    log = read_log(_bytes_of(Path(f"{database}-wal")), _page_size(database))
    if index is not None and (log is None or log.salts == index.salts):
        readable = 0 if log is None else log.readable
        # A log of which only a part is read hides newer pages that were copied to the file.
        is_needed = readable > 0 or index.copied < index.committed
        if is_needed and readable < index.committed:
            return (readable, index.committed)
        return ()
    if log is not None and log.has_commits_beyond:
        return (log.readable,)
    return ()


def read_log(data: bytes, usual_page_size: int) -> Log | None:
    """None if the log has no frames."""
    page_size, words, sums, is_valid = _log_header(data, usual_page_size)
    frames = list(_frames(data, page_size))
    if not frames:
        return None
    salts = data[16:24] if is_valid else _usual_salts(frames)
    valid, readable = is_valid, 0
    commits_beyond: list[int] = []
    last_of_round = -1
    for number, frame in enumerate(frames):
        if frame[8:16] != salts:
            valid = False
            continue
        last_of_round = number
        if valid:
            sums = _checksum(frame[:8] + frame[_FRAME:], words, sums)
            valid = sums == struct.unpack(">II", frame[16:24])
        if frame[4:8] != bytes(4):
            if valid:
                readable = number + 1
            else:
                commits_beyond.append(number)
    is_sure = bool(commits_beyond) and commits_beyond[0] < last_of_round
    return Log(readable, salts, is_sure)


def read_index(data: bytes) -> Index | None:
    """None if there is none, or it isn't valid."""
    header, again = data[:_INDEX_HEADER], data[_INDEX_HEADER : 2 * _INDEX_HEADER]
    if len(data) < _BACKFILL + 4 or header != again or not header[12]:
        return None
    words = ">" if sys.byteorder == "big" else "<"
    if _checksum(header[:40], words, (0, 0)) != struct.unpack("=II", header[40:48]):
        return None
    (committed,) = struct.unpack("=I", header[16:20])
    (copied,) = struct.unpack("=I", data[_BACKFILL : _BACKFILL + 4])
    return Index(committed, copied, header[32:40])


def _log_header(data: bytes, usual_page_size: int) -> tuple[int, str, tuple[int, int], bool]:
    """(page size, byte order, checksum so far, whether the header is valid)."""
    if len(data) < _HEADER:
        return usual_page_size, "<", (0, 0), False
    magic, _version, page_size = struct.unpack(">III", data[:12])
    words = ">" if magic & 1 else "<"
    sums = _checksum(data[:24], words, (0, 0))
    is_valid = magic & ~1 == _MAGIC and sums == struct.unpack(">II", data[24:32])
    return page_size if is_valid else usual_page_size, words, sums, is_valid


def _frames(data: bytes, page_size: int) -> Iterator[bytes]:
    size = _FRAME + page_size
    for start in range(_HEADER, len(data) - size + 1, size):
        yield data[start : start + size]


def _usual_salts(frames: list[bytes]) -> bytes:
    return Counter(frame[8:16] for frame in frames).most_common(1)[0][0]


def _checksum(data: bytes, words: str, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    numbers = struct.unpack(f"{words}{len(data) // 4}I", data)
    for one, other in zip(numbers[::2], numbers[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def _page_size(database: Path) -> int:
    """From the journal's header; SQLite's default if that value is impossible."""
    told = _bytes_of(database, 18)[16:18]
    size = int.from_bytes(told, "big") if len(told) == 2 else 0
    return size if size >= 512 and size & (size - 1) == 0 else 4096


def _bytes_of(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        return b""


if __name__ == "__main__":
    sys.stdout.write(" ".join(map(str, readable_frames(Path(sys.argv[1])))))
