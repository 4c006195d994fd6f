"""The lanes a listener wants to see, their order and heights. Pure.

Lanes have keys, which stay the same when their titles change; the ruler is always on top and isn't
one of them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

log = logging.getLogger(__name__)

_HIGHEST_PX = 4000


@dataclass(frozen=True, slots=True)
class LaneChoices:
    """What was chosen; everything else is as usual.

    order: keys from top to bottom. shown: lanes chosen to be shown or hidden. heights: in
    device-independent pixels.
    """

    order: tuple[str, ...] = ()
    shown: Mapping[str, bool] = field(default_factory=dict)
    heights: Mapping[str, int] = field(default_factory=dict)

    def ordered(self, keys: Iterable[str]) -> list[str]:
        """All lanes as chosen; one without a chosen place comes after its usual neighbour."""
        usual = list(keys)
        found = [key for key in dict.fromkeys(self.order) if key in usual]
        for place, key in enumerate(usual):
            if key not in found:
                before = [known for known in usual[:place] if known in found]
                found.insert(found.index(before[-1]) + 1 if before else 0, key)
        return found

    def is_shown(self, key: str, by_itself: bool) -> bool:
        return self.shown.get(key, by_itself)

    def with_shown(self, key: str, is_shown: bool) -> LaneChoices:
        return replace(self, shown={**self.shown, key: is_shown})

    def with_height(self, key: str, height: int | None) -> LaneChoices:
        """None: its usual height."""
        kept = {name: px for name, px in self.heights.items() if name != key}
        return replace(self, heights=kept if height is None else {**kept, key: height})

    def with_order(self, order: Iterable[str]) -> LaneChoices:
        return replace(self, order=tuple(order))

    def moved(self, keys: Iterable[str], key: str, step: int, seen: Iterable[str]) -> LaneChoices:
        """A lane swaps places with the next shown one, below (1) or above (-1)."""
        order, in_sight = self.ordered(keys), [name for name in self.ordered(keys) if name in seen]
        place = in_sight.index(key) + step
        if not 0 <= place < len(in_sight):
            return self
        return self.with_order(_put(order, key, in_sight[place], is_behind=step > 0))

    def placed(self, keys: Iterable[str], key: str, before: str | None) -> LaneChoices:
        """A lane goes before another one; with None it becomes the last."""
        order = self.ordered(keys)
        if before == key:
            return self
        if before is None:
            return self.with_order([*(name for name in order if name != key), key])
        return self.with_order(_put(order, key, before, is_behind=False))

    def as_text(self) -> str:
        return json.dumps(
            {"order": self.order, "shown": dict(self.shown), "heights": dict(self.heights)}
        )

    @classmethod
    def from_text(cls, text: str) -> LaneChoices:
        """Reads what `as_text` wrote; anything else counts as nothing chosen."""
        if not text:
            return cls()
        try:
            return _checked(json.loads(text))
        except (
            ValueError,
            TypeError,
            AttributeError,
            KeyError,
            OverflowError,
            RecursionError,
        ) as fault:
            log.warning("the choice of lanes can’t be read, lanes are as usual: %s", fault)
            return cls()


def _put(order: list[str], key: str, other: str, *, is_behind: bool) -> list[str]:
    rest = [name for name in order if name != key]
    rest.insert(rest.index(other) + is_behind, key)
    return rest


def _checked(kept: Any) -> LaneChoices:
    return LaneChoices(
        tuple(str(key) for key in kept["order"]),
        {str(key): bool(is_shown) for key, is_shown in kept["shown"].items()},
        {str(key): _height(height) for key, height in kept["heights"].items()},
    )


def _height(kept: Any) -> int:
    return min(max(1, int(kept)), _HIGHEST_PX)
