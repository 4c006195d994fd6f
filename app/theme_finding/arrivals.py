"""Which tracks can be searched by now, from the thread that knows to the one that searches."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.core.jobs import JobContext

_LOOK_S = 0.2  # for a cancelled job


class Arrivals:
    """Tracks come in any order; those that can't come at all are no longer waited for."""

    def __init__(self, track_ids: Iterable[TrackId], to_come: Collection[int]) -> None:
        """to_come: those of the tracks that aren't there yet."""
        self._left = dict.fromkeys(track_ids)
        self._to_come = frozenset(to_come)
        self._news = threading.Condition()

    def wait_for(self, to_come: Collection[int]) -> None:
        """All others came, or won't."""
        with self._news:
            self._to_come = frozenset(to_come)
            self._news.notify_all()

    def batches(self, job: JobContext) -> Iterator[list[TrackId]]:
        """Each track once, together with whatever else came meanwhile, until none is waited for.

        Raises JobCancelled, also while it waits.
        """
        while self._left:
            job.checkpoint()
            with self._news:
                come = [track_id for track_id in self._left if track_id not in self._to_come]
                if not come:
                    self._news.wait(_LOOK_S)
                    continue
            for track_id in come:
                del self._left[track_id]
            yield come
