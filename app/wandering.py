"""From mark to mark, through the track and on through the library: “next wonder”."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.ids import EmotionId, TrackId
from app.timecode import Span
from app.timeline.records import MarkKind, MarkRef
from db.queries import wandering as queries

if TYPE_CHECKING:
    from app.ledger import Ledger
    from app.library.service import LibraryService
    from db.engine import Connection

_Key = tuple[int, int, MarkRef]


@dataclass(frozen=True, slots=True)
class Here:
    """Where the listener is: a mark, or a position between marks. track_id: None for nowhere."""

    track_id: TrackId | None
    position_ms: int = 0
    ref: MarkRef | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A mark to go to. is_elsewhere: on another track than the one it was asked from."""

    ref: MarkRef
    track_id: TrackId
    track_title: str
    span: Span
    preroll_ms: int | None
    is_elsewhere: bool


class Wandering:
    """Looks only. Tracks come in shelf order, the first after the last; those without a file that
    is there are passed over."""

    def __init__(self, ledger: Ledger, library: LibraryService) -> None:
        self._ledger = ledger
        self._library = library

    def go(self, here: Here, step: int, emotion_id: EmotionId | None = None) -> Place | None:
        """The next (1) or previous (-1) mark, of one emotion or of any kind.

        After the track's last comes the first on the next track that has any; None when there is
        no other mark in the library.
        """
        with self._ledger.read() as connection:
            if here.track_id is not None:
                marks = _marks(connection, here.track_id, emotion_id)
                mark = _beyond(marks, here, step)
                if mark is not None:
                    return self._place(here.track_id, mark, is_elsewhere=False)
            for track_id in self._tracks_from(connection, here, step, emotion_id):
                marks = _marks(connection, track_id, emotion_id)
                mark = marks[0] if step > 0 else marks[-1]
                is_elsewhere = track_id != here.track_id
                if is_elsewhere or MarkRef(MarkKind(mark.kind), mark.id) != here.ref:
                    return self._place(track_id, mark, is_elsewhere=is_elsewhere)
        return None

    def _tracks_from(
        self, connection: Connection, here: Here, step: int, emotion_id: EmotionId | None
    ) -> list[TrackId]:
        """Tracks that hold such marks, from the next one on; the one we are on comes last."""
        holding = queries.tracks_with_marks(connection, emotion_id)
        shelf = [
            row.id
            for row in self._library.tracks()
            if row.id == here.track_id or (row.id in holding and row.is_available)
        ][::step]
        if here.track_id in shelf:
            at = shelf.index(here.track_id) + 1
            shelf = shelf[at:] + shelf[:at]
        return [track_id for track_id in shelf if track_id in holding]

    def _place(self, track_id: TrackId, mark: Any, *, is_elsewhere: bool) -> Place:
        title = next(row.title for row in self._library.tracks() if row.id == track_id)
        return Place(
            MarkRef(MarkKind(mark.kind), mark.id),
            track_id,
            title,
            Span(mark.start_ms, mark.end_ms),
            mark.preroll_ms,
            is_elsewhere,
        )


def _marks(connection: Connection, track_id: TrackId, emotion_id: EmotionId | None) -> list[Any]:
    """In time order, as `TrackTimeline.marks` has them."""
    return sorted(queries.marks_of(connection, track_id, emotion_id), key=_key)


def _key(mark: Any) -> _Key:
    return mark.start_ms, mark.end_ms, MarkRef(MarkKind(mark.kind), mark.id)


def _beyond(marks: list[Any], here: Here, step: int) -> Any | None:
    """The nearest mark after or before where the listener is."""
    current = next((_key(mark) for mark in marks if _key(mark)[2] == here.ref), None)
    if current is None:
        starts = (mark for mark in marks[::step] if (mark.start_ms - here.position_ms) * step > 0)
        return next(starts, None)
    ahead = (mark for mark in marks[::step] if (_key(mark) > current) == (step > 0))
    return next((mark for mark in ahead if _key(mark) != current), None)
