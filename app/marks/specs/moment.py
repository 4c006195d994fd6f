"""Favourite moments: what the listener loves."""

from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter
from typing import Any

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.marks.spec import MarkSpec, MarkWords, Meant, Reading, Row, Told, fields_of
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
        one="Favourite moment",
        many="Favourite moments",
        step="favourite moment",
        row="Favourite moment",
        unnamed="A favourite moment",
        line="Favourite moment “{name}”",
        cell="{name}",
        text="{name}",
        heading="Favourite moment",
        name="Name of the moment",
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
