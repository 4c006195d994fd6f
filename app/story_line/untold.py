"""A soundtrack before its story is told: its tracks one after another, as if each were a scene."""

from __future__ import annotations

from collections.abc import Collection

from app.core.ids import CueId, SceneId, TrackId, WorkId
from app.core.timecode import Span
from app.emotions.vocabulary import Vocabulary
from app.library.records import TrackRow
from app.story_line.felt import PlacedCue, felt_in
from app.story_line.reading import emotions_of
from app.story_line.records import LineCue, LineEpisode, LineScene, StoryLine
from app.transactions.ledger import Ledger
from db.queries import story_line as queries


class UntoldLines:
    """Only reads. Its scenes and cues are nobody's: their ids are below 0."""

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary

    def read(self, work_id: WorkId, tracks: Collection[TrackRow]) -> StoryLine:
        """tracks: in the order in which they are told."""
        scenes = tuple(_scene(work_id, place, row) for place, row in enumerate(tracks))
        with self._ledger.read() as connection:
            rows = queries.felt_on(connection, [row.id for row in tracks])
            felt = felt_in(rows, [_placed(place, one) for place, one in enumerate(scenes)])
            emotions = emotions_of(self._vocabulary, felt)
        whole = LineEpisode(None, work_id, None, None, "", 0, len(scenes))
        return StoryLine((), (whole,), scenes, felt, emotions)


def _scene(work_id: WorkId, place: int, row: TrackRow) -> LineScene:
    lasts_ms = max(1, row.duration_ms)
    cue = LineCue(CueId(-1 - place), "", TrackId(row.id), Span(0, lasts_ms), 0, None)
    return LineScene(
        SceneId(-1 - place), work_id, None, title=row.title, length_ms=lasts_ms, cues=(cue,)
    )


def _placed(place: int, scene: LineScene) -> PlacedCue:
    (cue,) = scene.cues
    return PlacedCue(cue.id, cue.track_id, cue.span.start_ms, cue.span.end_ms, place, 0)
