"""How far a search is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """tracks: of the scope. to_come: those still to be listened through. left_s: until they are,
    None if that isn't known. done: of the search itself, 0..1, where it takes long. is_paused:
    nothing is heard, because the listener has paused that, or the search waits. is_over: by itself,
    nothing more will be found.
    """

    tracks: int = 0
    to_come: int = 0
    left_s: float | None = None
    done: float = 0.0
    is_paused: bool = False
    is_over: bool = False

    @property
    def heard(self) -> int:
        """How many tracks nothing is waited for of."""
        return self.tracks - self.to_come
