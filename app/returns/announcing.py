"""Which returns are announced while a track plays."""

from __future__ import annotations

from app.returns.records import KnownReturn, TrackReturns

MOST = 2
SETTLED_MS = 1_000  # of music played in one go, before anything new is announced


class Announcing:
    """Each theme once, and whatever is announced stays until that return is over: returns that
    overlap don't take turns.
    """

    def __init__(self) -> None:
        self._shown: frozenset[int] = frozenset()

    def at(
        self, returns: TrackReturns, position_ms: int, *, may_begin: bool
    ) -> tuple[KnownReturn, ...]:
        """In the order in which they were announced. may_begin: whether new ones may be announced,
        as they may while the music plays on, and not while it is paused or somebody seeks.
        """
        near = list(returns.near(position_ms))
        known = [one for one in near if one.occurrence.id in self._shown]
        by_theme: dict[int, KnownReturn] = {}
        for one in (*known, *(near if may_begin else ())):
            by_theme.setdefault(one.occurrence.theme.id, one)
        chosen = tuple(by_theme.values())[:MOST]
        self._shown = frozenset(one.occurrence.id for one in chosen)
        return chosen
