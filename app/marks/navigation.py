"""From mark to mark, through the track and on through the library: “next Wonder”."""

from __future__ import annotations

from collections.abc import Callable, Collection
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
    """A mark to go to. is_elsewhere: on another track than the listener's."""

    ref: MarkRef
    track_id: TrackId
    track_title: str
    span: Span
    preroll_ms: int | None
    is_elsewhere: bool


class MarkNavigation:
    """Only reads. Tracks come in the library's order and start again after the last; those whose
    file is missing are skipped.

    in_order: puts the ids of tracks into that order.
    """

    def __init__(self, ledger: Ledger, in_order: Callable[[Collection[int]], list[int]]) -> None:
        self._ledger = ledger
        self._in_order = in_order

    def go(self, origin: Origin, step: int, emotion_id: EmotionId | None = None) -> Place | None:
        """The next (1) or previous (-1) mark, of one emotion or of any kind.

        After the track's last mark comes the first of the next track that has any; None if there
        is no other mark in the library.
        """
        with self._ledger.read() as connection:
            found = set(queries.tracks_with_marks(connection, emotion_id))
        others = self._from_the_next_on(origin.track_id, found)
        with self._ledger.read() as connection:
            here = origin.track_id if origin.track_id in found else None
            if here is not None:
                mark = _beyond(_marks(connection, here, emotion_id), origin, step)
                if mark is not None:
                    return _place(connection, here, mark, origin)
            for track_id in (*others[::step], *([] if here is None else [here])):
                if track_id != here and not queries.can_be_played(connection, track_id):
                    continue
                marks = _marks(connection, track_id, emotion_id)[::step]
                if marks and _ref(marks[0]) != origin.ref:
                    return _place(connection, track_id, marks[0], origin)
        return None

    def _from_the_next_on(self, here: int | None, found: set[int]) -> list[int]:
        """Those found, without the listener's track: after it, then before it."""
        tracks = self._in_order(found if here is None else found | {here})
        at = tracks.index(here) if here in tracks else -1
        return [*tracks[at + 1 :], *tracks[: max(at, 0)]]


def _place(connection: Connection, track_id: int, mark: Any, origin: Origin) -> Place:
    return Place(
        _ref(mark),
        TrackId(track_id),
        queries.title_of(connection, track_id),
        Span(mark.start_ms, mark.end_ms),
        mark.preroll_ms,
        is_elsewhere=track_id != origin.track_id,
    )


def _marks(connection: Connection, track_id: int, emotion_id: EmotionId | None) -> list[Any]:
    """In time order, as `TrackTimeline.marks` has them."""
    return sorted(queries.marks_of(connection, track_id, emotion_id), key=_key)


def _key(mark: Any) -> _Key:
    return mark.start_ms, mark.end_ms, _ref(mark)


def _ref(mark: Any) -> MarkRef:
    return MarkRef(MarkKind(mark.kind), mark.id)


def _beyond(marks: list[Any], origin: Origin, step: int) -> Any | None:
    """The nearest mark after or before the listener's place."""
    current = next((_key(mark) for mark in marks if _key(mark)[2] == origin.ref), None)
    if current is None:
        starts = (mark for mark in marks[::step] if (mark.start_ms - origin.position_ms) * step > 0)
        return next(starts, None)
    ahead = (mark for mark in marks[::step] if (_key(mark) > current) == (step > 0))
    return next((mark for mark in ahead if _key(mark) != current), None)
