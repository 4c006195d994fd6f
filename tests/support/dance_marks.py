"""A fifth kind of mark, added as CONTRIBUTING describes: where the listener has to dance.

Its model, its spec, and nothing else: its lane is in `tests/ui/timeline/lanes`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.bootstrap import Services
from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.core.words import Text
from app.marks.kinds import KINDS
from app.marks.spec import MarkSpec, MarkWords, Meant, Reading, Row, Told, Verb, fields_of
from app.transactions.mark_rows import MarkRows
from db.models.base import AUTOINCREMENT, Authored, Base, now_ms, reference
from db.models.journal_line import line_triggers
from db.models.line_source import LineSource, joined
from db.models.marks import MARK_TABLES, MarkTable
from db.ranges.columns import RANGES

DANCE = MarkKind("dance")


@dataclass(frozen=True, slots=True)
class Dance:
    id: int
    span: Span
    steps: str
    note: str
    made: Instant
    preroll_ms: int | None
    uid: str = "dance"

    @property
    def kind(self) -> MarkKind:
        return DANCE

    @property
    def ref(self) -> MarkRef:
        return MarkRef(DANCE, self.id)


def _told(dance: Dance) -> Told:
    texts = {"steps": dance.steps, "note": dance.note}
    return Told(dance.steps, "sparkles", texts=texts)


def _read(reading: Reading, track_id: TrackId, ids: Collection[int] | None) -> tuple[Dance, ...]:
    marks: Any = MARK_TABLES[DANCE].table
    found = select(marks).where(marks.c.track_id == track_id)
    if ids is not None:
        found = found.where(marks.c.id.in_(ids))
    rows = reading.connection.execute(found.order_by(marks.c.start_ms, marks.c.id))
    return tuple(
        Dance(
            row.id,
            Span(row.start_ms, row.end_ms),
            row.steps,
            row.note,
            Instant(row.made_at, row.made_offset_min),
            row.preroll_ms,
            row.uid,
        )
        for row in rows
    )


def _copied(dance: Dance) -> dict[str, Any]:
    return fields_of(dance, "steps", "note", "preroll_ms")


def _pasted(_meant: Meant, says: Row) -> dict[str, Any]:
    return {"steps": str(says["steps"]), "note": str(says["note"])}


SPEC = MarkSpec(
    DANCE,
    "dance",
    MarkWords(
        one=Text("Dance"),
        many=Text("Dances"),
        counted=lambda n: f"{n} dances",
        steps={verb: Text(f"{verb.name.title()} dance") for verb in Verb},
        row=Text("Dance"),
        unnamed=Text("A dance"),
        line=Text("Dance “{name}”"),
        text=Text("Dance: {name}"),
    ),
    "sparkles",
    lambda _dance: "#3f8f4f",
    _told,
    _read,
    _copied,
    _pasted,
    texts=("steps", "note"),
    is_pressed=True,
    made=attrgetter("made"),
    named_by="steps",
)


@contextmanager
def dances(services: Services, patch: pytest.MonkeyPatch) -> Iterator[MarkRows]:
    """Makes the kind known and its table exist; yields what adds marks."""
    model = _model()
    line = LineSource("dance_mark", joined("steps", "note"))
    in_inbox = "note = '' AND needs_no_note = 0"
    patch.setitem(KINDS, DANCE, SPEC)
    patch.setitem(MARK_TABLES, str(DANCE), MarkTable(model, line, in_inbox=in_inbox))
    ranges = dict(RANGES["favourite_moment"])
    patch.setitem(RANGES, "dance_mark", ranges | {"steps": ranges.pop("label")})
    with services.ledger.write("Migrate", is_undoable=False) as writing:
        connection = writing.session.connection()
        model.__table__.create(connection)
        for statement in line_triggers(DANCE, line):
            connection.exec_driver_sql(statement)
    try:
        yield MarkRows(services.ledger, model, SPEC.change)
    finally:
        Base.metadata.remove(model.__table__)
        model.registry.dispose()


def _model() -> Any:
    """Made each time, so that the program's own models stay as its migrations make them."""

    class Models(DeclarativeBase):
        metadata = Base.metadata

    class DanceMark(Authored, Models):
        __tablename__ = "dance_mark"
        __table_args__ = (AUTOINCREMENT,)

        track_id: Mapped[int] = reference("track.id", index=False)
        listen_id: Mapped[int | None] = reference("listen.id", on_delete="SET NULL", index=False)
        start_ms: Mapped[int]
        end_ms: Mapped[int]
        raw_start_ms: Mapped[int]
        raw_end_ms: Mapped[int]
        steps: Mapped[str] = mapped_column(default="")
        note: Mapped[str] = mapped_column(default="")
        made_at: Mapped[int] = mapped_column(default=now_ms)
        made_offset_min: Mapped[int] = mapped_column(default=0)
        preroll_ms: Mapped[int | None]
        needs_no_note: Mapped[bool] = mapped_column(default=False)

    return DanceMark
