"""Reads what was written from the disk again and checks everything that a restore expects."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from app.archive import layout
from app.archive.declined import RowFault, as_text
from app.archive.document import Row, new_digest
from app.archive.pictures import fault_in_name, fault_in_text
from app.archive.places import fault_at_place
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.user_files import open_file
from app.core.words import _
from db.archive.collect import Noun, nouns
from db.archive.validate import DocumentFault, checked_row

_CHUNK = 1 << 20
ROWS_A_REPORT = 500


class NotAsWritten(Problem):
    """The disk returned something other than was written to it."""

    def __init__(self, details: str) -> None:
        super().__init__(
            _("The export couldn’t be read back exactly as it was written, so it was deleted."),
            _("The disk may be failing."),
            _("Export to another disk. Any older file of the same name is unchanged."),
            details,
        )


class ReadBack:
    """Reads one written document. digest: of what was written. rows, pictures: how many."""

    def __init__(self, digest: str, rows: int, pictures: int, job: JobContext) -> None:
        self._digest = digest
        self._rows = rows
        self._pictures = pictures
        self._job = job
        self._nouns = {noun.name: noun for noun in nouns()}
        self._uids: dict[str, set[str]] = defaultdict(set)
        self._references: dict[str, set[str]] = defaultdict(set)
        self._pointing: list[tuple[Noun, Row]] = []

    def faults(self, path: Path) -> list[RowFault]:
        """Rows that couldn't be restored. Raises NotAsWritten, OSError, JobCancelled."""
        with open_file(path) as file:
            _forget_cached(file)
            self._expect_digest(file)
            file.seek(0)
            try:
                return list(self._walked(file))
            except layout.OtherLayout as error:
                raise NotAsWritten(f"the document {error}") from error

    def _expect_digest(self, file: BinaryIO) -> None:
        digest = new_digest()
        while data := file.read(_CHUNK):
            digest.update(data)
            self._job.checkpoint()
        if digest.hexdigest() != self._digest:
            raise NotAsWritten(f"digest {digest.hexdigest()}, written {self._digest}")

    def _walked(self, file: BinaryIO) -> Iterator[RowFault]:
        rows = pictures = 0
        for piece in layout.walk(file):
            if isinstance(piece, layout.Row):
                rows += 1
                if rows % ROWS_A_REPORT == 0:
                    self._job.report(self._rows + rows, 2 * self._rows, _("Checking"))
                yield from self._row(piece)
            elif isinstance(piece, layout.Picture):
                pictures += 1
                self._job.checkpoint()
                if why := fault_in_name(piece.name) or fault_in_text(piece.data):
                    raise NotAsWritten(f"picture {piece.name}: {why}")
        if (rows, pictures) != (self._rows, self._pictures):
            raise NotAsWritten(f"{rows} rows of {self._rows}, {pictures} of {self._pictures}")
        yield from self._dangling()

    def _row(self, piece: layout.Row) -> Iterator[RowFault]:
        noun, row = self._nouns[piece.table], piece.value
        try:
            checked_row(noun, row, piece.number)
        except DocumentFault as fault:
            found = list(_found(noun, row, piece.number, fault))
            if all(one.owned or one.field for one in found):  # the rest of it comes back
                self._references[noun.name].add(row[noun.reference])
            yield from found
            return
        for column in {"uid", noun.reference}:
            seen = self._uids[f"{noun.name}.{column}"]
            if row[column] in seen:
                yield RowFault(
                    noun.name, row["uid"], _("Its field “{field}” occurs twice.", field=column)
                )
            seen.add(row[column])
        yield from self._unknown(noun, row)

    def _unknown(self, noun: Noun, row: Row) -> Iterator[RowFault]:
        """References to rows that haven't been read yet. Lists inside may refer to later rows."""
        self._references[noun.name].add(row[noun.reference])
        for name in self._lost(noun, row):
            column = next(one.column for one in noun.fields if one.name == name)
            why = _lost_reference(name)
            yield RowFault(noun.name, row["uid"], why, field=name if column.nullable else "")
        if any(row[owned.name] for owned in noun.owned if _points(owned)):
            self._pointing.append((noun, _only_pointing(noun, row)))

    def _lost(self, noun: Noun, row: Row) -> list[str]:
        """Fields of the row that refer to what isn't in the document."""
        return [
            one.name
            for one in noun.fields
            if one.target is not None
            and row[one.name] is not None
            and row[one.name] not in self._references[one.target.name]
        ]

    def _dangling(self) -> Iterator[RowFault]:
        for noun, row in self._pointing:
            for owned in filter(_points, noun.owned):
                for inside in row[owned.name]:
                    for name in self._lost(owned, inside):
                        why = _lost_reference(name)
                        yield RowFault(noun.name, row["uid"], why, owned.name, as_text(inside))


def _lost_reference(field: str) -> str:
    return _("What its field “{field}” refers to can’t be restored.", field=field)


def _found(noun: Noun, row: Row, number: int, fault: DocumentFault) -> Iterator[RowFault]:
    """The fault, which is in the row itself or in a list inside it."""
    bare = row | {owned.name: [] for owned in noun.owned}
    if _fault(noun, bare, number) is not None:
        yield RowFault(
            noun.name, str(row["uid"]), fault_at_place(fault), field=_spared(noun, fault)
        )
        return
    for owned in noun.owned:
        for inside in row[owned.name]:
            found = _fault(noun, bare | {owned.name: [inside]}, number)
            if found is not None:
                yield RowFault(
                    noun.name, row["uid"], fault_at_place(found), owned.name, as_text(inside)
                )


def _spared(noun: Noun, fault: DocumentFault) -> str:
    """The wrong field, if the row can do without it."""
    wrong = fault.where.field
    named = (field for field in noun.fields if field.column.nullable and field.name == wrong)
    return next((one.name for one in named), "")


def _fault(noun: Noun, row: Row, number: int) -> DocumentFault | None:
    try:
        checked_row(noun, row, number)
    except DocumentFault as fault:
        return fault
    return None


def _points(owned: Noun) -> bool:
    return any(one.target is not None for one in owned.fields)


def _only_pointing(noun: Noun, row: Row) -> Row:
    lists: dict[str, Any] = {o.name: row[o.name] for o in noun.owned if _points(o)}
    return {"uid": row["uid"], **lists}


def _forget_cached(file: BinaryIO) -> None:
    """So that the disk is read, and not the system's cache."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
