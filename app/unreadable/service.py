"""Finds rows that no page can show; repairs and deletes them."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from app.core.ids import TrackId
from app.core.words import _
from app.emotions import shipped
from app.marks.kinds import KINDS, changes_of_marks
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.history import RowChange
from app.transactions.ledger import Ledger, Writing
from app.unreadable import words
from app.unreadable.records import MOST, UnreadableRow
from db.models.marks import MARK_TABLES
from db.queries import unreadable as queries
from db.ranges.mending import mended
from db.ranges.row_faults import unshowable
from db.writing import bulk_rows
from db.writing.dependents import table_named

if TYPE_CHECKING:
    from db.store.engine import Connection

log = logging.getLogger(__name__)

# Rows that others depend on can only be repaired: deleting them would delete the others too.
_ALONE = frozenset(
    (
        "listen",
        "heard_stretch",
        "trace",
        "echo",
        "journal_entry",
        "album_entry",
        "refusal",
        "intensity_event",
        "alignment",
        "subtitle",
        "lyrics",
        "entry_picture",
        "recognition",
    )
)
_KINDS = (
    changes.WORK,
    changes.EPISODE,
    changes.SCENE,
    changes.CHARACTER,
    changes.TRACK,
    changes.AUDIO_FILE,
    changes.EMOTION,
    changes.THEME,
    changes.ECHO,
    changes.SAGA,
    changes.ALIGNMENT,
    changes.SUBTITLE,
    changes.LYRICS,
    changes.INTENSITY,
    changes.TRACE,
    changes.LISTEN,
    changes.ENTRY,
    changes.RECOGNITION,
)


class Unreadable:
    """Verbs on rows that can't be shown. Each announces a Change of every kind there may be."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._rows: tuple[UnreadableRow, ...] | None = None
        ledger.feed.subscribe_first(self._on_change)

    def rows(self) -> tuple[UnreadableRow, ...]:
        """At most MOST. Reads the whole journal on the first call and after a restore or another
        process's changes, so call it in a job.
        """
        if self._rows is None:
            with self._ledger.read() as connection:
                self._rows = _records(connection, queries.rows(connection, MOST))
        return self._rows

    @property
    def is_known(self) -> bool:
        """Whether `rows` has its answer already."""
        return self._rows is not None

    def mend(self, rows: Iterable[UnreadableRow], initiator: object = None) -> None:
        """Each gets the nearest values that can be shown; its texts stay. Undo brings back exactly
        what there was, and the log says what that was.
        """
        with self._write(_("Repair what couldn’t be shown"), initiator) as writing:
            for table, ids in _by_table(rows).items():
                _mend(writing, table, ids)
        self._rows = None

    def remove(self, rows: Iterable[UnreadableRow], initiator: object = None) -> None:
        """Deletes those that may be deleted. Undo brings them back as they were."""
        with self._write(_("Delete what couldn’t be shown"), initiator) as writing:
            for table, ids in _by_table(row for row in rows if row.can_go).items():
                _mend(writing, table, ids)
                there = bulk_rows.read(writing.session.connection(), table_named(table), ids)
                bulk_rows.remove(writing.unit, table_named(table), there)
        self._rows = None

    def _write(self, label: str, initiator: object) -> AbstractContextManager[Writing]:
        self._rows = None
        return self._ledger.write(label, *_KINDS, *changes_of_marks(), initiator=initiator)

    def _on_change(self, change: Change) -> None:
        """An undo or redo of repairing has no more rows than are listed at once."""
        is_mending = len(change.rows) <= MOST and any(map(_is_odd, change.rows))
        if change.touches(changes.EVERYTHING) or is_mending:
            self._rows = None


def _records(connection: Connection, found: Iterable[queries.Found]) -> tuple[UnreadableRow, ...]:
    known = list(found)
    names = queries.Names(connection, known)
    return tuple(_record(table, row, names) for table, row in known)


def _record(table: str, row: Mapping[str, Any], names: queries.Names) -> UnreadableRow:
    track_id = names.track_id(row)
    title, length_ms = names.track(track_id)
    becomes = mended(table, row, length_ms)
    said = _in_the_language(table, row)
    faults = unshowable(table, row)
    return UnreadableRow(
        table=table,
        id=row["id"],
        what=words.what(table, said, shipped.name(*names.emotion(row)) or names.called(row)),
        where=words.where(row, "" if table == "track" else title),
        words=words.words(said),
        why=tuple(words.why(name, row[name], becomes.get(name), row) for name in faults),
        can_go=table in _ALONE or table in _mark_tables(),
        track_id=None if track_id is None else TrackId(track_id),
    )


def _in_the_language(table: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row of a shipped emotion or set with the texts that are shown for it."""
    if table == "emotion":
        key = row["key"]
        name, gloss = shipped.name(key, row["name"]), shipped.gloss(key, row["gloss"])
        return {**row, "name": name, "gloss": gloss}
    if table == "emotion_set":
        return {**row, "name": shipped.set_name(row["key"], row["name"])}
    return row


def _is_odd(change: RowChange) -> bool:
    images = (change.before, change.after)
    return any(image is not None and unshowable(change.table, image) for image in images)


def _mark_tables() -> frozenset[str]:
    return frozenset(MARK_TABLES[kind].name for kind in KINDS)


def _mend(writing: Writing, table: str, ids: list[int]) -> None:
    connection = writing.session.connection()
    there = bulk_rows.read(connection, table_named(table), ids)
    track_ids = {row["track_id"] for row in there.values() if row.get("track_id") is not None}
    lengths = {key: length for key, (_, length) in queries.tracks(connection, track_ids).items()}
    changed = {}
    for row_id, row in there.items():
        changed[row_id] = mended(table, row, lengths.get(row.get("track_id", 0)))
        old = {name: row[name] for name in changed[row_id]}
        log.info("repaired %s %d: %s", table, row_id, old)
    bulk_rows.change(writing.unit, table_named(table), there, changed)


def _by_table(rows: Iterable[UnreadableRow]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        found[row.table].append(row.id)
    return found
