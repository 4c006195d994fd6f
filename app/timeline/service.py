"""Gathers one track's lanes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.emotions.records import Tag
from app.emotions.tagging import tag_record
from app.emotions.vocabulary import Vocabulary
from app.ids import TrackId
from app.ledger import Ledger
from app.moments.service import moment_record
from app.scenes import reading
from app.scenes.records import Cue
from app.themes.service import occurrence_record, theme_record
from app.timeline.records import TaggedEmotion, TrackTimeline
from db.queries import story
from db.queries import timeline as queries


class Timelines:
    """Reads what is drawn; changes nothing."""

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary
        self._known: dict[tuple[Any, ...], Tag] = {}

    def timeline(self, track_id: TrackId, *, covers_spoilers: bool = True) -> TrackTimeline:
        """covers_spoilers: False for a listener who wants every scene told openly.

        Raises LookupError when there is no such track.
        """
        words = {word.id: word for word in self._vocabulary.emotions(with_retired=True)}
        with self._ledger.read() as connection:
            duration_ms = queries.duration_ms(connection, track_id)
            if duration_ms is None:
                raise LookupError(f"no track {track_id}")
            cues = reading.read_cues(connection, story.cues_of_track(connection, track_id))
            tags = self._tags(queries.tags(connection, track_id))
            moments = [moment_record(row) for row in queries.moments(connection, track_id)]
            themes = {row.id: theme_record(row) for row in queries.themes(connection)}
            found = queries.occurrences(connection, track_id)
            occurrences = [occurrence_record(row, themes[row.theme_id]) for row in found]
        if not covers_spoilers:
            cues = tuple(_told_openly(cue) for cue in cues)
        tagged = tuple(TaggedEmotion(tag, words[tag.emotion_id]) for tag in tags)
        return TrackTimeline(
            track_id, duration_ms, cues, tagged, tuple(moments), tuple(occurrences)
        )

    def _tags(self, rows: Sequence[Any]) -> list[Tag]:
        """A new mark leaves hundreds of others as they are: equal rows keep their value."""
        known, self._known = self._known, {}
        for row in rows:
            key = tuple(row)
            self._known[key] = known.get(key) or tag_record(row)
        return list(self._known.values())


def _told_openly(cue: Cue) -> Cue:
    return replace(cue, scene=replace(cue.scene, is_spoiler=False))
