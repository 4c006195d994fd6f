"""What a listener does in the journal: entries with pictures, letters, answers, keepsakes.

As in `verbs.py`: each is one that the screens call, and does nothing where there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.instant import Instant
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.first_notes.records import Piece
from app.journal.entry_parts import EntryPicture
from app.journal.records import EntryDraft, Feeling
from app.journal.seals import Sealing
from app.keepsake.choosing import Choice, Ticks, of_all, of_work, of_year
from app.keepsake.craft import Paper
from tests.support.hostile_journal import PlainCraft

if TYPE_CHECKING:
    from tests.torture.verbs import Listener

_YEARS = timedelta(days=4000)


def draft(listener: Listener) -> EntryDraft:
    tracks = tuple({listener.track(), listener.track()})
    feeling = Feeling(listener.dice.uniform(-1, 1), listener.dice.uniform(-1, 1))
    return EntryDraft(listener.text(), listener.text() * 40, after=feeling, track_ids=tracks)


def write_entry(listener: Listener) -> None:
    listener.services.journal.write_entry(draft(listener))


def edit_entry(listener: Listener) -> None:
    listener.services.journal.edit_entry(listener.one("journal_entry"), draft(listener))  # type: ignore[arg-type]


def delete_entry(listener: Listener) -> None:
    listener.services.journal.delete_entry(listener.one("journal_entry"))  # type: ignore[arg-type]


def put_picture_in_entry(listener: Listener) -> None:
    """The picture is kept first, then the entry names it, and who was there."""
    entry = listener.services.journal.entry(listener.one("journal_entry"))  # type: ignore[arg-type]
    name = listener.services.pictures.keep(listener.own_picture())
    listener.log.said("picture", name=name)
    shown = (*entry.pictures, EntryPicture(name, listener.text(), 8, 8))
    begun = EntryDraft(entry.title, entry.text, pictures=entry.pictures, people=entry.people)
    wanted = EntryDraft(
        entry.title, entry.text, pictures=shown, people=(*entry.people, listener.text())
    )
    listener.services.journal.edit_entry(entry.id, wanted, begun=begun)


def seal(listener: Listener) -> None:
    """Until a day or a track; an opened one again."""
    until = Instant.now().day + _YEARS * listener.dice.choice((-1, 1))
    sealing = listener.dice.choice((Sealing(until=until), Sealing(track_id=listener.track())))
    listener.services.letters.seal(listener.one("journal_entry"), sealing)  # type: ignore[arg-type]


def write_letter(listener: Listener) -> None:
    words = EntryDraft(
        listener.text(), listener.text() * 40, sealing=Sealing(until=Instant.now().day)
    )
    listener.services.journal.write_entry(words)


def break_seal(listener: Listener) -> None:
    sealed = listener.services.letters.box().sealed
    if sealed:
        listener.services.letters.break_seal(listener.dice.choice(sealed).id)


def open_letters(listener: Listener) -> None:
    """Those whose day has come, and those that waited for a track."""
    letters = listener.services.letters
    letters.open_due(Instant.now().day)
    awaited = letters.awaiting(listener.track())
    if awaited is not None:
        letters.open_heard(awaited)


def recognise(listener: Listener) -> None:
    row = listener.dice.choice(listener.services.library.tracks())
    themes = [*listener.services.themes.themes(), None]
    piece = Piece(row, Span(0, 300), listener.dice.choice(themes))
    listener.services.first_notes.recognise(piece, Span(0, 300), listener.dice.randrange(9000))


def refuse_suggestion(listener: Listener) -> None:
    emotion = listener.dice.choice(listener.services.emotions.emotions())
    listener.services.suggestions.refusals.refuse(listener.track(), emotion, listener.span())


def keepsake_folder(listener: Listener) -> None:
    _keepsake(listener, listener.services.keepsakes.write_folder)


def keepsake_markdown(listener: Listener) -> None:
    _keepsake(listener, listener.services.keepsakes.write_markdown)


def keepsake_pdf(listener: Listener) -> None:
    path = _beside_profile(listener) / "keepsake.pdf"
    listener.services.keepsakes.write_pdf(
        _choice(listener), Ticks(), path, PlainCraft(), Paper.A4, JobContext(), replace_file=True
    )
    listener.log.said("keepsake", path=str(path))


def _keepsake(
    listener: Listener, write: Callable[[Choice, Ticks, Path, PlainCraft, JobContext], object]
) -> None:
    path = _beside_profile(listener) / f"keepsake {listener.dice.randrange(10**9)}"
    ticks = Ticks(memories=True, letters=listener.dice.random() < 0.5)
    write(_choice(listener), ticks, path, PlainCraft(), JobContext())
    listener.log.said("keepsake", path=str(path))


def _choice(listener: Listener) -> Choice:
    works = listener.services.scenes.works()
    whats = [of_all(), of_year(Instant.now().day.year), *map(of_work, works[:1])]
    return listener.dice.choice(whats)


def _beside_profile(listener: Listener) -> Path:
    """On the journal’s own disk."""
    return listener.services.paths.data.parents[1]
