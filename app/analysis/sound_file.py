"""What libsndfile reads, opened for reading on or for reading anywhere.

A chained Ogg file has several streams one after another, of which libsndfile reads the first; here
each is opened by itself, and they are read as one.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from app.core import user_files
from app.sounds.front_tags import skip_id3v2
from app.sounds.ogg_pages import pages
from app.sounds.unreadable_audio import empty, unopened

if TYPE_CHECKING:
    import soundfile

_WAVS = ("WAV", "WAVEX", "RF64")
_TAIL_BYTES = 2 * 65307  # the largest page there is, twice


class NotForLibsndfile(Exception):
    """libsndfile can't read this kind of file, or not all of this file."""


class SoundFile(Protocol):
    """As `soundfile.SoundFile`."""

    samplerate: int
    channels: int
    frames: int
    format: str
    subtype: str

    def buffer_read_into(self, buffer: Any, dtype: str) -> int: ...
    def seek(self, frames: int) -> int: ...
    def seekable(self) -> bool: ...
    def close(self) -> None: ...


def open_descriptor(path: Path) -> int:
    """A descriptor instead of a name: libsndfile never sees the name's encoding."""
    try:
        descriptor = user_files.open_descriptor(path)
    except OSError as fault:
        raise unopened(path, fault) from fault
    if os.fstat(descriptor).st_size == 0:
        os.close(descriptor)
        raise empty(path)
    return descriptor


@contextmanager
def open_sound_file(descriptor: int, *, straight_through: bool) -> Iterator[SoundFile]:
    """Closed on leaving; the descriptor is left for the caller to close.

    straight_through: it is read once from front to back, and not sought in. Raises
    NotForLibsndfile.
    """
    kind = _straight_through() if straight_through else _anywhere()
    file = _open(kind, descriptor, descriptor)
    try:
        yield file
    finally:
        file.close()


def _open(kind: type[soundfile.SoundFile], descriptor: int, source: int | _Part) -> SoundFile:
    import soundfile

    try:
        file: SoundFile = kind(source, closefd=False)
    except soundfile.LibsndfileError as fault:
        raise NotForLibsndfile(str(fault)) from fault
    if file.format in _WAVS and file.frames == 0:  # a size of 0: written into a pipe
        file.close()
        raise NotForLibsndfile("the header says that there is no sound")  # not shown
    if file.format == "OGG" and isinstance(source, int):
        parts = _chained_parts(descriptor)
        if len(parts) > 1:
            file.close()
            return _Chain([_open(kind, descriptor, part) for part in parts])
    return file


@cache
def _anywhere() -> type[soundfile.SoundFile]:
    import soundfile

    kind: type[soundfile.SoundFile] = soundfile.SoundFile
    return kind


@cache
def _straight_through() -> type[soundfile.SoundFile]:
    import soundfile

    class StraightThrough(soundfile.SoundFile):  # type: ignore[misc]
        """Reads once from front to back.

        soundfile follows every read of a seekable file by a seek to where it already is; for FLAC
        that is a search, for MP3 a restart of the decoder.
        """

        def seekable(self) -> bool:
            return False

    return StraightThrough


class _Part(io.RawIOBase):
    """Some bytes of a file as a file, with a position of its own."""

    def __init__(self, descriptor: int, start: int, end: int) -> None:
        self._descriptor, self._start, self._end = descriptor, start, end
        self._at = start

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = (self._start, self._at, self._end)[whence]
        self._at = max(self._start, min(base + offset, self._end))
        return self.tell()

    def tell(self) -> int:
        return self._at - self._start

    def readinto(self, buffer: Any) -> int:
        os.lseek(self._descriptor, self._at, os.SEEK_SET)
        data = os.read(self._descriptor, min(len(buffer), self._end - self._at))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


class _Chain:
    """Streams of one shape, read as one; those of another shape are not read."""

    def __init__(self, files: list[SoundFile]) -> None:
        first = files[0]
        self.samplerate, self.channels = first.samplerate, first.channels
        self.format, self.subtype = first.format, first.subtype
        self._opened = files
        shape = (self.samplerate, self.channels)
        self._files = [file for file in files if (file.samplerate, file.channels) == shape]
        self.frames = sum(file.frames for file in self._files)
        self._current = 0

    def buffer_read_into(self, buffer: Any, dtype: str) -> int:
        while self._current < len(self._files):
            frames = self._files[self._current].buffer_read_into(buffer, dtype)
            if frames:
                return frames
            self._current += 1
            if self.seekable() and self._current < len(self._files):
                self._files[self._current].seek(0)
        return 0

    def seekable(self) -> bool:
        return all(file.seekable() for file in self._files)

    def seek(self, frames: int) -> int:
        rest = frames
        for number, file in enumerate(self._files):
            if rest < file.frames:
                self._current = number
                file.seek(rest)
                return frames
            rest -= file.frames
        self._current = len(self._files)
        return frames

    def close(self) -> None:
        for file in self._opened:
            file.close()


def _chained_parts(descriptor: int) -> list[_Part]:
    """The streams of a chain; empty for an Ogg file that ends as it began."""
    with os.fdopen(os.dup(descriptor), "rb") as file:
        before = os.lseek(descriptor, 0, os.SEEK_CUR)
        try:
            starts = _starts(file) if _ends_in_another_stream(file) else []
            ends = [*starts[1:], file.seek(0, os.SEEK_END)]
        finally:
            os.lseek(descriptor, before, os.SEEK_SET)
    return [_Part(descriptor, *part) for part in zip(starts, ends, strict=False)]


def _ends_in_another_stream(file: BinaryIO) -> bool:
    """Whether the last page belongs to none of the streams that begin the file."""
    begun: set[int] = set()
    for page in pages(file, skip_id3v2(file)):
        if not page.is_first:
            break
        begun.add(page.serial)
    size = file.seek(0, os.SEEK_END)
    last_ones = [page.serial for page in pages(file, max(0, size - _TAIL_BYTES))]
    return bool(last_ones) and last_ones[-1] not in begun


def _starts(file: BinaryIO) -> list[int]:
    starts: list[int] = []
    was_first = False
    for page in pages(file, skip_id3v2(file)):
        if page.is_first and not was_first:
            starts.append(page.start)
        was_first = page.is_first
    return starts
