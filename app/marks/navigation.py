"""From mark to mark, through the track and on through the library: “next wonder”."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.core.ids import EmotionId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from db.queries import navigation as queries

if TYPE_CHECKING:
    from app.transactions.ledger import Ledger
    from db.store.engine import Connection

_Key = tuple[int, int, MarkRef]


@dataclass(frozen=True, slots=True)
class Origin:
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


class MarkNavigation:
    """Looks only. Tracks come in shelf order, the first after the last; those without a file that
    is there are passed over."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def go(self, origin: Origin, step: int, emotion_id: EmotionId | None = None) -> Place | None:
        """The next (1) or previous (-1) mark, of one emotion or of any kind.

        After the track's last comes the first on the next track that has any; None when there is
        no other mark in the library.
        """
        with self._ledger.read() as connection:
            ours, others = _tracks_around(connection, origin, emotion_id)
            if ours is not None:
                mark = _beyond(_marks(connection, ours.id, emotion_id), origin, step)
                if mark is not None:
                    return _place(ours, mark, is_elsewhere=False)
            for track in (*others[::step], *([ours] if ours is not None else [])):
                marks = _marks(connection, track.id, emotion_id)[::step]
                if marks and _ref(marks[0]) != origin.ref:
                    return _place(track, marks[0], is_elsewhere=track is not ours)
        return None


def _tracks_around(
    connection: Connection, origin: Origin, emotion_id: EmotionId | None
) -> tuple[Any | None, list[Any]]:
    """Our own track, if it holds such marks, and the others that do, from the one behind it on."""
    shelf = list(queries.tracks_with_marks(connection, emotion_id, origin.track_id))
    at = next((n for n, row in enumerate(shelf) if row.id == origin.track_id), None)
    if at is None:
        return None, shelf
    ours = shelf[at] if shelf[at].has_marks else None
    return ours, [*shelf[at + 1 :], *shelf[:at]]


def _place(track: Any, mark: Any, *, is_elsewhere: bool) -> Place:
    return Place(
        _ref(mark),
        TrackId(track.id),
        track.title,
        Span(mark.start_ms, mark.end_ms),
        mark.preroll_ms,
        is_elsewhere,
    )


def _marks(connection: Connection, track_id: TrackId, emotion_id: EmotionId | None) -> list[Any]:
    """In time order, as `TrackTimeline.marks` has them."""
    return sorted(queries.marks_of(connection, track_id, emotion_id), key=_key)


def _key(mark: Any) -> _Key:
    return mark.start_ms, mark.end_ms, _ref(mark)


def _ref(mark: Any) -> MarkRef:
    return MarkRef(MarkKind(mark.kind), mark.id)


def _beyond(marks: list[Any], origin: Origin, step: int) -> Any | None:
    """The nearest mark after or before where the listener is."""
    current = next((_key(mark) for mark in marks if _key(mark)[2] == origin.ref), None)
    if current is None:
        starts = (mark for mark in marks[::step] if (mark.start_ms - origin.position_ms) * step > 0)
        return next(starts, None)
    ahead = (mark for mark in marks[::step] if (_key(mark) > current) == (step > 0))
    return next((mark for mark in ahead if _key(mark) != current), None)
