"""Who is on together, in how many scenes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from app.story.records import Character, Scene


class Pair(NamedTuple):
    first: Character
    second: Character
    scenes: int


def pairs_in(scenes: Iterable[Scene]) -> tuple[Pair, ...]:
    """Of some scenes, those who share the most first; the one who is in more scenes stands before
    the other, as far as that says anything.
    """
    alone: Counter[Character] = Counter()
    together: Counter[tuple[Character, Character]] = Counter()
    for scene in scenes:
        alone.update(scene.characters)
        together.update(combinations(sorted(scene.characters, key=lambda one: one.id), 2))
    found = []
    for both, count in together.items():
        first, second = sorted(both, key=lambda one: (-alone[one], one.name))
        found.append(Pair(first, second, count))
    return tuple(sorted(found, key=lambda one: (-one.scenes, one.first.name, one.second.name)))
