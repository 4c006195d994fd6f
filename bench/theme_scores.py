"""How good the answers to queries are whose returns are known.

A candidate finds a return if it is in the same track, starts within 3 s of it, and they share at
least half of the shorter one. A return is found once; a second candidate for it is wrong.
Candidates on the query's own passage are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.analysis.theme_search.records import Passage, Return
from bench.figure import median

_NEAR_MS = 3_000
_SHOWN = 20
_TIMED = 30  # returns ranked further down are chance more often


class Known(NamedTuple):
    """A return that is known; level: how hard it is, L1 to L5."""

    passage: Passage
    level: str


@dataclass(slots=True)
class Scores:
    """Collected over queries; `figures` sums them up."""

    average_precisions: list[float] = field(default_factory=list)
    ranks: dict[str, list[int | None]] = field(default_factory=dict)  # by level, from 1
    start_errors_ms: list[int] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, query: Passage, known: Sequence[Known], found: Sequence[Return]) -> list[bool]:
        """Returns which of `found` are right; the query's own passage counts as wrong."""
        left, hits, precision = list(known), 0, 0.0
        rank, right = 0, []
        for each in found:
            is_own = each.passage.shared_with(query) > 0.5
            match = None if is_own else _nearest(each.passage, left)
            right.append(match is not None)
            if is_own:
                continue
            rank += 1
            self.judged.append((each.probability, match is not None))
            if match is not None:
                left.remove(match)
                hits += 1
                precision += hits / rank
                self.ranks.setdefault(match.level, []).append(rank)
                if rank <= _TIMED:
                    self.start_errors_ms.append(abs(each.passage.start_ms - match.passage.start_ms))
        for missed in left:
            self.ranks.setdefault(missed.level, []).append(None)
        self.average_precisions.append(precision / max(1, len(known)))
        return right

    def figures(self) -> dict[str, float]:
        shown = [is_right for probability, is_right in self.judged if probability >= 0.8]
        levels = {
            f"recall_{level}": sum(rank is not None and rank <= _SHOWN for rank in ranks)
            / len(ranks)
            for level, ranks in sorted(self.ranks.items())
        }
        near = [error <= 1000 for error in self.start_errors_ms]
        return {
            "map": sum(self.average_precisions) / max(1, len(self.average_precisions)),
            **levels,
            "start_within_1s": sum(near) / max(1, len(near)),
            "start_error_ms": median(self.start_errors_ms or [0]),
            "shown_from_0.8": float(len(shown)),
            "precision_from_0.8": sum(shown) / max(1, len(shown)),
        }


def known_returns(truth: Mapping[str, Any], query: str) -> list[Known]:
    return [
        Known(Passage(each["track"], each["start_ms"], each["end_ms"]), each.get("level", "?"))
        for each in truth["occurrences"]
        if each["query"] == query
    ]


def _nearest(passage: Passage, left: Sequence[Known]) -> Known | None:
    matching = [
        each
        for each in left
        if abs(each.passage.start_ms - passage.start_ms) <= _NEAR_MS
        and each.passage.shared_with(passage) >= 0.5
    ]
    near = [(abs(each.passage.start_ms - passage.start_ms), each) for each in matching]
    return min(near, key=lambda pair: pair[0])[1] if near else None
