"""Tracks that may be a recording that is already there, in another encoding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from app.core.ids import TrackId
from app.library.records import PossiblySame

SAME_WITHIN_MS = 2000


class Settled(NamedTuple):
    """Pairs of tracks that the listener said aren't the same, and pairs that it is asked about."""

    refused: Set[frozenset[int]]
    asked: Set[frozenset[int]]


NOTHING_SETTLED = Settled(frozenset(), frozenset())


class Lookalikes:
    """Finds tracks with the same album and title and almost the same length; never merges them."""

    def __init__(
        self,
        words: Iterable[tuple[int, str, str, str, int]],
        refused: Set[tuple[int, str]] = frozenset(),
        settled: Settled = NOTHING_SETTLED,
    ) -> None:
        """words: (track id, title, artist, album, duration_ms). refused: (track id, payload), where
        the listener said that they aren't the same. settled: the same of tracks that are there.
        """
        self._refused = refused
        self._refused_pairs = settled.refused
        self._asked = set(settled.asked)
        self._seen: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        self._known: dict[int, tuple[str, str, str, int]] = {}
        for track_id, title, artist, album, duration_ms in words:
            self._seen[_key(title, artist, album)].append((track_id, duration_ms))
            self._known[track_id] = title, artist, album, duration_ms

    def offer(
        self, new_tracks: Sequence[Mapping[str, Any]], payloads: Mapping[int, str]
    ) -> list[PossiblySame]:
        """Pairs each new track with the first one like it, which may be new itself.

        payloads: of the new tracks, by id.
        """
        offers = []
        for track in new_tracks:
            group = self._seen[_key(track["title"], track["artist"], track["album"])]
            payload_hash = payloads[track["id"]]
            for other_id, duration_ms in group:
                is_close = abs(duration_ms - track["duration_ms"]) <= SAME_WITHIN_MS
                if is_close and (other_id, payload_hash) not in self._refused:
                    offers.append(_pair(track["id"], other_id, track["title"], track["album"]))
                    self._asked.add(frozenset((track["id"], other_id)))
                    break
            group.append((track["id"], track["duration_ms"]))
        return offers

    def offer_known(self, track_ids: Iterable[int]) -> list[PossiblySame]:
        """Pairs each track that was there before with the first one like it, unless that was asked:
        tracks that were restored, or are older than the questions.
        """
        offers = []
        for track_id in sorted(set(track_ids) & self._known.keys()):
            title, artist, album, length_ms = self._known[track_id]
            for other_id, duration_ms in self._seen[_key(title, artist, album)]:
                pair = frozenset((track_id, other_id))
                is_close = abs(duration_ms - length_ms) <= SAME_WITHIN_MS
                if len(pair) == 1 or not is_close or pair in self._refused_pairs:
                    continue
                if pair not in self._asked:
                    self._asked.add(pair)
                    offers.append(_pair(max(pair), min(pair), title, album))
                break
        return offers


def _key(title: str, artist: str, album: str) -> tuple[str, str]:
    # Single files have no album: their artist says which of many “Main theme”s is meant.
    return (album or artist).casefold(), title.casefold()


def _pair(track_id: int, other_id: int, title: str, album: str) -> PossiblySame:
    return PossiblySame(TrackId(track_id), TrackId(other_id), title, album)
