"""Echoes: where tracks and works live on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.ids import EchoId, TrackId, WorkId
from app.core.words import Text, _, ngettext
from app.story.echo_kinds import EchoKind as EchoKind
from app.story.new_rows import named
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from app.transactions.typed import Typed, words_outlive
from db.models.echo import Echo as EchoRow
from db.models.track import Track as TrackRow
from db.models.work import Work as WorkRow
from db.queries import echoes as queries
from db.repositories import rows

ECHO_FIELDS = frozenset(("kind", "title", "who", "date", "link", "note", "picture"))
_WORDS = frozenset(("title", "who", "note"))
_ADD, _EDIT = Text("Add afterlife"), Text("Edit afterlife")


@dataclass(frozen=True, slots=True)
class Echo:
    """Of a track or of a work, the other one is None.

    date: a year, month or day as in ISO 8601; empty if unknown. link: a web address or empty.
    linked_track_id: the cover itself, where it is in the library. picture: a file name among the
    profile's pictures.
    """

    id: EchoId
    uid: str
    track_id: TrackId | None
    work_id: WorkId | None
    kind: EchoKind
    title: str
    who: str
    date: str
    link: str
    note: str
    linked_track_id: TrackId | None
    picture: str | None


@dataclass(frozen=True, slots=True)
class NewEcho:
    """As `Echo` has them."""

    kind: EchoKind
    title: str
    who: str = ""
    date: str = ""
    link: str = ""
    note: str = ""
    picture: str | None = None
    linked_track_id: TrackId | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What ECHO_FIELDS names."""
        return {name: getattr(self, name) for name in ECHO_FIELDS - {"kind", "title"}}


class Echoes:
    """Each verb is one undo step, and announces Change(ECHO). Those of a row that is gone raise
    LookupError.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_track(self, track_id: TrackId) -> tuple[Echo, ...]:
        """The earliest first."""
        with self._ledger.read() as connection:
            return echo_records(queries.echoes_of_track(connection, track_id))

    def of_work(self, work_id: WorkId) -> tuple[Echo, ...]:
        with self._ledger.read() as connection:
            return echo_records(queries.echoes_of_work(connection, work_id))

    def which_are(self, track_id: TrackId) -> tuple[Echo, ...]:
        """The echoes that this track is itself: what it is a cover of."""
        with self._ledger.read() as connection:
            return echo_records(queries.originals_of(connection, track_id))

    def add_to_track(
        self,
        track_id: TrackId,
        kind: EchoKind,
        title: str,
        initiator: object = None,
        **values: Any,
    ) -> EchoId:
        """values: any of ECHO_FIELDS. Raises Problem for an empty title."""
        with self._write(str(_ADD), initiator) as writing:
            writing.unit.get(TrackRow, track_id)
            return _add(writing, {"track_id": track_id}, kind, title, values)

    def add_to_work(
        self,
        work_id: WorkId,
        kind: EchoKind,
        title: str,
        initiator: object = None,
        **values: Any,
    ) -> EchoId:
        """The same of a work: a sequel, a parody, an advertisement with all of its music."""
        with self._write(str(_ADD), initiator) as writing:
            writing.unit.get(WorkRow, work_id)
            return _add(writing, {"work_id": work_id}, kind, title, values)

    def add(
        self,
        echoes: Iterable[NewEcho],
        *,
        track_id: TrackId | None = None,
        work_id: WorkId | None = None,
        initiator: object = None,
    ) -> tuple[EchoId, ...]:
        """Several of a track or of a work, as one step. Raises Problem for an empty title, a day or
        an address that is none; ValueError for the track as an echo of itself.
        """
        new = tuple(echoes)
        label = ngettext("Add afterlife", "Add {n} afterlives", len(new))
        with self._write(label, initiator) as writing:
            whose = _owner(writing, track_id, work_id)
            added = []
            for one in new:
                echo_id = _add(writing, whose, one.kind, one.title, one.values)
                _link(writing, writing.unit.get(EchoRow, echo_id), one.linked_track_id)
                added.append(echo_id)
            return tuple(added)

    def change(self, echo_id: EchoId, new: NewEcho, before: Echo, initiator: object = None) -> None:
        """What differs from `before`, at once: the rest may have been changed meanwhile. Raises as
        `edit` and `link` do.
        """
        now = new.values | {"kind": str(new.kind), "title": named(new.title, "echo")}
        values = {
            name: Typed(value, getattr(before, name), is_long=name == "note")
            if name in _WORDS
            else value
            for name, value in now.items()
            if value != getattr(before, name)
        }
        is_linked_anew = new.linked_track_id != before.linked_track_id
        if not values and not is_linked_anew:
            return
        with words_outlive(values), self._write(str(_EDIT), initiator) as writing:
            row = writing.unit.get(EchoRow, echo_id)
            settled = writing.settled(values, lambda name: getattr(row, name))
            rows.edit(row, settled, ECHO_FIELDS)
            if is_linked_anew:
                _link(writing, row, new.linked_track_id)
            writing.ids.add(echo_id)

    def edit(self, echo_id: EchoId, initiator: object = None, **values: Any) -> None:
        """values: any of ECHO_FIELDS. Typed text doesn't replace what was written meanwhile."""
        if "title" in values:
            values["title"] = named(values["title"], "echo")
        with words_outlive(values), self._write(str(_EDIT), initiator) as writing:
            row = writing.unit.get(EchoRow, echo_id)
            settled = writing.settled(values, lambda name: getattr(row, name))
            rows.edit(row, settled, ECHO_FIELDS)
            writing.ids.add(echo_id)

    def link(self, echo_id: EchoId, track_id: TrackId | None, initiator: object = None) -> None:
        """The echo is this track of the library; None: it is in no file here.

        Raises ValueError when the track is the one that the echo is of.
        """
        with self._write(_("Link afterlife"), initiator) as writing:
            _link(writing, writing.unit.get(EchoRow, echo_id), track_id)
            writing.ids.add(echo_id)

    def remove(self, echo_id: EchoId, initiator: object = None) -> None:
        with self._write(_("Delete afterlife"), initiator) as writing:
            writing.unit.remove(writing.unit.get(EchoRow, echo_id))

    def _write(self, label: str, initiator: object) -> Any:
        return self._ledger.write(label, changes.ECHO, initiator=initiator)


def _add(
    writing: Writing, whose: dict[str, int], kind: EchoKind, title: str, values: dict[str, Any]
) -> EchoId:
    row = EchoRow(**whose, kind=str(kind), title=named(title, "echo"))
    rows.edit(row, values, ECHO_FIELDS)
    writing.session.add(row)
    writing.session.flush()
    writing.ids.add(row.id)
    return EchoId(row.id)


def _owner(writing: Writing, track_id: TrackId | None, work_id: WorkId | None) -> dict[str, int]:
    if track_id is not None and work_id is None:
        return {"track_id": writing.unit.get(TrackRow, track_id).id}
    if work_id is not None and track_id is None:
        return {"work_id": writing.unit.get(WorkRow, work_id).id}
    raise ValueError("an echo is of a track or of a work")


def _link(writing: Writing, row: Any, track_id: TrackId | None) -> None:
    if track_id is not None and row.track_id == writing.unit.get(TrackRow, track_id).id:
        raise ValueError(f"track {track_id} is no echo of itself")
    row.linked_track_id = track_id


def echo_records(found: Sequence[Any]) -> tuple[Echo, ...]:
    return tuple(
        Echo(**{name: getattr(row, name) for name in Echo.__slots__} | {"kind": EchoKind(row.kind)})
        for row in found
    )
