"""Journal entries: write, edit, delete, and their links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from app.core.ids import EntryId, MomentId, SceneId, TrackId
from app.core.instant import Instant
from app.core.words import _
from app.journal.entry_parts import EntryPicture, each_once, names_anew, pictures_anew
from app.journal.reading import feeling, picture_of
from app.journal.records import Entry, EntryDraft
from app.journal.seals import columns_of, seal_of
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from app.transactions.typed import Typed
from db.models.base import change_stamp
from db.models.journal_entry import JournalEntry
from db.queries import entry_parts as parts_there
from db.queries import journal_rows, letters
from db.repositories import entry_parts, journal_entries
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
            _set_parts(writing, row, draft.pictures, draft.people)
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
            pictures, people = draft.pictures, draft.people
            if begun is not None:
                columns = _changed(columns, _columns(begun))
                links = _linked_anew(linked, _links(begun), links)
                there = _parts(writing, row)
                pictures = pictures_anew(there.pictures, begun.pictures, pictures)
                people = names_anew(there.people, begun.people, people)
            settled = writing.settled(columns, lambda name: getattr(row, name))
            for name, value in (settled | _seals(draft)).items():
                setattr(row, name, value)
            journal_entries.set_links(writing.unit, row, **links)
            _set_parts(writing, row, pictures, people)
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
            row = journal_rows.entries(connection, [entry_id]).get(entry_id)
            if row is None:
                raise LookupError(f"no journal_entry {entry_id}")
            return _entry(connection, row)

    def _write(self, label: str, draft: EntryDraft, initiator: object) -> Any:
        return self._ledger.write(
            label, changes.ENTRY, track_ids=draft.track_ids, initiator=initiator
        )


class _Parts(NamedTuple):
    pictures: tuple[EntryPicture, ...]
    people: tuple[str, ...]


def _parts(writing: Writing, row: JournalEntry) -> _Parts:
    """As they are now."""
    pictures = entry_parts.pictures(writing.unit, row.id)
    people = entry_parts.people(writing.unit, row.id)
    return _Parts(tuple(map(picture_of, pictures)), tuple(person.name for person in people))


def _set_parts(
    writing: Writing, row: JournalEntry, pictures: Sequence[EntryPicture], people: Sequence[str]
) -> None:
    """The entry is as new as they are: a merge takes those of the newer version."""
    wanted = _Parts(tuple(pictures), each_once(people))
    if _parts(writing, row) == wanted:
        return
    row.updated_at = change_stamp(row.updated_at)
    entry_parts.set_pictures(writing.unit, row, [asdict(picture) for picture in wanted.pictures])
    entry_parts.set_people(writing.unit, row, wanted.people)


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
    pictures = parts_there.pictures(connection, [row.id])
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
        pictures=tuple(picture_of(picture) for picture in pictures),
        people=tuple(person.name for person in parts_there.people(connection, [row.id])),
        seal=seal_of(row, awaited),
    )
