"""What an import has to do: files to read, files that are back, files that are missing."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.core.user_files import reason
from app.core.words import _
from app.library.records import Unreadable
from app.library.scan import FoundFile, walk_audio
from app.library.skipped import SkippedFile, SkippedKind
from app.library.tags_version import TAGS_VERSION

if TYPE_CHECKING:
    from app.core.jobs import JobContext

REPORT_EVERY = 500


class KnownFile(Protocol):
    """A file as the journal knows it."""

    @property
    def file_id(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def mtime_ns(self) -> int: ...
    @property
    def payload_hash(self) -> str: ...
    @property
    def is_available(self) -> bool: ...
    @property
    def read_by(self) -> int: ...
    @property
    def is_wordless(self) -> bool: ...


KnownFiles = Mapping[str, KnownFile]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """returned and missing: file ids. read_again: those that haven't changed, but that an older
    tag reader read. known: what the journal knew when the plan was made.
    """

    to_read: tuple[FoundFile, ...]
    returned: tuple[int, ...]
    missing: tuple[int, ...]
    unchanged: int
    read_again: int
    paths: tuple[Path, ...]
    unreadable: tuple[Unreadable, ...]
    skipped: tuple[SkippedFile, ...]
    known: KnownFiles


def plan_import(
    paths: Sequence[Path], known_files: KnownFiles, job: JobContext, *, is_rescan: bool
) -> ImportPlan:
    """Walks through `paths` and compares sizes and times, without opening files.

    Unless it is a rescan, files whose album the listener removed are read again, to bring it back.
    """
    unreadable: list[Unreadable] = []

    def on_unreadable(path: Path, fault: OSError) -> None:
        unreadable.append(Unreadable(path, reason(fault) or str(fault)))

    skipped: list[SkippedFile] = []

    def on_skipped(path: Path, kind: SkippedKind) -> None:
        skipped.append(SkippedFile(path, kind))

    seen: set[str] = set()
    to_read: list[FoundFile] = []
    returned: list[int] = []
    unchanged = read_again = 0
    for path, size, mtime_ns in walk_audio(paths, on_unreadable, on_skipped):
        seen.add(path)
        known = known_files.get(path)
        if known is None or known.size != size or known.mtime_ns != mtime_ns:
            to_read.append(FoundFile(Path(path), size, mtime_ns))
        elif known.read_by != TAGS_VERSION:
            to_read.append(FoundFile(Path(path), size, mtime_ns))
            read_again += 1
        elif known.is_wordless and not is_rescan:
            to_read.append(FoundFile(Path(path), size, mtime_ns))
        elif not known.is_available:
            returned.append(known.file_id)
        else:
            unchanged += 1
        if len(seen) % REPORT_EVERY == 0:
            job.report(len(seen), 0, _("Looking for music"))
    return ImportPlan(
        to_read=tuple(to_read),
        returned=tuple(returned),
        missing=tuple(_vanished(known_files, seen, paths)),
        unchanged=unchanged,
        read_again=read_again,
        paths=tuple(Path(os.path.abspath(path)) for path in paths),  # noqa: PTH100 - as they are found
        unreadable=tuple(unreadable),
        skipped=tuple(skipped),
        known=known_files,
    )


def _vanished(known_files: KnownFiles, seen: set[str], paths: Sequence[Path]) -> list[int]:
    """Known files under `paths` that are no longer there. The walk skips hidden folders, so each
    one is checked by name.
    """
    tops = tuple(os.path.abspath(path) for path in paths)  # noqa: PTH100 - as find_audio names them
    prefixes = tuple(os.path.join(top, "") for top in tops)  # noqa: PTH118
    return [
        known.file_id
        for path, known in known_files.items()
        if known.is_available
        and path not in seen
        and (path in tops or path.startswith(prefixes))
        and not Path(path).is_file()
    ]
