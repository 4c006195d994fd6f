"""The rows a document may meet, by all the names they can be recognised by."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, select

from db.archive.collect import Noun
from db.archive.same_sound import SameSound
from db.models.track import BY_TAGS, SCORE

# What no two rows share, besides their uids.
_ALIKE_IN: Mapping[str, tuple[str, ...]] = {
    "track_source": ("track_id", "payload_hash", "start_ms"),
    "album_entry": ("track_id", "album", "album_artist", "disc_number", "track_number"),
    "refusal": ("kind", "track_id", "what", "start_ms", "end_ms"),
    "listen": ("source", "source_key"),
}
_USUAL_SOURCE = {"offset_ms": 0, "tempo_ratio": 1.0, "is_preferred": False}

RowMap = Mapping[str, Any]

# Rows that the program made by itself, by table and key: the vocabularies it ships.
Planted = Mapping[str, Mapping[str, RowMap]]


class Here:
    """The rows of one noun, as the merge has left them so far.

    Several rows of the document may be one row here; the first that claims it is the only one that
    changes it. Rows with its own name are asked for before any that are only like it.
    """

    def __init__(
        self,
        connection: Connection,
        noun: Noun,
        planted: Planted,
        sound: SameSound,
        document_uids: Collection[str],
    ) -> None:
        self._sound = sound if noun.name == "track" else None
        self._planted = planted.get(noun.name, {})
        self._document_uids = document_uids
        found = connection.execute(select(noun.table)).mappings()
        self._by_id: dict[int, RowMap] = {row["id"]: dict(row) for row in found}
        self._ids_by_uid = {row["uid"]: row["id"] for row in self._by_id.values()}
        is_keyed = noun.reference == "key"
        self._ids_by_key = {row["key"]: row["id"] for row in self._by_id.values() if is_keyed}
        self._alike_in = _ALIKE_IN.get(noun.name, ())
        self._ids_by_likeness: dict[tuple[Any, ...], int] | None = None
        self._claimed: dict[int, str] = {}  # by row here: the uid of the document's

    def with_key(self, row: RowMap) -> RowMap | None:
        """The row here with the key of a document's row."""
        return self._row(self._ids_by_key.get(row.get("key", "")))

    def with_uid(self, row: RowMap) -> RowMap | None:
        return self._row(self._ids_by_uid.get(row["uid"]))

    def alike(self, row: RowMap, values: RowMap) -> RowMap | None:
        """The row here that a document's row with another name is. values: with this file's ids."""
        if self._sound is not None:
            return self._row(self._sound.track_of(row["uid"], self._claimed))
        if not self._alike_in:
            return None
        if self._ids_by_likeness is None:
            in_order = self._by_id.values()
            self._ids_by_likeness = {self.likeness(one): one["id"] for one in in_order}
        likeness = self.likeness(values)
        is_like_any = any(value is not None for value in likeness)
        return self._row(self._ids_by_likeness.get(likeness)) if is_like_any else None

    def likeness(self, row: RowMap) -> tuple[Any, ...]:
        return tuple(row[name] for name in self._alike_in)

    def claim(self, existing: RowMap, row: RowMap) -> bool:
        """Whether a document's row is the one that may change the row here."""
        uid: str = row["uid"]
        return self._claimed.setdefault(existing["id"], uid) == uid

    def may_become(self, existing: RowMap, values: RowMap) -> bool:
        """Whether a row recognised by another name than its uid takes all of the document's."""
        if values["uid"] in self._ids_by_uid or existing["uid"] in self._document_uids:
            return False
        return not self._is_authored(existing)

    def change(self, existing: RowMap, changed: RowMap) -> None:
        """A row here has been changed."""
        row = {**existing, **changed}
        self._by_id[row["id"]] = row
        del self._ids_by_uid[existing["uid"]]
        self._ids_by_uid[row["uid"]] = row["id"]

    def _row(self, row_id: int | None) -> RowMap | None:
        return None if row_id is None else self._by_id[row_id]

    def _is_authored(self, row: RowMap) -> bool:
        """Whether anything in it is the listener's.

        Never told by a row's times: an undo, which is a change too, leaves nothing of one behind.
        """
        if "payload_hash" in row:
            return any(row[name] != usual for name, usual in _USUAL_SOURCE.items())
        if "role" in row:
            has_place = row["role"] != SCORE or row["work_id"] is not None
            return bool(has_place or row["words_by"] != BY_TAGS)
        if "words_by" in row:
            return bool(row["words_by"] != BY_TAGS)
        made = self._planted.get(row.get("key", ""))
        return made is None or any(row[name] != value for name, value in made.items())
