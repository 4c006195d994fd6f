"""Tracks of a document that are tracks here, by the stretches of sound that both have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from db.models.track_source import TrackSource
from db.repositories.track_time import Shift

_SOURCE: Any = TrackSource.__table__

RowMap = Mapping[str, Any]
_Stretch = tuple[str, int]


class SameSound:
    """sources: of the document.

    Two tracks that the document itself tells apart although they share a stretch don't become one.
    """

    def __init__(self, connection: Connection, sources: Iterable[RowMap]) -> None:
        self._theirs: dict[str, dict[_Stretch, RowMap]] = defaultdict(dict)  # by the track's uid
        for source in sources:
            self._theirs[source["track"]][_stretch(source)] = source
        self._here: dict[_Stretch, list[RowMap]] = defaultdict(list)
        for row in connection.execute(select(_SOURCE).order_by(_SOURCE.c.id)).mappings():
            held = dict(row)
            self._here[_stretch(held)].append(held)

    def track_of(self, uid: str, claimed: Mapping[int, str]) -> int | None:
        """The id of the track here that one of the document is. claimed: by id, the uid of the
        document's track that it is already.
        """
        pair = self._pair(uid, claimed)
        return None if pair is None else pair[1]["track_id"]

    def shift(self, uid: str, track_id: int, duration_ms: int) -> Shift | None:
        """From the time of the document's track to that of the one here, which has this length;
        None if they are the same.
        """
        theirs, mine = next(
            (theirs, mine) for theirs, mine in self._pairs(uid) if mine["track_id"] == track_id
        )
        ratio = mine["tempo_ratio"] / theirs["tempo_ratio"]
        by_ms = mine["offset_ms"] - round(theirs["offset_ms"] * ratio)
        return Shift(by_ms, duration_ms, ratio) if by_ms or ratio != 1 else None

    def _pair(self, uid: str, claimed: Mapping[int, str]) -> tuple[RowMap, RowMap] | None:
        """A source of the document's track, and the same one here."""
        return next(
            (
                (theirs, mine)
                for theirs, mine in self._pairs(uid)
                if not self._are_told_apart(uid, claimed.get(mine["track_id"], ""))
            ),
            None,
        )

    def _pairs(self, uid: str) -> list[tuple[RowMap, RowMap]]:
        """Those with the same uid, too, come first: a restore before this one has made them."""
        found = [
            (theirs, mine)
            for stretch, theirs in self._theirs.get(uid, {}).items()
            for mine in self._here.get(stretch, ())
        ]
        return sorted(found, key=lambda pair: pair[0]["uid"] != pair[1]["uid"])

    def _are_told_apart(self, uid: str, other_uid: str) -> bool:
        other = self._theirs.get(other_uid, {})
        return any(stretch in other for stretch in self._theirs[uid])


def _stretch(source: RowMap) -> _Stretch:
    return source["payload_hash"], source["start_ms"]
