"""What the links inside a text lead to, found by uid in this journal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.timecode import Span
from app.journal.links import MarkLink, MomentLink, PlaceLink
from app.journal.reading import items_of, track_of
from app.journal.records import JournalItem, JournalTrack
from db.queries import elsewhere, journal_rows
from db.queries import moments_inside as queries

if TYPE_CHECKING:
    from db.store.engine import Connection


@dataclass(frozen=True, slots=True)
class MomentInside:
    """A passage to be heard. item: the mark that it is; None for a place."""

    track: JournalTrack
    span: Span
    preroll_ms: int | None = None
    item: JournalItem | None = None


def moments_inside(
    connection: Connection, links: Collection[MomentLink]
) -> Mapping[MomentLink, MomentInside]:
    """Without those that lead nowhere any more."""
    marks = {link.uid: link for link in links if isinstance(link, MarkLink)}
    found: dict[MomentLink, MomentInside] = {}
    for item in items_of(connection, queries.lines_of(connection, marks.keys())):
        if item.track is not None and item.span is not None and item.uid in marks:
            found[marks[item.uid]] = MomentInside(item.track, item.span, item.preroll_ms, item)
    places = {link: _track_id(connection, link) for link in links if isinstance(link, PlaceLink)}
    wanted = {track_id for track_id in places.values() if track_id is not None}
    tracks = journal_rows.tracks(connection, wanted)
    for link, track_id in places.items():
        if track_id in tracks:
            found[link] = MomentInside(track_of(tracks[track_id]), link.span)
    return found


def _track_id(connection: Connection, link: PlaceLink) -> int | None:
    return elsewhere.track_id(connection, link.track_uid, (link.sound,) if link.sound else ())
