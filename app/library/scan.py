"""Finding sound files under folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

AUDIO_EXTENSIONS = frozenset(
    f".{name}"
    for name in "mp3 ogg oga opus flac m4a mp4 aac wav aiff aif wma wv ape".split()  # noqa: SIM905
)

OnUnreadable = Callable[[Path, OSError], None]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may hold music. Undecodable bytes of its name are kept as surrogates."""

    path: Path
    size: int
    mtime_ns: int


_EARLIEST_NS, _LATEST_NS = -(2**63), 2**63 - 1


def find_audio(
    paths: Iterable[Path], on_unreadable: OnUnreadable | None = None
) -> Iterator[FoundFile]:
    """Every sound file at or under `paths`, folder by folder in name order, each once.

    Known by extension; a file named outright is taken whatever its name. Hidden files and folders
    are passed over, links are followed but never in a circle. What cannot be read goes to
    `on_unreadable`, and the search continues.
    """
    for path, size, mtime_ns in walk_audio(paths, on_unreadable):
        yield FoundFile(Path(path), size, mtime_ns)


def walk_audio(
    paths: Iterable[Path], on_unreadable: OnUnreadable | None = None
) -> Iterator[tuple[str, int, int]]:
    """(path, size, mtime_ns) as `find_audio`, for whoever will pass most of them over: a Path for
    each file costs as much as finding it.
    """
    report = on_unreadable or (lambda _path, _fault: None)
    seen_folders: set[tuple[int, int]] = set()
    seen_files: set[str] = set()
    for path in paths:
        for found in _at(os.path.abspath(path), seen_folders, report):  # noqa: PTH100 - resolve() would follow links
            if found[0] not in seen_files:
                seen_files.add(found[0])
                yield found


_Found = tuple[str, int, int]


def _at(path: str, seen: set[tuple[int, int]], report: OnUnreadable) -> Iterator[_Found]:
    try:
        stat = os.stat(path)  # noqa: PTH116 - plain strings halve the cost of a large walk
    except OSError as fault:
        report(Path(path), fault)
        return
    if os.path.isdir(path):  # noqa: PTH112
        yield from _under(path, seen, report)
    else:
        yield path, stat.st_size, _kept_ns(stat.st_mtime_ns)


def _under(top: str, seen: set[tuple[int, int]], report: OnUnreadable) -> Iterator[_Found]:
    """Depth first with a stack of its own: folders may nest deeper than Python recurses."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            if not _is_new(folder, seen):
                continue
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as fault:
            report(Path(folder), fault)
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
            except OSError as fault:
                report(Path(entry.path), fault)
        waiting.extend(reversed(folders))


def _kept_ns(mtime_ns: int) -> int:
    """As the journal holds it: file systems reach years that 64 bits of nanoseconds don't."""
    if _EARLIEST_NS <= mtime_ns <= _LATEST_NS:
        return mtime_ns
    return _EARLIEST_NS if mtime_ns < 0 else _LATEST_NS


def _is_new(folder: str, seen: set[tuple[int, int]]) -> bool:
    """Whether this folder was not yet walked, by any of its names."""
    stat = os.stat(folder)  # noqa: PTH116
    key = (stat.st_dev, stat.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def _has_audio_name(name: str) -> bool:
    return name[name.rfind(".") :].lower() in AUDIO_EXTENSIONS
