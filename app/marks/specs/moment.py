"""Favourite moments: what the listener loves."""

from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter
from typing import Any

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.words import Text, ngettext
from app.marks.spec import MarkSpec, MarkWords, Meant, Reading, Row, Told, Verb, fields_of
from app.moments.records import Moment
from app.transactions import changes


def _told(moment: Moment) -> Told:
    return Told(moment.label, "heart", texts={"label": moment.label, "note": moment.note})


def _made(moment: Moment) -> Instant:
    return Instant(moment.made_at_ms, moment.made_offset_min)


def _read(reading: Reading, track_id: TrackId, ids: Collection[int] | None) -> tuple[Moment, ...]:
    from app.moments.service import moment_record
    from db.queries import timeline as queries

    found = queries.moments(reading.connection, track_id, ids)
    return tuple(moment_record(row) for row in found)


def _copied(moment: Moment) -> dict[str, Any]:
    return fields_of(moment, "label", "note", "preroll_ms")


def _pasted(_meant: Meant, says: Row) -> dict[str, Any]:
    return {"label": str(says["label"]), "note": str(says["note"])}


SPEC = MarkSpec(
    MarkKind.MOMENT,
    changes.MOMENT,
    MarkWords(
        one=Text("Favourite moment"),
        many=Text("Favourite moments"),
        counted=lambda n: ngettext("1 favourite moment", "{n} favourite moments", n),
        steps={
            Verb.MOVE: Text("Move favourite moment"),
            Verb.RESIZE: Text("Resize favourite moment"),
            Verb.EDIT: Text("Edit favourite moment"),
            Verb.DELETE: Text("Delete favourite moment"),
            Verb.CUT: Text("Cut favourite moment"),
            Verb.DUPLICATE: Text("Duplicate favourite moment"),
            Verb.SPLIT: Text("Split favourite moment"),
            Verb.PASTE: Text("Paste favourite moment"),
        },
        row=Text("Favourite moment"),
        unnamed=Text("A favourite moment"),
        line=Text("Favourite moment “{name}”"),
        heading=Text("Favourite moment"),
        name=Text("Name of the moment"),
    ),
    "heart",
    lambda _moment: "accent",
    _told,
    _read,
    _copied,
    _pasted,
    texts=("label", "note"),
    is_pressed=True,
    made=_made,
    waits=attrgetter("is_waiting"),
    overview="dot",
    named_by="label",
)
