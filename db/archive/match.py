"""The rows a document may meet, by all the names they can be recognised by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from db.archive.collect import Noun
from db.models.track import BY_TAGS, SCORE
from db.writing.dependents import table_named

_FILE = table_named("audio_file")

RowMap = Mapping[str, Any]

# Rows that the program made by itself, by table and key: the vocabularies it ships.
Planted = Mapping[str, Mapping[str, RowMap]]


class Here:
    """The rows of one noun as they are before the merge."""

    def __init__(self, connection: Connection, noun: Noun, planted: Planted) -> None:
        self._planted = planted.get(noun.name, {})
        found = connection.execute(select(noun.table)).mappings()
        rows: list[RowMap] = [dict(row) for row in found]
        self._by_id = {row["id"]: row for row in rows}
        self._by_uid = {row["uid"]: row for row in rows}
        self._by_key = {row["key"]: row for row in rows} if noun.reference == "key" else {}
        self._by_hash: dict[str, int] = {}
        if noun.name == "track":
            files = connection.execute(select(_FILE.c.payload_hash, _FILE.c.track_id))
            self._by_hash = {row.payload_hash: row.track_id for row in files}

    def find(self, row: RowMap) -> RowMap | None:
        """The row here that a document's row is, or None."""
        if (found := self._by_key.get(row.get("key"))) is not None:
            return found
        if (found := self._by_uid.get(row["uid"])) is not None:
            return found
        hashes = (file["payload_hash"] for file in row.get(_FILE.name, ()))
        track_ids = (self._by_hash[known] for known in hashes if known in self._by_hash)
        track_id = next(track_ids, None)
        return None if track_id is None else self._by_id[track_id]

    def may_become(self, existing: RowMap, values: RowMap) -> bool:
        """Whether a row recognised by another name than its uid takes all of the document's."""
        return values["uid"] not in self._by_uid and not self._is_authored(existing)

    def _is_authored(self, row: RowMap) -> bool:
        """Whether anything in it is the listener's.

        Never told by a row's times: an undo, which is a change too, leaves nothing of one behind.
        """
        if "words_by" in row:
            has_place = row["role"] != SCORE or row["work_id"] is not None
            return has_place or row["words_by"] != BY_TAGS
        made = self._planted.get(row.get("key", ""))
        return made is None or any(row[name] != value for name, value in made.items())
