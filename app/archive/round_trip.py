"""Verifies an export: restores it into a temporary profile and compares."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.archive.declined import DeclinedRows
from app.archive.document import Row
from app.core.atomic_folder import scratch_folder
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.path_names import display_name
from app.core.row_words import one, several
from app.core.user_files import read_bytes, reason
from app.core.words import _, listed
from app.profile.paths import Paths
from app.profile.pictures import MAX_BYTES
from app.transactions.changes import ChangeFeed
from app.transactions.ledger import Ledger
from db.archive.collect import Noun, collect
from db.store.opening import open_store

if TYPE_CHECKING:
    from db.store.engine import Connection

log = logging.getLogger(__name__)

_ROWS_A_CHECKPOINT = 500


class NotTheSame(Problem):
    """What was restored isn't what was exported. what: a sentence."""

    def __init__(self, what: str) -> None:
        super().__init__(
            _("The export couldn’t be restored as it was, so it was deleted."),
            what,
            _("Make a backup instead (Settings, Your data), and report this."),
        )


def prove(
    restore: Callable[[Ledger, Paths], object],
    connection: Connection,
    pictures: Path,
    declined: DeclinedRows,
    job: JobContext,
) -> None:
    """Restores a document into a temporary folder and compares every row and picture.

    restore: restores the document into a profile. connection: to the journal as it was when the
    document was written. Raises NotTheSame, what `restore` raises, and JobCancelled.
    """
    with _thrown_away() as (paths, ledger):
        job.report(0, 0, _("Restoring it elsewhere"))
        restore(ledger, paths)
        with ledger.read() as restored:
            for noun, mine, theirs in _tables(connection, restored):
                job.report(0, 0, _("Comparing: {rows}", rows=several(noun.name)))
                _expect_same(noun, declined.without(noun, mine), theirs, job)
        _expect_same_pictures(pictures, paths.pictures)


@contextmanager
def _thrown_away() -> Iterator[tuple[Paths, Ledger]]:
    with scratch_folder() as folder:
        paths = Paths.for_profile(folder)
        paths.make()
        store = open_store(paths.database)
        try:
            yield paths, Ledger(store, ChangeFeed())
        finally:
            store.close()


def _tables(
    first: Connection, second: Connection
) -> Iterator[tuple[Noun, Iterator[Row], Iterator[Row]]]:
    for (noun, mine), (_noun, theirs) in zip(collect(first), collect(second), strict=True):
        yield noun, mine, theirs


def _expect_same(noun: Noun, mine: Iterator[Row], theirs: Iterator[Row], job: JobContext) -> None:
    """A new profile has emotions of its own besides."""
    if noun.reference == "key":
        found: Iterator[tuple[Any, Any]] = _by_key(mine, theirs)
    else:
        found = _by_uid(mine, theirs)
    for number, (here, there) in enumerate(found):
        if number % _ROWS_A_CHECKPOINT == 0:
            job.checkpoint()
        if here != there:
            raise NotTheSame(_difference(noun, here, there))


def _by_uid(mine: Iterator[Row], theirs: Iterator[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Both are ordered by uid, except for rows that were repaired."""
    here: dict[str, Row] = {}
    there: dict[str, Row] = {}
    for left, right in zip_longest(mine, theirs):
        here |= {left["uid"]: left} if left else {}
        there |= {right["uid"]: right} if right else {}
        for uid in [uid for uid in here if uid in there]:
            yield here.pop(uid), there.pop(uid)
    yield from ((row, None) for row in here.values())
    yield from ((None, row) for row in there.values())


def _by_key(mine: Iterator[Row], theirs: Iterator[Row]) -> Iterator[tuple[Row, Row | None]]:
    known = {row["key"]: row for row in mine}
    for row in theirs:
        yield known.pop(row["key"], row), row
    for row in known.values():
        yield row, None


def _difference(noun: Noun, here: Row | None, there: Row | None) -> str:
    row = here or there or {}
    name = _("{what} {uid}", what=one(noun.name), uid=str(row.get("uid")))
    if there is None:
        # Translators: {row} is such as “Scene 0190-…”
        return _("Missing after restoring it elsewhere: {row}.", row=name)
    if here is None:
        return _("Present only after restoring it elsewhere: {row}.", row=name)
    fields = listed(sorted(field for field in here if here[field] != there[field]))
    return _("Different after restoring it elsewhere: {row}, in {fields}.", row=name, fields=fields)


def _expect_same_pictures(here: Path, there: Path) -> None:
    for copy in there.iterdir():
        try:
            is_same = read_bytes(copy, MAX_BYTES) == read_bytes(here / copy.name, MAX_BYTES)
        except OSError as error:
            raise NotTheSame(
                _(
                    "The picture “{name}” can’t be read. {reason}",
                    name=display_name(copy),
                    reason=reason(error),
                )
            ) from error
        if not is_same:
            name = display_name(copy)
            raise NotTheSame(_("The picture “{name}” is different after restoring.", name=name))
