"""Where an export may be written, and whether replacing a file there would lose something."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.archive import layout
from app.archive.document import FORMAT, read_document
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.path_names import display_name
from app.core.row_words import rows_in_words
from app.core.user_files import open_file, reason
from app.core.words import _, listed
from app.profile.paths import Paths
from app.profile.targets import expect_elsewhere, expect_replaceable
from app.transactions.storage_problems import reworded
from db.archive.collect import nouns, references, stamps

if TYPE_CHECKING:
    from db.store.engine import Connection


class WouldBeLost(Problem):
    """The file there contains what the export wouldn't: the listener has to agree to losing it."""

    def __init__(self, what: str) -> None:
        super().__init__(
            what,
            _("It would be lost if the export replaced the file."),
            _("Choose another name, or replace it anyway (“--replace” on the command line)."),
        )


@dataclass
class _Held:
    """What an older export contains: references by table, when its rows were last changed by table
    and uid, names of pictures.
    """

    rows: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    changed_at: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    pictures: set[str] = field(default_factory=set)


class Target:
    """The place for one export."""

    def __init__(self, path: Path, paths: Paths) -> None:
        """Raises Problem for a place where no export may be written, even with `replace`."""
        self._path = path
        self._held = _Held()
        self._name = display_name(path)
        self._seen = _look(path)
        expect_elsewhere(path, paths)
        expect_replaceable(path, self._seen)

    def expect_less(self, connection: Connection, job: JobContext) -> None:
        """Raises WouldBeLost when an older file there contains what the journal doesn't."""
        if self._seen is None or self._seen.st_size == 0:
            return
        job.report(0, 0, _("Reading the existing file"))
        held = _held_by(self._path, job)
        if held is None:
            raise WouldBeLost(
                _("“{name}” exists already, and isn’t an export that can be read.", name=self._name)
            )
        self._held = held
        with reworded("read"):
            more = {name: len(lost) for name, lost in _not_in(connection, held.rows)}
            if rows := rows_in_words(more):
                # Translators: {rows} is a list such as “1 work, 5 emotion marks”
                raise WouldBeLost(
                    _(
                        "“{name}” contains things that your journal doesn’t ({rows}).",
                        name=self._name,
                        rows=rows,
                    )
                )
            later = {name: len(rows) for name, rows in _later_in(connection, held.changed_at)}
            if rows := rows_in_words(later):
                # Translators: {rows} is a list such as “1 work, 5 emotion marks”
                raise WouldBeLost(
                    _(
                        "“{name}” contains newer changes than your journal ({rows}).",
                        name=self._name,
                        rows=rows,
                    )
                )

    def expect_pictures(self, missing: Iterable[str]) -> None:
        """Raises WouldBeLost when the older file contains pictures that the new one lacks."""
        if lost := sorted(self._held.pictures & set(missing)):
            raise WouldBeLost(
                _(
                    "“{name}” contains pictures that are missing here: {pictures}.",
                    name=self._name,
                    pictures=listed(lost),
                )
            )

    def expect_unchanged(self) -> None:
        """Raises Problem when another program changed the file meanwhile."""
        if _identity(_look(self._path)) != _identity(self._seen):
            raise Problem(
                _("Another program has just changed “{name}”.", name=self._name),
                _("The file was left unchanged."),
                _("Export again."),
            )


def _look(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Problem(
            _("“{name}” couldn’t be written.", name=display_name(path)),
            reason(error) if isinstance(error, OSError) else "",
            _("Choose another place."),
            repr(error),
        ) from error


def _identity(seen: os.stat_result | None) -> tuple[int, ...]:
    return () if seen is None else (seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _held_by(path: Path, job: JobContext) -> _Held | None:
    """None when it isn't an export, is cut off, or can't be read."""
    try:
        with open_file(path) as file:
            return _walked(layout.walk(file), job)
    except OSError:
        return None
    except layout.OtherLayout:
        return _read_whole(path, job)


def _walked(pieces: Iterator[layout.Piece], job: JobContext) -> _Held:
    held = _Held()
    columns = {noun.name: noun.reference for noun in nouns()}
    is_ours = False
    for piece in pieces:
        job.checkpoint()
        if isinstance(piece, layout.Header):
            is_ours = is_ours or (piece.name, piece.value) == ("format", FORMAT)
        elif isinstance(piece, layout.Row):
            held.rows[piece.table].add(_reference(piece.value, columns.get(piece.table, "uid")))
            _note_change(held.changed_at[piece.table], piece.value)
        elif isinstance(piece, layout.Picture):
            held.pictures.add(piece.name)
    if not is_ours:
        raise layout.OtherLayout("has no format")
    return held


def _read_whole(path: Path, job: JobContext) -> _Held | None:
    """For JSON that another program laid out."""
    try:
        document = read_document(path)
        tables, pictures = document.get("tables", {}), document.get("pictures", {})
        pieces = [
            layout.Row(name, number, row)
            for name, rows in tables.items()
            for number, row in enumerate(rows)
        ]
        shown = [layout.Picture(name, "") for name in pictures]
        return _walked(iter([layout.Header("format", FORMAT), *pieces, *shown]), job)
    except (Problem, AttributeError, TypeError, MemoryError):
        return None


def _reference(row: object, column: str) -> str:
    """A row without a reference counts as one that the journal doesn't have."""
    return str(row.get(column)) if isinstance(row, Mapping) else str(row)


def _note_change(changed_at: dict[str, int], row: object) -> None:
    if isinstance(row, Mapping):
        uid, stamp = row.get("uid"), row.get("updated_at")
        if isinstance(uid, str) and isinstance(stamp, int):
            changed_at[uid] = stamp


def _not_in(connection: Connection, rows: Mapping[str, set[str]]) -> Iterator[tuple[str, set[str]]]:
    known = {noun.name: noun for noun in nouns()}
    for name, theirs in rows.items():
        here = references(connection, known[name].table) if name in known else {}
        yield name, theirs.difference(here.values())


def _later_in(
    connection: Connection, changed_at: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[str, list[str]]]:
    """Rows that are older here. Compared by uid: an emotion's key is the same everywhere, and the
    emotions that come with the program are as old as the profile.
    """
    for noun in nouns():
        theirs = changed_at.get(noun.name, {})
        here = stamps(connection, noun.table) if theirs else {}
        yield noun.name, [uid for uid, at in theirs.items() if at > here.get(uid, at)]
