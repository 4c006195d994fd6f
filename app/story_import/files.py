"""Finds and reads the files at paths: lists and NFO files. Folders are walked.

READERS says which file is read how, by its ending; another kind of file is a function and a line.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.core.jobs import JobContext
from app.core.natural_order import natural_key
from app.core.path_names import display_name
from app.core.user_files import read_bytes, reason
from app.core.words import Text, _
from app.spoken_files.encoding import NoText, decoded
from app.story_import.lists import read_list
from app.story_import.nfo_files import Shelf
from app.story_import.records import MOST_ROWS, Found, NotTaken, Place

MOST_BYTES = 8 * 1024 * 1024
_MOST_DEPTH = 12

_UNKNOWN = Text("Stories aren’t imported from files of this kind.")
_KINDS_REMEDY = Text("Choose lists ({lists}) or NFO files.")


class Reading:
    """One reading of files. Readers add to it; `found` puts it together.

    is_series: as in `read_list`. besides: endings of files that are found for somebody else. named:
    the paths that were asked for.
    """

    def __init__(
        self,
        named: Collection[Path] = (),
        *,
        is_series: bool = True,
        besides: Collection[str] = (),
    ) -> None:
        self.named = frozenset(named)
        self.is_series = is_series
        self.besides = frozenset(besides)
        self.shelf = Shelf()
        self._found = Found()

    def add(self, found: Found) -> None:
        self._found = self._found + found

    def leave(self, path: Path, why: str, remedy: str = "") -> None:
        self.add(Found(not_taken=(NotTaken(Place(path), "", why, remedy),)))

    def found(self) -> Found:
        return self._found + self.shelf.found()


def _read_list(reading: Reading, path: Path, text: str) -> None:
    is_table = path.suffix.lower() in (".csv", ".tsv")
    place = Place(path)
    found = read_list(text, place, is_table=is_table, is_series=reading.is_series)
    if not found.works and not found.not_taken:
        reading.leave(path, _("It is empty."))
    reading.add(_located(found, place))


def _located(found: Found, place: Place) -> Found:
    """A list that doesn't say whose it is still says which file it is."""
    works = (replace(work, place=replace(work.place, file=place.file)) for work in found.works)
    return replace(found, works=tuple(works))


def _read_nfo(reading: Reading, path: Path, text: str) -> None:
    reading.shelf.add(path, text, is_named=path in reading.named)


Reader = Callable[[Reading, Path, str], None]

# By ending, in lower case. A reader is given the file's text.
READERS: dict[str, Reader] = {
    ".nfo": _read_nfo,
    ".csv": _read_list,
    ".tsv": _read_list,
    ".txt": _read_list,
    ".md": _read_list,
}
# Of these, a folder holds others that are no lists: they are read when they are named themselves.
_ONLY_NAMED = frozenset((".txt", ".md"))


def is_readable(path: Path) -> bool:
    """Whether there is a reader for a file of this name."""
    return path.suffix.lower() in READERS


def is_found_in_folders(path: Path) -> bool:
    """Whether a file of this name is looked for in folders."""
    ending = path.suffix.lower()
    return ending in READERS and ending not in _ONLY_NAMED


def read_files(
    paths: Sequence[Path],
    job: JobContext,
    *,
    is_series: bool = True,
    besides: Collection[str] = (),
) -> Found:
    """Everything at these paths. What can't be read is in `not_taken`, and stops nothing.

    is_series, besides: as in `Reading`. Raises JobCancelled.
    """
    reading = Reading(paths, is_series=is_series, besides=besides)
    files = list(dict.fromkeys(_files_at(paths, reading, job)))
    for done, path in enumerate(files):
        job.report(done, len(files), display_name(path))
        _read(reading, path)
    found = reading.found()
    if found.rows > MOST_ROWS:
        why = _("It has more episodes and scenes than can be imported at once.")
        fault = NotTaken(Place(paths[0]), "", why, _("Import it piece by piece."))
        return Found(not_taken=(*found.not_taken, fault), others=found.others)
    return found


def _read(reading: Reading, path: Path) -> None:
    if path.suffix.lower() in reading.besides:
        reading.add(Found(others=(path,)))
        return
    try:
        text = decoded(read_bytes(path, MOST_BYTES))
    except OSError as error:
        reading.leave(path, reason(error))
    except NoText:
        reading.leave(
            path,
            _("It isn’t text, or it is damaged."),
            _("Save it as text in the encoding UTF-8, then try again."),
        )
    else:
        READERS[path.suffix.lower()](reading, path, text)


def _files_at(paths: Sequence[Path], reading: Reading, job: JobContext) -> Iterator[Path]:
    for path in paths:
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116 - as everywhere where paths are walked
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else _("There is no such file.")
            reading.leave(path, why)
            continue
        if stat.S_ISDIR(mode):
            yield from _walked(path, reading, job)
        elif is_readable(path) or path.suffix.lower() in reading.besides:
            yield path
        else:
            lists = ", ".join(end for end, read in READERS.items() if read is _read_list)
            reading.leave(path, str(_UNKNOWN), _KINDS_REMEDY.filled(lists=lists))


def _walked(top: Path, reading: Reading, job: JobContext) -> Iterator[Path]:
    def on_error(error: OSError) -> None:
        reading.leave(Path(error.filename or top), reason(error))

    base = len(top.parts)
    for folder, folders, names in os.walk(top, onerror=on_error):
        job.checkpoint()
        here = Path(folder)
        is_deep = len(here.parts) - base >= _MOST_DEPTH
        kept = [] if is_deep else [name for name in folders if not name.startswith(".")]
        folders[:] = sorted(kept, key=natural_key)
        for name in sorted(names, key=natural_key):
            path = here / name
            is_hidden = name.startswith(".")  # what macOS leaves on other drives: ._list.csv
            is_other = path.suffix.lower() in reading.besides
            if (is_found_in_folders(path) or is_other) and not is_hidden:
                yield path
