"""Journal entries: write, edit, delete, and their links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.core.ids import EntryId, MomentId, SceneId, TrackId
from app.core.instant import Instant
from app.core.words import _
from app.journal.reading import feeling
from app.journal.records import Entry, EntryDraft
from app.journal.seals import columns_of, seal_of
from app.transactions import changes
from app.transactions.ledger import Ledger
from app.transactions.typed import Typed
from db.models.journal_entry import JournalEntry
from db.queries import journal_rows, letters
from db.repositories import journal_entries
from db.repositories import rows as row_store

if TYPE_CHECKING:
    from db.store.engine import Connection


_TEXTS = frozenset({"title", "text"})


class Entries:
    """Verbs on entries. Each announces Change(ENTRY), with the tracks the entry links to."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def write_entry(
        self, draft: EntryDraft, written: Instant | None = None, initiator: object = None
    ) -> EntryId:
        """Saves a new entry, dated now unless `written` is given."""
        when = written or Instant.now()
        with self._write(_("Write entry"), draft, initiator) as writing:
            row = row_store.add(
                writing.session,
                JournalEntry,
                written_at=when.utc_ms,
                written_offset_min=when.offset_min,
                **_columns(draft),
                **_seals(draft),
            )
            journal_entries.set_links(writing.unit, row, **_links(draft))
            writing.ids.add(row.id)
            return EntryId(row.id)

    def edit_entry(
        self,
        entry_id: EntryId,
        draft: EntryDraft,
        initiator: object = None,
        *,
        begun: EntryDraft | None = None,
    ) -> None:
        """Replaces the text, the feelings and the links. The date stays.

        begun: what the listener was shown at first; then only the differences are written, since
        the rest may have been changed elsewhere. Raises LookupError when there is no such entry.
        """
        with self._write(_("Edit entry"), draft, initiator) as writing:
            row = writing.unit.get(JournalEntry, entry_id)
            linked = journal_entries.linked(writing.unit, entry_id)
            writing.track_ids.update(linked["track_id"])
            columns, links = _columns(draft), _links(draft)
            if begun is not None:
                columns = _changed(columns, _columns(begun))
                links = _linked_anew(linked, _links(begun), links)
            settled = writing.settled(columns, lambda name: getattr(row, name))
            for name, value in (settled | _seals(draft)).items():
                setattr(row, name, value)
            journal_entries.set_links(writing.unit, row, **links)
            writing.ids.add(row.id)

    def delete_entry(self, entry_id: EntryId, initiator: object = None) -> None:
        """Raises LookupError when there is no such entry."""
        with self._write(_("Delete entry"), EntryDraft(), initiator) as writing:
            row = writing.unit.get(JournalEntry, entry_id)
            writing.track_ids.update(journal_entries.linked(writing.unit, entry_id)["track_id"])
            writing.ids.add(row.id)
            writing.unit.remove(row)

    def entry(self, entry_id: EntryId) -> Entry:
        """Raises LookupError when there is no such entry."""
        with self._ledger.read() as connection:
            row = journal_rows.owners(connection, "entry", [entry_id]).get(entry_id)
            if row is None:
                raise LookupError(f"no journal_entry {entry_id}")
            return _entry(connection, row)

    def _write(self, label: str, draft: EntryDraft, initiator: object) -> Any:
        return self._ledger.write(
            label, changes.ENTRY, track_ids=draft.track_ids, initiator=initiator
        )


def _columns(draft: EntryDraft) -> dict[str, Any]:
    before, after = draft.before, draft.after
    return {
        "title": draft.title,
        "text": draft.text,
        "before_valence": before and before.valence,
        "before_arousal": before and before.arousal,
        "after_valence": after and after.valence,
        "after_arousal": after and after.arousal,
    }


def _seals(draft: EntryDraft) -> dict[str, Any]:
    return {} if draft.sealing is None else columns_of(draft.sealing, Instant.now())


def _links(draft: EntryDraft) -> dict[str, Any]:
    return {
        "track_id": draft.track_ids,
        "scene_id": draft.scene_ids,
        "moment_id": draft.moment_ids,
    }


def _changed(now: dict[str, Any], begun: dict[str, Any]) -> dict[str, Any]:
    """What the listener changed; texts carry what they were before."""
    changed = {name: value for name, value in now.items() if value != begun[name]}
    for name in _TEXTS & changed.keys():
        changed[name] = Typed(changed[name], begun[name], is_long=name == "text")
    return changed


def _linked_anew(
    there: dict[str, list[int]], begun: dict[str, Any], wanted: dict[str, Any]
) -> dict[str, list[int]]:
    """The links as they are now, with those that the listener added or removed."""
    return {
        column: [
            target for target in ids if target in wanted[column] or target not in begun[column]
        ]
        + [target for target in wanted[column] if target not in begun[column]]
        for column, ids in there.items()
    }


def _entry(connection: Connection, row: Any) -> Entry:
    links = journal_rows.links(connection, [row.id])
    awaited = letters.titles(connection, {row.sealed_track_id} - {None})
    return Entry(
        id=EntryId(row.id),
        uid=row.uid,
        written=Instant(row.written_at, row.written_offset_min),
        title=row.title,
        text=row.text,
        before=feeling(row.before_valence, row.before_arousal),
        after=feeling(row.after_valence, row.after_arousal),
        track_ids=tuple(TrackId(link.id) for link in links["track"]),
        scene_ids=tuple(SceneId(link.id) for link in links["scene"]),
        moment_ids=tuple(MomentId(link.id) for link in links["moment"]),
        seal=seal_of(row, awaited),
    )
