"""What the rows of a document refer to, as this file has it: ids, names of tracks, and times."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from db.archive.collect import Field, Noun, nouns
from db.archive.outcome import MergedRow, Values
from db.archive.validate import DocumentFault, Place
from db.models.marks import MARK_TABLES
from db.ranges.limits import ValueFault, Wrong, shortened
from db.repositories.track_time import Shift
from db.search.own_links import with_places_moved
from db.writing.dependents import table_named

REFUSAL = table_named("refusal")
ENTRY = table_named("journal_entry")
SOURCE = "track_source"
TRACK = "track"
# On a track's own time.
_PLACED = {
    *(kept.name for kept in MARK_TABLES.values()),
    "trace",
    "heard_stretch",
    SOURCE,
    "intensity_event",
    "refusal",
    "alignment",
    "lyrics",
    "recognition",
}
# The field by which a row refers to another track, and is on that one's time, too.
_LINKED = {"alignment": "other_track"}


class References:
    """Knows the rows that have been merged so far.

    renamed: the uids that tracks have here now, by those that they had here before.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ids: dict[str, dict[str, int]] = {}  # by table and reference
        self.renamed: dict[str, str] = {}
        # Of tracks that have another name here, by their uid in the document, or the one that they
        # had here.
        self._shifts: dict[str, Shift] = {}
        self._uids: dict[str, str] = {}

    def add(self, noun: Noun, merged: list[MergedRow]) -> None:
        """These rows of the document, and all others that are here, can be referred to."""
        ids = self._ids_by(noun, noun.reference)
        self._ids[noun.name] = ids | {one.row[noun.reference]: one.row_id for one in merged}
        if noun.name == TRACK:
            self._uids = self._uids_of(merged)

    def shift(self, uid: str, shift: Shift) -> None:
        """A track of the document has another time here."""
        self._shifts[uid] = shift

    def is_shifted(self, uid: str) -> bool:
        return uid in self._shifts

    def as_here(self, noun: Noun, row: Values, place: Place) -> Values:
        """The row's columns, as they are written here."""
        values = self.on_time_here(noun, self.resolved(noun.fields, row, place), row)
        if noun.table is REFUSAL:
            values["what"] = self._uids.get(values["what"], values["what"])
        if noun.table is ENTRY and values["text"]:
            values["text"] = with_places_moved(values["text"], self._uid_here, self._place_here)
        return values

    def _uid_here(self, uid: str) -> str:
        return self._uids.get(uid, uid)

    def _place_here(self, uid: str, at_ms: int) -> int:
        shift = self._shifts.get(uid)
        return at_ms if shift is None else shift.place(at_ms)

    def on_time_here(self, noun: Noun, values: Values, owner: Values) -> Values:
        """owner: the row of the document that says which track it is about."""
        shift = self._shifts.get(owner["track"]) if noun.name in _PLACED else None
        here = values if shift is None else values | shift.moved_row(noun.name, values)
        link = self._shifts.get(owner[_LINKED[noun.name]]) if noun.name in _LINKED else None
        return here if link is None else here | link.moved_link(here)

    def resolved(self, fields: Iterable[Field], row: Values, place: Place) -> Values:
        """The row's columns, with this file's ids for references."""
        values: Values = {}
        for one in fields:
            value = row[one.name]
            if one.target is not None and value is not None:
                if value not in self._ids[one.target.name]:
                    fault = ValueFault(Wrong.POINTS_NOWHERE, shortened(value))
                    raise DocumentFault(place._replace(field=one.name), fault)
                value = self._ids[one.target.name][value]
            values[one.column.name] = value
        return values

    def is_of_itself(self, refusal: Values) -> bool:
        """Whether its two tracks are one here."""
        tracks = self._ids[TRACK]
        return refusal["what"] in tracks and tracks[refusal["what"]] == tracks.get(refusal["track"])

    def _uids_of(self, merged: list[MergedRow]) -> dict[str, str]:
        """The uids that tracks have here, by the one in the document or the one they had before."""
        uids = {row_id: uid for uid, row_id in self._ids_by(_noun(TRACK), "uid").items()}
        return self.renamed | {one.row["uid"]: uids[one.row_id] for one in merged}

    def _ids_by(self, noun: Noun, column: str) -> dict[str, int]:
        named = self._connection.execute(select(noun.table.c[column], noun.table.c.id))
        return {row[0]: row[1] for row in named}


def _noun(name: str) -> Noun:
    return next(noun for noun in nouns() if noun.name == name)
