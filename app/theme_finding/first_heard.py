"""A family told from where it is first heard, instead of from where it was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.themes.keys import in_nearest_octave
from app.themes.records import Candidate


def from_first_heard(
    passages: Sequence[Candidate], place: Callable[[Candidate], int]
) -> tuple[Candidate, ...]:
    """In the order in which they are heard; keys and tempi are those against the first.

    place: of a passage's track, among all.
    """
    ordered = sorted(passages, key=lambda one: (place(one), one.span))
    return tuple(_against(ordered[0], one) for one in ordered)


def _against(first: Candidate, one: Candidate) -> Candidate:
    by, ratio = one.transposition, one.tempo_ratio
    if by is not None and first.transposition is not None:
        by = in_nearest_octave(by - first.transposition)
    if ratio is not None and first.tempo_ratio is not None:
        ratio = ratio / first.tempo_ratio
    return replace(one, transposition=by, tempo_ratio=ratio)
