"""Merges a checked document into the file, uid by uid: the newer of two versions stays.

Two rows are the same when their uids are, or their keys (emotions), or the payload hash of one of
their sources (tracks), or what no two rows of their kind share (sources, album entries). A row
found by another name than its uid that holds nothing of the listener's becomes the document's: an
emotion set or music that was just added has nothing to protect. Of several rows of the document
that are one here, one is merged; of the other tracks, what refers to them goes to the track here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from db.archive.added_rows import AddedRows, broken_rule
from db.archive.collect import Noun, nouns
from db.archive.match import Here, Planted
from db.archive.outcome import MergeCounts, MergedRow, Tally, Values, Verdict
from db.archive.owned_rows import OwnedRows
from db.archive.references import REFUSAL, SOURCE, TRACK, References
from db.archive.same_sound import SameSound
from db.archive.validate import DocumentFault, Place, row_place
from db.writing import bulk_rows
from db.writing.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Read:
    """A row of the document. values: its columns, with this file's ids."""

    place: Place
    row: Values
    values: Values

    @property
    def uid(self) -> str:
        uid: str = self.row["uid"]
        return uid


class Merge:
    """One merge, inside the caller's transaction.

    What it does to each row is recorded. is_there: whether a file of the document exists on this
    machine. planted: the emotion sets as the program ships them.
    """

    def __init__(self, unit: UnitOfWork, is_there: Callable[[str], bool], planted: Planted) -> None:
        self._unit = unit
        self._connection = unit.session.connection()
        self._planted = planted
        self._references = References(self._connection)
        self._added_rows = AddedRows(unit)
        self._owned = OwnedRows(unit, self._references, self._added_rows, is_there)

    def run(
        self,
        document: Mapping[str, list[Values]],
        report: Callable[[int, int, str], None],
    ) -> MergeCounts:
        """report: is given rows done, rows in all and the table; may raise to stop. Raises
        DocumentFault; the caller must roll back then.
        """
        self._sound = SameSound(self._connection, document[SOURCE])
        merged: list[MergedRow] = []
        tally = Tally(sum(map(len, document.values())), report)
        for noun in nouns():
            tally.begin(noun.name)
            merged += self._merge_rows(noun, document[noun.name], tally)
        with_more: set[int] = set()
        for owned in (owned for noun in nouns() for owned in noun.owned):
            mine = [number for number, one in enumerate(merged) if owned in one.noun.owned]
            with_more |= self._owned.merge(owned, merged, mine, tally)
        counts = MergeCounts()
        for number, one in enumerate(merged):
            counts.count(one, has_more=number in with_more)
        return counts

    def _merge_rows(self, noun: Noun, rows: list[Values], tally: Tally) -> list[MergedRow]:
        uids = {row["uid"] for row in rows}
        here = Here(self._connection, noun, self._planted, self._sound, uids)
        read = [
            _Read(place, row, self._references.as_here(noun, row, place))
            for number, row in enumerate(tally.looked_at(rows))
            if noun.table is not REFUSAL or not self._references.is_of_itself(row)
            for place in (row_place(noun.name, number, row),)
        ]
        met = self._meet_all(noun, here, read)
        new, twins = _new_and_twins(noun, here, [one for one in read if one.uid not in met])
        tally.add(len(rows) - len(new))
        made = self._added_rows.add(noun, [(one.place, one.values) for one in new], tally.add)
        met |= {one.uid: (row_id, Verdict.ADDED) for one, row_id in zip(new, made, strict=True)}
        met |= {uid: (met[twin][0], Verdict.SAME) for uid, twin in twins.items()}
        merged = [MergedRow(noun, one.place, one.row, *met[one.uid]) for one in read]
        self._references.add(noun, merged)
        if noun.name == TRACK:
            self._pass_on_refusals()
        return merged

    def _meet_all(
        self, noun: Noun, here: Here, read: list[_Read]
    ) -> dict[str, tuple[int, Verdict]]:
        """By the uid in the document: the row here that it is, for those that are any."""
        met: dict[str, tuple[int, Verdict]] = {}
        ways: tuple[Callable[[_Read], Mapping[str, Any] | None], ...] = (
            lambda one: here.with_key(one.row),
            lambda one: here.with_uid(one.row),
            lambda one: here.alike(one.row, one.values),
        )
        for find in ways:
            for one in read:
                existing = None if one.uid in met else find(one)
                if existing is None:
                    continue
                if noun.name == TRACK and existing["uid"] != one.uid:
                    self._find_shift(one.uid, existing)
                is_claimed = not here.claim(existing, one.row)
                verdict = Verdict.SAME if is_claimed else self._meet(noun, here, existing, one)
                met[one.uid] = existing["id"], verdict
        return met

    def _find_shift(self, uid: str, existing: Mapping[str, Any]) -> None:
        shift = self._sound.shift(uid, existing["id"], existing["duration_ms"])
        if shift is not None:
            self._references.shift(uid, shift)

    def _meet(self, noun: Noun, here: Here, existing: Mapping[str, Any], one: _Read) -> Verdict:
        """Decides between the row here and the document's, and writes what follows."""
        values = one.values
        is_shifted = noun.name == TRACK and self._references.is_shifted(one.uid)
        if not is_shifted and here.may_become(existing, values):
            changed = values
        elif values["updated_at"] > existing["updated_at"]:
            left = ("uid", "created_at", *(("duration_ms",) if is_shifted else ()))
            changed = {name: value for name, value in values.items() if name not in left}
        else:
            is_same = values["updated_at"] == existing["updated_at"]
            return Verdict.SAME if is_same else Verdict.OLDER
        changed = {name: value for name, value in changed.items() if existing[name] != value}
        if not changed:
            return Verdict.SAME
        # The time of the change is the document's, not now.
        changed["updated_at"] = values["updated_at"]
        change = update(noun.table).where(noun.table.c.id == existing["id"]).values(**changed)
        try:
            self._connection.execute(change)
        except IntegrityError as error:
            raise DocumentFault(one.place, broken_rule(error)) from error
        self._unit.record(noun.name, dict(existing), {**existing, **changed})
        here.change(existing, changed)
        if noun.name == TRACK and "uid" in changed:
            self._references.renamed[existing["uid"]] = changed["uid"]
        return Verdict.UPDATED

    def _pass_on_refusals(self) -> None:
        """Those here know a track by the uid that it has now. They keep their stamps."""
        what, renamed = REFUSAL.c.what, self._references.renamed
        rows = bulk_rows.read_where(self._connection, REFUSAL, what, renamed)
        said = {
            row_id: {"what": renamed[row["what"]], "updated_at": row["updated_at"]}
            for row_id, row in rows.items()
        }
        bulk_rows.change(self._unit, REFUSAL, rows, said)


def _new_and_twins(noun: Noun, here: Here, read: list[_Read]) -> tuple[list[_Read], dict[str, str]]:
    """Those to add, and for each that says what another one says, that one's uid, by its own.

    Only sources can't be there twice: of two tracks of the document that are one here.
    """
    if noun.name != SOURCE:
        return read, {}
    first: dict[tuple[Any, ...], str] = {}
    twins = {
        one.uid: twin
        for one in read
        if (twin := first.setdefault(here.likeness(one.values), one.uid)) != one.uid
    }
    return [one for one in read if one.uid not in twins], twins
