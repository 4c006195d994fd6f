"""Saves listens: when they begin, while music plays, and when they end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.core.ids import ListenId, TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.transactions import changes
from db.queries import listens as listen_queries
from db.repositories import listens

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from app.transactions.ledger import Ledger, Writing

SHORTEST_MS = 5_000  # less isn't listening


class ListeningService:
    """What can be done with listens. Each method announces Change(LISTEN); none can be undone."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def begin(self, track_id: TrackId, at_ms: int, offset_min: int | None = None) -> ListenId:
        """Begin a listen. at_ms: UTC; offset_min: this computer's time zone by default.

        Raises LookupError if there is no such track.
        """
        offset = Instant.of(at_ms).offset_min if offset_min is None else offset_min
        with self._write("Begin a listen") as writing:  # not shown
            writing.track_ids.add(track_id)
            return ListenId(listens.add(writing.session, track_id, at_ms, offset))

    def update(
        self,
        listen_id: ListenId,
        track_id: TrackId,
        spans: Iterable[Span],
        ended_at_ms: int,
        begun_again_ms: Iterable[int] = (),
    ) -> None:
        """Replace what was saved by what was heard so far. spans: disjoint, places in the track.
        begun_again_ms: as of `HeardSoFar`.

        Raises LookupError if there is no such listen to that track: one whose track became part of
        another stays as it was saved by then.
        """
        with self._write("Save what was heard") as writing:  # not shown
            self._set_heard(writing, listen_id, track_id, spans, begun_again_ms, ended_at_ms)

    def end(
        self,
        listen_id: ListenId,
        track_id: TrackId,
        spans: Iterable[Span],
        ended_at_ms: int,
        begun_again_ms: Iterable[int] = (),
    ) -> bool:
        """The last update. Deletes the listen if under 5 s were heard and no mark refers to it.

        Returns whether the listen was saved. Raises LookupError as `update` does.
        """
        with self._write("End a listen") as writing:  # not shown
            self._set_heard(writing, listen_id, track_id, spans, begun_again_ms, ended_at_ms)
            return not listens.remove_if_shorter(writing.session, listen_id, SHORTEST_MS)

    def last_heard(self) -> dict[TrackId, Instant]:
        """When the last listen to each track began; none for those never heard."""
        with self._ledger.read() as connection:
            rows = listen_queries.last_of_each_track(connection)
        return {TrackId(row.track_id): Instant(row.at_ms, row.offset_min) for row in rows}

    def _write(self, label: str) -> AbstractContextManager[Writing]:
        return self._ledger.write(label, changes.LISTEN, is_undoable=False)

    def _set_heard(
        self,
        writing: Writing,
        listen_id: ListenId,
        track_id: TrackId,
        spans: Iterable[Span],
        begun_again_ms: Iterable[int],
        ended_at_ms: int,
    ) -> None:
        """Where one began again, nothing more was heard: a stretch of no length says so."""
        stretches = [(span.start_ms, span.end_ms) for span in spans]
        stretches += [(place, place) for place in begun_again_ms]
        listens.set_heard(writing.session, listen_id, track_id, stretches, ended_at_ms)
        writing.track_ids.add(track_id)
