"""Reads a story line."""

from __future__ import annotations

from typing import Any

from app.core.ids import SagaId, WorkId
from app.emotions.vocabulary import Vocabulary
from app.story.covering import Covering
from app.story.records import Progress
from app.story_line.reading import read_line
from app.story_line.records import StoryLine
from app.transactions.ledger import Ledger
from db.queries import story_line as queries


class StoryLines:
    """Only reads; whatever the covering covers stays unread."""

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary

    def read(
        self, work_id: WorkId, covering: Covering, progress: Progress | None = None
    ) -> StoryLine:
        """Of one work. progress: to go by instead of the listener's own.

        Raises LookupError when there is no such work.
        """
        with self._ledger.read() as connection:
            begun: Any = None
            if progress is not None:
                at = progress.season, progress.number, progress.story_order
                begun = queries.works_at(work_id, *at)
            line = read_line(connection, self._vocabulary, (work_id,), covering, begun, progress)
        if not line.works:
            raise LookupError(f"no work {work_id}")
        return line

    def read_saga(self, saga_id: SagaId, covering: Covering) -> StoryLine:
        """Of all works of a saga, in its order; without any it is empty."""
        with self._ledger.read() as connection:
            works = tuple(map(WorkId, queries.works_of_saga(connection, saga_id)))
            return read_line(connection, self._vocabulary, works, covering)
