"""What was felt in tracks and albums: what their strips in the library show."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from app.core.timecode import POINT_LASTS_MS

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from app.emotions.vocabulary import Vocabulary
    from app.transactions.ledger import Ledger

K = TypeVar("K", bound=Hashable)

_PLACES = 120  # a strip is about 350 pixels wide: three a place
_Weights = dict[int, list[int]]  # per emotion, for each place


class FeltStretch(NamedTuple):
    """start, end: 0..1, of the track or of the whole strip."""

    start: float
    end: float
    emotion: Emotion


FeltStrip = tuple[FeltStretch, ...]


class Feelings:
    """What was felt in many tracks at once; marks of what the music expresses don't count."""

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary

    def strips(self, track_ids: Collection[int]) -> dict[int, FeltStrip]:
        """Of all these tracks, by one reading; empty for those where nothing was felt."""
        from db.queries.felt import felt_marks

        with self._ledger.read() as connection:
            rows = felt_marks(connection, track_ids)
        order = self._order()
        strips: dict[int, FeltStrip] = dict.fromkeys(track_ids, ())
        for track_id, marks in groupby(rows, itemgetter(0)):
            strips[track_id] = tuple(_stretches(list(marks), order))
        return strips

    def shares(self, groups: Mapping[K, Collection[int]]) -> dict[K, FeltStrip]:
        """For each group of tracks, such as an album: what share of all intensity each emotion has,
        the strongest first, on as much of the strip as the share of tracks in which anything was
        felt.
        """
        from db.queries.felt import felt_sums

        with self._ledger.read() as connection:
            rows = felt_sums(connection, set(chain.from_iterable(groups.values())))
        order = self._order()
        sums: dict[int, dict[int, int]] = {}
        for track_id, emotion_id, intensity in map(tuple, rows):
            sums.setdefault(track_id, {})[emotion_id] = intensity
        return {
            group: tuple(_shares([sums.get(track_id, {}) for track_id in ids], order))
            for group, ids in groups.items()
        }

    def _order(self) -> dict[int, Emotion]:
        return {int(one.id): one for one in self._vocabulary.emotions(with_retired=True)}


def _shares(
    tracks: Sequence[Mapping[int, int]], order: dict[int, Emotion]
) -> Iterator[FeltStretch]:
    totals = dict.fromkeys(order, 0)
    for sums in tracks:
        for emotion_id, intensity in sums.items():
            totals[emotion_id] += intensity
    whole = sum(totals.values())
    felt = sum(map(bool, tracks)) / max(1, len(tracks))
    start = 0.0
    for emotion_id in sorted(totals, key=lambda one: -totals[one]):
        if totals[emotion_id]:
            end = start + felt * totals[emotion_id] / whole
            yield FeltStretch(start, end, order[emotion_id])
            start = end


def _stretches(marks: Sequence[Any], order: dict[int, Emotion]) -> Iterator[FeltStretch]:
    """order: the emotions in the vocabulary's order, which decides between equals."""
    weights = _weights(marks)
    felt = [(emotion_id, weights[emotion_id]) for emotion_id in order if emotion_id in weights]
    place = 0
    for leading, run in groupby(_leading(felt, at) for at in range(_PLACES)):
        first, place = place, place + len(list(run))
        if leading is not None:
            yield FeltStretch(first / _PLACES, place / _PLACES, order[leading])


def _leading(felt: Iterable[tuple[int, list[int]]], place: int) -> int | None:
    emotion_id, most = max(
        ((emotion_id, sums[place]) for emotion_id, sums in felt),
        key=itemgetter(1),
        default=(None, 0),
    )
    return emotion_id if most else None


def _weights(marks: Sequence[Any]) -> _Weights:
    """The intensity of each emotion at each place."""
    steps: _Weights = {}
    for _track_id, duration_ms, emotion_id, start_ms, end_ms, intensity in marks:
        if duration_ms <= 0:
            continue
        end_ms = start_ms + POINT_LASTS_MS if end_ms == start_ms else end_ms
        first = min(_PLACES - 1, start_ms * _PLACES // duration_ms)
        end = min(_PLACES, max(first + 1, -(-end_ms * _PLACES // duration_ms)))
        gains = steps.setdefault(emotion_id, [0] * (_PLACES + 1))
        gains[first] += intensity
        gains[end] -= intensity
    return {emotion_id: list(accumulate(gains)) for emotion_id, gains in steps.items()}
