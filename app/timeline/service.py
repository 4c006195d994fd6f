"""Gathers one track's lanes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from app.core.ids import TrackId
from app.emotions.records import Emotion, TaggedEmotion
from app.emotions.tagging import tags_read
from app.emotions.vocabulary import Vocabulary
from app.moments.records import Moment
from app.moments.service import moment_record
from app.story import reading
from app.story.records import Cue
from app.themes.records import Occurrence
from app.themes.service import occurrence_record, theme_record
from app.timeline.exchange import exchanged
from app.timeline.records import TrackTimeline
from app.transactions.changes import CUE, MOMENT, OCCURRENCE, TAG, Change
from app.transactions.ledger import Ledger
from db.queries import story
from db.queries import timeline as queries

if TYPE_CHECKING:
    from db.store.engine import Connection

_MARKS = frozenset((TAG, MOMENT, CUE, OCCURRENCE))
_MANY = 500  # so many rows are read faster together with all the others


class Timelines:
    """Reads what is drawn; changes nothing."""

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary

    def timeline(self, track_id: TrackId, *, covers_spoilers: bool = True) -> TrackTimeline:
        """covers_spoilers: False for a listener who wants every scene told openly.

        Raises LookupError when there is no such track.
        """
        with self._ledger.read() as connection:
            duration_ms = queries.duration_ms(connection, track_id)
            if duration_ms is None:
                raise LookupError(f"no track {track_id}")
            return TrackTimeline(
                track_id,
                duration_ms,
                _cues(connection, track_id, covers_spoilers),
                self._tags(connection, track_id),
                _moments(connection, track_id),
                _occurrences(connection, track_id),
            )

    def after(
        self, known: TrackTimeline, change: Change, *, covers_spoilers: bool = True
    ) -> TrackTimeline:
        """What a timeline became by a change: one more mark costs the reading of one mark.

        Lanes that the change is not about stay the very same values. Raises as `timeline`.
        """
        if not change.rows or not change.kinds <= _MARKS or len(change.rows) > _MANY:
            return self.timeline(known.track_id, covers_spoilers=covers_spoilers)
        track_id, tags, moments = known.track_id, known.tags, known.moments
        cues, occurrences = known.cues, known.occurrences
        with self._ledger.read() as connection:
            if ids := change.row_ids("emotional_tag"):
                tags = exchanged(tags, ids, self._tags(connection, track_id, ids))
            if ids := change.row_ids("favourite_moment"):
                moments = exchanged(moments, ids, _moments(connection, track_id, ids))
            if change.row_ids("cue"):
                cues = _cues(connection, track_id, covers_spoilers)
            if change.row_ids("occurrence"):
                occurrences = _occurrences(connection, track_id)
        return TrackTimeline(track_id, known.duration_ms, cues, tags, moments, occurrences)

    def _tags(
        self, connection: Connection, track_id: TrackId, ids: Collection[int] | None = None
    ) -> tuple[TaggedEmotion, ...]:
        words: Mapping[int, Emotion] = {
            word.id: word for word in self._vocabulary.emotions(with_retired=True)
        }
        rows = queries.tags(connection, track_id, ids)
        return tuple(TaggedEmotion(tag, words[tag.emotion_id]) for tag in tags_read(rows))


def _moments(
    connection: Connection, track_id: TrackId, ids: Collection[int] | None = None
) -> tuple[Moment, ...]:
    return tuple(moment_record(row) for row in queries.moments(connection, track_id, ids))


def _cues(connection: Connection, track_id: TrackId, covers_spoilers: bool) -> tuple[Cue, ...]:
    cues = reading.read_cues(connection, story.cues_of_track(connection, track_id))
    return cues if covers_spoilers else tuple(_told_openly(cue) for cue in cues)


def _occurrences(connection: Connection, track_id: TrackId) -> tuple[Occurrence, ...]:
    themes = {row.id: theme_record(row) for row in queries.themes(connection)}
    found = queries.occurrences(connection, track_id)
    return tuple(occurrence_record(row, themes[row.theme_id]) for row in found)


def _told_openly(cue: Cue) -> Cue:
    return replace(cue, scene=replace(cue.scene, is_spoiler=False))
