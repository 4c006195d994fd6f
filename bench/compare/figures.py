"""The numbers in a bench's lines that can be compared, each with a name of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.compare.checkout import Figure

# Times and sizes. Floors, ratios and the single worst value of a run say nothing about a pair.
_UNITS = frozenset({"ms", "seconds", "mib"})
_LEFT_OUT = ("floor", "max", "worst", "fsync", "first_ms")


def comparable(lines: Sequence[Figure]) -> dict[str, float]:
    """By “figure/platform/part”; values above 0."""
    found: dict[str, float] = {}
    for line in lines:
        name = "/".join(str(line[key]) for key in ("figure", "platform") if key in line)
        values = {key: value for key, value in line.items() if key not in ("figure", "platform")}
        found |= {f"{name}/{part}": value for part, value in _numbers(values, is_timed=False)}
    return found


def _numbers(values: Mapping[str, Any], *, is_timed: bool) -> Iterator[tuple[str, float]]:
    for key, value in values.items():
        if any(word in key for word in _LEFT_OUT):
            continue
        is_one = is_timed or not _UNITS.isdisjoint(key.split("_"))
        if isinstance(value, Mapping):
            inner = _numbers(value, is_timed=is_one)
            yield from ((f"{key}/{part}", number) for part, number in inner)
        elif is_one and isinstance(value, (int, float)) and value > 0:
            yield key, float(value)
