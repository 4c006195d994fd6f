"""What can be done with letters to later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from app.core.ids import EntryId, TrackId
from app.core.instant import Instant
from app.core.words import _
from app.journal.seals import Sealing, columns_of, seal_of
from app.letters.records import Awaited, Letter, LetterBox
from app.transactions import changes
from app.transactions.ledger import Ledger
from db.models.journal_entry import JournalEntry
from db.queries import letters as queries

if TYPE_CHECKING:
    from app.transactions.ledger import Writing

_LAST_DAY = date.max


class Letters:
    """Each verb announces Change(ENTRY). What opens by itself can't be undone: it wasn't done by
    the listener; what they seal and break can.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def box(self) -> LetterBox:
        """Every letter there is."""
        with self._ledger.read() as connection:
            rows = queries.letters(connection)
            ids = {row.sealed_track_id for row in rows} - {None}
            titles = queries.titles(connection, ids)
        letters = [_letter(row, titles) for row in rows]
        return LetterBox(
            tuple(sorted((one for one in letters if not one.is_open), key=_by_what_comes_first)),
            tuple(sorted((one for one in letters if one.is_open), key=_by_opening, reverse=True)),
        )

    def entry_with(self, uid: str) -> EntryId | None:
        """The entry that a text links to by its uid."""
        with self._ledger.read() as connection:
            found = queries.entry_with(connection, uid)
        return None if found is None else EntryId(found)

    # --- by hand --------------------------------------------------------------------------------

    def seal(self, entry_id: EntryId, sealing: Sealing, initiator: object = None) -> None:
        """Seals an entry, or an opened letter again. Raises LookupError when there is none."""
        with self._ledger.write(_("Seal letter"), changes.ENTRY, initiator=initiator) as writing:
            row = writing.unit.get(JournalEntry, entry_id)
            _write(writing, row, columns_of(sealing, Instant.now()))

    def break_seal(self, entry_id: EntryId, initiator: object = None) -> None:
        """Opens a letter before its time. Raises LookupError when there is none."""
        with self._ledger.write(_("Break the seal"), changes.ENTRY, initiator=initiator) as writing:
            row = writing.unit.get(JournalEntry, entry_id)
            if _is_sealed(row):
                _open(writing, row)

    # --- by what they waited for ----------------------------------------------------------------

    def open_due(self, today: date) -> tuple[Letter, ...]:
        """Opens those whose day has come, and returns them. today: local."""
        with self._ledger.read() as connection:
            due = queries.due(connection, today.isoformat())

        def is_due(row: JournalEntry) -> bool:
            return row.sealed_until is not None and row.sealed_until <= today.isoformat()

        return self._open_all(map(EntryId, due), is_due)

    def awaiting(self, track_id: TrackId) -> Awaited | None:
        """The letters that wait for a track which begins to sound; None if there are none."""
        with self._ledger.read() as connection:
            rows = queries.waiting_for(connection, track_id)
        if not rows:
            return None
        seals = tuple((EntryId(row.id), row.sealed_at) for row in rows)
        return Awaited(track_id, rows[0].duration_ms, seals)

    def open_heard(self, awaited: Awaited) -> tuple[Letter, ...]:
        """Half of the track was heard in one listen that began under these seals."""
        seals = dict(awaited.seals)

        def is_heard(row: JournalEntry) -> bool:
            return (row.sealed_at, row.sealed_track_id) == (
                seals[EntryId(row.id)],
                awaited.track_id,
            )

        return self._open_all(seals, is_heard)

    def _open_all(
        self, entry_ids: Iterable[EntryId], is_meant: Callable[[JournalEntry], bool]
    ) -> tuple[Letter, ...]:
        """Of these, the ones that are still sealed as is meant: another process may have been
        there first.
        """
        wanted = list(entry_ids)
        if not wanted or self._ledger.is_read_only:
            return ()
        opened: set[int] = set()
        label = "Open letters"  # not shown
        with self._ledger.write(label, changes.ENTRY, is_undoable=False) as writing:
            for entry_id in wanted:
                row = writing.session.get(JournalEntry, entry_id)
                if row is not None and _is_sealed(row) and is_meant(row):
                    _open(writing, row)
                    opened.add(entry_id)
        return tuple(one for one in self.box().opened if one.id in opened)


def _is_sealed(row: JournalEntry) -> bool:
    return row.sealed_at is not None and row.opened_at is None


def _open(writing: Writing, row: JournalEntry) -> None:
    _write(writing, row, {"opened_at": Instant.now().utc_ms})


def _write(writing: Writing, row: JournalEntry, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    writing.ids.add(row.id)


def _letter(row: Any, titles: dict[int, str]) -> Letter:
    seal = seal_of(row, titles)
    assert seal is not None
    written = Instant(row.written_at, row.written_offset_min)
    return Letter(EntryId(row.id), row.uid, row.title, written, seal)


def _by_what_comes_first(letter: Letter) -> tuple[date, int, int]:
    return letter.seal.until or _LAST_DAY, letter.seal.sealed.utc_ms, letter.id


def _by_opening(letter: Letter) -> tuple[int, int]:
    opened = letter.seal.opened
    return 0 if opened is None else opened.utc_ms, letter.id
