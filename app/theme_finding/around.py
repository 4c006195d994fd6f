"""What lies around places in tracks: the track, and the scene that plays there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.library.records import TrackRow
from app.story.reading import read_cues
from app.story.records import Scene

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.library.service import LibraryService
    from app.themes.records import Passage
    from app.transactions.ledger import Ledger


class Around(NamedTuple):
    """scene: None if none is known there; of several, the one that plays first."""

    track: TrackRow
    scene: Scene | None


def around(
    ledger: Ledger, library: LibraryService, passages: Collection[Passage]
) -> dict[Passage, Around]:
    """Without passages of tracks that are gone. Raises Problem."""
    from db.queries import story

    track_ids = list(dict.fromkeys(each.track_id for each in passages))
    rows = library.rows_of([(track_id, None) for track_id in track_ids])
    with ledger.read() as connection:
        found = {key: story.cues_of_track(connection, key) for key in track_ids}
        cues = {key: read_cues(connection, some) for key, some in found.items() if some}
    tracks = {key: row for key, row in zip(track_ids, rows, strict=True) if row is not None}
    return {
        place: Around(
            tracks[place.track_id],
            next(
                (
                    cue.scene
                    for cue in cues.get(place.track_id, ())
                    if cue.span.overlaps(place.span)
                ),
                None,
            ),
        )
        for place in passages
        if place.track_id in tracks
    }
