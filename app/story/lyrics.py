"""Verbs on what is sung: the lyrics of tracks, in several languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.core.ids import LyricsId, TrackId
from app.core.words import _
from app.spoken_files.beside import FoundLyrics
from app.spoken_files.line import Line, lines_of, stored
from app.story.spoken import Lyrics
from app.transactions import changes
from app.transactions.ledger import Ledger
from app.transactions.lyrics_rows import take_in_lyrics
from app.transactions.storage_problems import reworded
from db.models.lyrics import Lyrics as LyricsRow
from db.models.track import Track as TrackRow
from db.queries import spoken as queries
from db.repositories import rows


class LyricsOfTracks:
    """Each verb is one undo step, and announces Change(LYRICS) for the track. Those of a row that
    is gone raise LookupError; lines that can't be kept raise Problem.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_track(self, track_id: TrackId) -> tuple[Lyrics, ...]:
        """Those with lines, by language."""
        with self._ledger.read() as connection:
            found = queries.lyrics_of(connection, track_id)
        return tuple(Lyrics(*(getattr(row, name) for name in Lyrics.__slots__)) for row in found)

    def lines(self, lyrics_id: LyricsId) -> tuple[Line, ...]:
        with self._ledger.read() as connection:
            return lines_of(queries.lines_of_lyrics(connection, lyrics_id))

    def add(
        self,
        track_id: TrackId,
        lines: Iterable[Line],
        language: str = "",
        source: str = "",
        initiator: object = None,
    ) -> LyricsId:
        says = {"language": language, "source": source, "lines": stored(lines)}
        with self._write(_("Add lyrics"), track_id, initiator) as writing:
            writing.unit.get(TrackRow, track_id)
            row = rows.add(writing.session, LyricsRow, track_id=track_id, **says)
            writing.ids.add(row.id)
            return LyricsId(row.id)

    def edit(
        self,
        lyrics_id: LyricsId,
        initiator: object = None,
        *,
        lines: Iterable[Line] | None = None,
        **values: str,
    ) -> None:
        """values: language, source. lines: None leaves them."""
        said: dict[str, Any] = dict(values)
        if lines is not None:
            said["lines"] = stored(lines)
        with self._write(_("Edit lyrics"), None, initiator) as writing:
            row = writing.unit.get(LyricsRow, lyrics_id)
            rows.edit(row, said, frozenset(("language", "source", "lines")))
            writing.ids.add(lyrics_id)
            writing.track_ids.add(row.track_id)

    def remove(self, lyrics_id: LyricsId, initiator: object = None) -> None:
        """Those of a file leave an empty row, so that they don't come back with the file."""
        with self._write(_("Delete lyrics"), None, initiator) as writing:
            row = writing.unit.get(LyricsRow, lyrics_id)
            writing.track_ids.add(row.track_id)
            writing.ids.add(lyrics_id)
            if row.source:
                rows.edit(row, {"lines": ()}, frozenset(("lines",)))
            else:
                writing.unit.remove(row)

    def take_in(self, track_id: TrackId, found: Iterable[FoundLyrics]) -> bool:
        """What files say now; returns whether anything is new. Announces Change(LYRICS) then, and
        is no undo step, as an import is none. See `db/repositories/lyrics.py` for what is left.
        """
        with reworded("write"), self._ledger.store.write() as unit:
            changed = take_in_lyrics(unit.session, [(track_id, found)])
            unit.commit()
        if changed:
            change = changes.Change(frozenset({changes.LYRICS}), frozenset(changed))
            self._ledger.feed.announce(change)
        return bool(changed)

    def _write(self, label: str, track_id: TrackId | None, initiator: object) -> Any:
        tracks = () if track_id is None else (track_id,)
        return self._ledger.write(label, changes.LYRICS, track_ids=tracks, initiator=initiator)
