"""Reads works as a whole, by a few queries however long their stories are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from app.core.ids import ThemeId, TrackId, WorkId
from app.library.records import TrackRow, track_rows_of
from app.library.shelf import Shelf
from app.story import reading
from app.story.covering import ThemeName
from app.story.records import Cue, Work
from app.story.sagas import Saga, Sagas
from app.transactions.ledger import Ledger
from app.works.albums import album_rests
from app.works.records import WorkGlance, WorkLine
from db.queries import library, story
from db.queries import works as queries


class Works:
    """Only reads. shelf: the library's albums; in_order: puts the ids of tracks into its order."""

    def __init__(
        self,
        ledger: Ledger,
        sagas: Sagas,
        in_order: Callable[[Collection[int]], list[int]],
        shelf: Callable[[], Shelf],
    ) -> None:
        self._ledger = ledger
        self._sagas = sagas
        self._in_order = in_order
        self._shelf = shelf

    def glance(self, work_id: WorkId) -> WorkGlance:
        """Raises LookupError when there is no such work."""
        saga = self._saga_of(work_id)
        with self._ledger.read() as connection:
            work = _the_work(reading.read_works(connection), work_id)
            scenes = reading.read_scenes(connection, story.scenes_of_work(connection, work_id))
            cues = reading.cues_in(scenes, queries.cues_of_works(connection, [work_id]))
            tracks = track_rows_of(library.track_rows(connection, work_id=work_id))
            heard = queries.heard_tracks(connection, [work_id])
            feelings = queries.feeling_count(connection, [work_id])
            echoes = queries.echo_count(connection, [work_id])
            cast = reading.read_characters(connection, work_id)
            themes = queries.themes_of_works(connection, [work_id])
            theme_cues: dict[ThemeId, set[int]] = defaultdict(set)
            for row in queries.themes_in_cues(connection, [work_id]):
                theme_cues[ThemeId(row.theme_id)].add(row.cue_id)
        return WorkGlance(
            work,
            scenes,
            cues,
            tuple(self._sorted(tracks)),
            frozenset(map(TrackId, heard)),
            feelings,
            echoes,
            cast,
            tuple(ThemeName(row.id, row.name, bool(row.is_spoiler)) for row in themes),
            {theme_id: frozenset(ids) for theme_id, ids in theme_cues.items()},
            saga,
            album_rests(self._shelf(), work_id, {row.id for row in tracks}),
        )

    def cues(self, work_ids: Sequence[WorkId]) -> tuple[Cue, ...]:
        """What is heard when these stories are played one after another."""
        with self._ledger.read() as connection:
            return reading.read_cues(connection, queries.cues_of_works(connection, work_ids))

    def lines(self) -> tuple[WorkLine, ...]:
        """Every work, by title."""
        with self._ledger.read() as connection:
            rows = queries.work_lines(connection)
        return tuple(
            WorkLine(row.id, row.uid, row.title, row.saga_id, bool(row.has_something))
            for row in rows
        )

    def _saga_of(self, work_id: WorkId) -> Saga | None:
        return next((one for one in self._sagas.sagas() if work_id in one.works), None)

    def _sorted(self, tracks: Sequence[TrackRow]) -> list[TrackRow]:
        by_id = {row.id: row for row in tracks}
        return [by_id[TrackId(track_id)] for track_id in self._in_order(list(by_id))]


def _the_work(works: Sequence[Work], work_id: WorkId) -> Work:
    found = next((work for work in works if work.id == work_id), None)
    if found is None:
        raise LookupError(f"no work {work_id}")
    return found
