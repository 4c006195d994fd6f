"""Gathers one track's lanes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.core.ids import TrackId
from app.emotions.records import Emotion
from app.emotions.vocabulary import Vocabulary
from app.marks.kinds import KINDS, changes_of_marks
from app.marks.spec import Reading
from app.timeline.exchange import exchanged
from app.timeline.records import TrackTimeline
from app.timeline.versions import read_versions
from app.transactions.changes import Change
from app.transactions.ledger import Ledger
from db.models.marks import MARK_TABLES
from db.queries import timeline as queries

_MANY = 500  # from here on, reading all rows is faster


class Timelines:
    """Reads what is drawn; changes nothing."""

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary

    def timeline(self, track_id: TrackId) -> TrackTimeline:
        """Raises LookupError when there is no such track."""
        with self._ledger.read() as connection:
            duration_ms = queries.duration_ms(connection, track_id)
            if duration_ms is None:
                raise LookupError(f"no track {track_id}")
            reading = Reading(connection, self._emotions)
            lanes = {kind: spec.read(reading, track_id, None) for kind, spec in KINDS.items()}
            versions = read_versions(reading, track_id, lanes)
            return TrackTimeline(track_id, duration_ms, lanes, versions)

    def after(self, known: TrackTimeline, change: Change) -> TrackTimeline:
        """A timeline after a change; for one more mark, only that mark is read.

        Lanes that didn't change stay the very same objects. Raises as `timeline` does.
        """
        is_of_marks = change.kinds <= changes_of_marks()
        if not change.rows or not is_of_marks or len(change.rows) > _MANY:
            return self.timeline(known.track_id)
        lanes = {}
        with self._ledger.read() as connection:
            reading = Reading(connection, self._emotions)
            for kind, spec in KINDS.items():
                if ids := change.row_ids(MARK_TABLES[kind].name):
                    fresh = spec.read(reading, known.track_id, ids)
                    lanes[kind] = exchanged(known.lane(kind), ids, fresh)
            timeline = known.with_lanes(lanes)
            versions = read_versions(reading, known.track_id, timeline.lanes)
        return replace(timeline, versions=versions)

    def _emotions(self) -> Mapping[int, Emotion]:
        emotions = self._vocabulary.emotions(with_retired=True)
        return {emotion.id: emotion for emotion in emotions}
