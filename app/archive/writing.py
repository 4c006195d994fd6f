"""Writes one export: to a temporary file, which is read back before it gets its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.archive import pictures
from app.archive.declined import DeclinedRows, RowFault
from app.archive.document import Row, write_document
from app.archive.read_back import ReadBack
from app.archive.records import ExportSummary, LeftOut
from app.archive.target import Target
from app.core.atomic_file import sweep, whole_file
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.path_names import display_name
from app.core.row_words import several
from app.core.user_files import reason
from app.core.words import _
from app.profile.paths import Paths
from app.profile.pictures import named_in
from db.archive.collect import Noun, collect, count
from db.plain.revision import HEAD_REVISION

if TYPE_CHECKING:
    from db.store.engine import Connection

# When a row is set aside, the next round finds the rows that need it. No chain of references is
# longer than this.
_MOST_ROUNDS = 12
_ROWS_A_REPORT = 500

Prove = Callable[[Path, DeclinedRows], None]


class _Declined(Exception):
    """Some of the rows just written couldn't be restored."""

    def __init__(self, faults: list[RowFault]) -> None:
        super().__init__()
        self.faults = faults


class Export:
    """One export of one state of the journal."""

    def __init__(self, connection: Connection, paths: Paths, job: JobContext) -> None:
        self._connection = connection
        self._paths = paths
        self._job = job
        self._declined = DeclinedRows()
        self._left_out: list[LeftOut] = []
        self._rows: dict[str, int] = {}
        self._unreadable = 0
        self._pictures: set[str] = set()
        self._wanted: set[str] = set()
        self._optional: set[str] = set()

    def write(
        self, path: Path, *, replace: bool = False, prove: Prove | None = None
    ) -> ExportSummary:
        """replace: even if something would be lost. prove: one more check before it gets its name.

        Raises Problem when it can't be written or a check fails, WouldBeLost, JobCancelled; a file
        at the path is then unchanged.
        """
        target = Target(path, self._paths)
        if not replace:
            target.expect_less(self._connection, self._job)
        sweep(path.parent)
        for _round in range(_MOST_ROUNDS):
            try:
                self._written(path, target, prove)
            except _Declined as declined:
                self._declined.add(declined.faults)
            else:
                left_out = (*self._left_out, *self._declined.told())
                pictures = len(self._pictures)
                return ExportSummary(path, self._rows, pictures, self._unreadable, left_out)
        raise AssertionError("rows that were set aside came back")

    def _written(self, path: Path, target: Target, prove: Prove | None) -> None:
        self._begin()
        header = {"schema": HEAD_REVISION, "exported_at": datetime.now(UTC).isoformat()}
        digest = ""

        def check(written: Path) -> None:
            found = ReadBack(digest, sum(self._rows.values()), len(self._pictures), self._job)
            if faults := found.faults(written):
                raise _Declined(faults)
            self._unreadable = sum(map(len, self._declined.rows.values()))
            target.expect_pictures(self._wanted - self._pictures)
            if prove is not None:
                prove(written, self._declined)
            target.expect_unchanged()
            self._job.conclude(_("Saving the file"))

        try:
            with whole_file(path, check=check) as out:
                digest = write_document(
                    out, header, self._tables(), self._embedded(), self._declined.rows
                )
        except OSError as error:
            raise Problem(
                _("“{name}” couldn’t be written.", name=display_name(path)),
                reason(error),
                _("Choose another place, or free some space there."),
                repr(error),
            ) from error

    def _begin(self) -> None:
        self._declined.rows.clear()
        self._left_out.clear()
        self._rows.clear()
        for names in (self._pictures, self._wanted, self._optional):
            names.clear()

    def _tables(self) -> Iterator[tuple[str, Iterator[Row]]]:
        total = 2 * count(self._connection)  # each is written and read back
        for noun, rows in collect(self._connection, self._declined.rows):
            self._job.report(sum(self._rows.values()), total, several(noun.name))
            self._rows[noun.name] = 0
            yield noun.name, self._counted(noun, self._declined.without(noun, rows), total)

    def _counted(self, noun: Noun, rows: Iterable[Row], total: int) -> Iterator[Row]:
        named, written = noun.fields_that_hold("picture"), noun.fields_that_hold("markdown")
        done = sum(self._rows.values())
        inside = [
            (owned.name, field)
            for owned in noun.owned
            for field in owned.fields_that_hold("picture")
        ]
        for number, row in enumerate(rows, 1):
            self._wanted.update(name for field in named if (name := row[field]))
            for owned, field in inside:
                self._wanted.update(one[field] for one in row[owned])
            for field in written:
                self._optional |= named_in(row[field])
            if number % _ROWS_A_REPORT == 0:
                self._job.report(done + number, total, several(noun.name))
            self._rows[noun.name] = number
            yield row

    def _embedded(self) -> Iterator[tuple[str, str]]:
        folder = self._paths.pictures
        names = self._wanted | pictures.those_there(folder, self._optional)
        for name, data in pictures.embedded(folder, names, self._left_out):
            self._job.checkpoint()
            self._pictures.add(name)
            yield name, data
