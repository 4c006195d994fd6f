"""Reads the own marks, and tells which of them comfort."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.comfort import choosing
from app.comfort.levels import gains_db, loudness
from app.comfort.own_marks import OwnMarks, own_marks
from app.comfort.path import PathMaker
from app.comfort.records import SHELF, ComfortMoment, ComfortPath, PathPlan, Shelf, Wish
from app.core.ids import TrackId
from app.core.instant import Instant
from app.journal.reading import items_of
from app.themes.records import Passage
from app.transactions.ledger import Ledger
from db.queries import comfort as queries

if TYPE_CHECKING:
    from app.analysis.service import Analysis
    from app.core.timecode import Span
    from app.emotions.vocabulary import Vocabulary
    from app.library.service import LibraryService
    from db.store.engine import Connection


class Comfort:
    """Only reads, and takes longer than a frame. now_ms: UTC.

    lead_ms: what is played before a mark that doesn't say it itself.
    """

    def __init__(
        self,
        ledger: Ledger,
        vocabulary: Vocabulary,
        library: LibraryService,
        analysis: Callable[[], Analysis],
        lead_ms: Callable[[], int],
    ) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary
        self._library = library
        self._analysis = analysis
        self._lead_ms = lead_ms

    def marks(self) -> OwnMarks:
        """As they are now; whoever has read them may choose among them again and again."""
        emotions = self._vocabulary.emotions(with_retired=True)
        with self._ledger.read() as connection:
            return own_marks(
                queries.marks(connection),
                queries.playable(connection),
                queries.heard(connection),
                emotions,
            )

    def shelf(self, own: OwnMarks, wish: Wish, now_ms: int, many: int = SHELF) -> Shelf:
        """Those that fit best, the strongest and least recently heard first."""
        import numpy as np

        fit = choosing.fits(own, wish)
        scores = fit * choosing.strengths(own, now_ms)
        chosen = choosing.best(own, scores, many, one_a_track=wish.whole)
        lead_ms = self._lead_ms()
        spans = [
            choosing.whole(own, one) if wish.whole else choosing.moment(own, one, lead_ms)
            for one in chosen
        ]
        return Shelf(self._moments(own, chosen, spans), int(np.count_nonzero(fit)))

    def path(self, own: OwnMarks, plan: PathPlan, now_ms: int) -> ComfortPath:
        """A plan of a `PathMaker`, read."""
        spans = PathMaker(own, now_ms).passages(plan)
        marks = [one.mark for one in plan.stations]
        return ComfortPath(plan, self._moments(own, marks, spans))

    def _moments(
        self, own: OwnMarks, marks: Sequence[int], spans: Sequence[Span]
    ) -> tuple[ComfortMoment, ...]:
        """Raises LookupError if one of them is gone by now: then there are others, too."""
        ids = [int(own.ids[mark]) for mark in marks]
        with self._ledger.read() as connection:
            lines = list(queries.lines_of(connection, ids).values())
            items = {one.owner_id: one for one in items_of(connection, lines)}
            people = _people(connection, {int(own.tracks[mark]) for mark in marks})
        passages = [
            Passage(TrackId(int(own.tracks[mark])), span)
            for mark, span in zip(marks, spans, strict=True)
        ]
        told = [
            ComfortMoment(
                items[tag_id],
                passage,
                int(own.heard_at[mark]),
                people=tuple(people.get((int(passage.track_id), items[tag_id].day), ())),
            )
            for tag_id, mark, passage in zip(ids, marks, passages, strict=True)
        ]
        gains = self._gains(passages)
        return tuple(replace(one, gain_db=db) for one, db in zip(told, gains, strict=True))

    def _gains(self, passages: Sequence[Passage]) -> list[float]:
        files = self._library.first_files({one.track_id for one in passages})
        return gains_db(loudness(self._analysis(), files, passages))


def _people(
    connection: Connection, track_ids: Collection[int]
) -> Mapping[tuple[int, date], Collection[str]]:
    """Who listened to a track, too, on a local day; each once."""
    named: dict[tuple[int, date], dict[str, None]] = {}
    for track_id, written_at, offset_min, name in queries.companions(connection, track_ids):
        named.setdefault((track_id, Instant(written_at, offset_min).day), {})[name] = None
    return named
