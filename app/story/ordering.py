"""The order of scenes in the story: numbers with room between them."""

from __future__ import annotations

from collections.abc import Sequence

LEAST_GAP = 1e-6  # below this, floats soon run out of digits to halve
OUTSIDE = (1 << 30, 0)  # scenes outside any episode come after all episodes

EpisodeRank = tuple[int, int]  # season, number


def end_of_episode(ranks: Sequence[EpisodeRank], rank: EpisodeRank) -> int:
    """The index after the last scene of an episode, or after all scenes before that episode.

    ranks: the episode of every scene, in story order.
    """
    same = [index for index, there in enumerate(ranks) if there == rank]
    if same:
        return same[-1] + 1
    earlier = [index for index, there in enumerate(ranks) if there < rank]
    return earlier[-1] + 1 if earlier else 0


def order_between(before: float | None, after: float | None) -> float | None:
    """A story order between two neighbours (None: no neighbour); None when no room is left."""
    if before is None:
        return 1.0 if after is None else after - 1.0
    if after is None:
        return float(int(before) + 1)
    return (before + after) / 2 if after - before > LEAST_GAP else None


def orders_between(before: float | None, after: float | None, count: int) -> list[float] | None:
    """The same for several scenes in a row."""
    if after is None:
        first = int(before or 0.0) + 1
        return [float(first + number) for number in range(count)]
    if before is None:
        return [after - count + number for number in range(count)]
    step = (after - before) / (count + 1)
    if step <= LEAST_GAP:
        return None
    return [before + step * number for number in range(1, count + 1)]
