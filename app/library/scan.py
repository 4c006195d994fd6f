"""Finds audio files under folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.library.skipped import SkippedKind, skipped_by_name

# What libVLC may play, by the ends of names; whether it really is such a file, its content says.
AUDIO_EXTENSIONS = frozenset(
    {
        *(".mp3", ".mp2", ".mp1", ".mpa", ".ogg", ".oga", ".opus", ".spx", ".flac"),
        *(".m4a", ".m4b", ".m4r", ".mp4", ".m4v", ".mov", ".3gp", ".3g2", ".aac", ".adts"),
        *(".wav", ".wave", ".w64", ".rf64", ".bwf", ".aiff", ".aif", ".aifc", ".au", ".snd"),
        *(".caf", ".wma", ".wmv", ".asf", ".xwm", ".wv", ".ape", ".tta", ".tak", ".shn"),
        *(".mpc", ".mpp", ".mp+", ".mka", ".mkv", ".webm", ".weba", ".ogv", ".ogx"),
        *(".dsf", ".dff", ".ac3", ".eac3", ".ec3", ".dts", ".amr", ".voc"),
        *(".mod", ".xm", ".it", ".s3m"),
        *(".spc", ".vgm", ".nsf", ".nsfe", ".gbs", ".gym", ".hes", ".kss", ".ay"),
    }
)
# Those of them that usually have pictures, too.
VIDEO_EXTENSIONS = frozenset(
    (".mp4", ".m4v", ".mov", ".3gp", ".3g2", ".wmv", ".asf", ".mkv", ".webm", ".ogv")
)

OnUnreadable = Callable[[Path, OSError], None]
OnSkipped = Callable[[Path, SkippedKind], None]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may contain music. Undecodable bytes in its name are kept as surrogates."""

    path: Path
    size: int
    mtime_ns: int


_EARLIEST_NS, _LATEST_NS = -(2**63), 2**63 - 1


def find_audio(
    paths: Iterable[Path], on_unreadable: OnUnreadable | None = None
) -> Iterator[FoundFile]:
    """Every audio file at or under `paths`, folder by folder in name order, each once.

    Recognised by extension; a file named in `paths` is taken whatever its name. Hidden files and
    folders are skipped, links are followed but never in a circle. What can't be read goes to
    `on_unreadable`, and the search continues.
    """
    for path, size, mtime_ns in walk_audio(paths, on_unreadable):
        yield FoundFile(Path(path), size, mtime_ns)


def walk_audio(
    paths: Iterable[Path],
    on_unreadable: OnUnreadable | None = None,
    on_skipped: OnSkipped | None = None,
) -> Iterator[tuple[str, int, int]]:
    """(path, size, mtime_ns) as in `find_audio`, for callers that skip most of them: making a Path
    costs as much as finding the file.

    on_skipped: told of sound and video in folders whose name says that it can't be played.
    """
    report = _Report(
        on_unreadable or (lambda _path, _fault: None), on_skipped or (lambda _path, _kind: None)
    )
    seen_folders: set[tuple[int, int]] = set()
    seen_files: set[str] = set()
    for path in paths:
        for found in _at(os.path.abspath(path), seen_folders, report):  # noqa: PTH100 - resolve() would follow links
            if found[0] not in seen_files:
                seen_files.add(found[0])
                yield found


_Found = tuple[str, int, int]


class _Report(NamedTuple):
    unreadable: OnUnreadable
    skipped: OnSkipped


def _at(path: str, seen: set[tuple[int, int]], report: _Report) -> Iterator[_Found]:
    try:
        stat = os.stat(path)  # noqa: PTH116 - plain strings halve the cost of a large walk
    except OSError as fault:
        report.unreadable(Path(path), fault)
        return
    if os.path.isdir(path):  # noqa: PTH112
        yield from _under(path, seen, report)
    else:
        yield path, stat.st_size, _kept_ns(stat.st_mtime_ns)


def _under(top: str, seen: set[tuple[int, int]], report: _Report) -> Iterator[_Found]:
    """Depth first with its own stack: folders may be nested deeper than Python can recurse."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            if not _is_new(folder, seen):
                continue
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as fault:
            report.unreadable(Path(folder), fault)
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_dir():
                    folders.append(entry.path)
                elif _has_audio_name(entry.name) and entry.is_file():
                    stat = entry.stat()
                    yield entry.path, stat.st_size, _kept_ns(stat.st_mtime_ns)
                elif (kind := skipped_by_name(_suffix(entry.name))) and entry.is_file():
                    report.skipped(Path(entry.path), kind)
            except OSError as fault:
                report.unreadable(Path(entry.path), fault)
        waiting.extend(reversed(folders))


def _kept_ns(mtime_ns: int) -> int:
    """Limited to 64 bits, as the journal stores it: file systems reach years beyond that."""
    if _EARLIEST_NS <= mtime_ns <= _LATEST_NS:
        return mtime_ns
    return _EARLIEST_NS if mtime_ns < 0 else _LATEST_NS


def _is_new(folder: str, seen: set[tuple[int, int]]) -> bool:
    """Whether this folder wasn't visited yet, under any of its names."""
    stat = os.stat(folder)  # noqa: PTH116
    key = (stat.st_dev, stat.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def _has_audio_name(name: str) -> bool:
    return _suffix(name) in AUDIO_EXTENSIONS


def _suffix(name: str) -> str:
    return name[name.rfind(".") :].lower()
