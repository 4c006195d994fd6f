"""Which feeling a stretch of days was mostly about, said only where it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.core.ids import EmotionId
from app.years.records import Amount, Felt, by_month

LEAST_MARKS = 12
LEAST_OF_A_MONTH = 4
LEAD = 1.15  # times the second, by the sum of intensities


class Leading(NamedTuple):
    """mostly: the feeling that led; alike: the first two where none did. Both are empty while
    there are too few marks to say anything.
    """

    mostly: EmotionId | None = None
    alike: tuple[EmotionId, ...] = ()

    @property
    def emotions(self) -> tuple[EmotionId, ...]:
        return self.alike if self.mostly is None else (self.mostly,)


def leading(felt: Felt, least: int = LEAST_MARKS) -> Leading:
    """least: so many marks at least."""
    if sum(amount.number for amount in felt.values()) < least:
        return Leading()
    first, *others = sorted(felt.items(), key=_weighty)
    if not others or first[1].weight >= LEAD * others[0][1].weight:
        return Leading(first[0])
    return Leading(alike=(first[0], others[0][0]))


def seasons(felt: Mapping[date, Felt], but: EmotionId | None) -> list[tuple[EmotionId, list[int]]]:
    """Other feelings that led whole months of a year, and in which: those with most months first.

    but: the one that led the year.
    """
    found: dict[EmotionId, list[int]] = {}
    for (_year, month), there in sorted(by_month(felt).items()):
        led = leading(there, LEAST_OF_A_MONTH).mostly
        if led is not None and led != but:
            found.setdefault(led, []).append(month)
    return sorted(found.items(), key=lambda one: (-len(one[1]), one[1][0]))


def _weighty(one: tuple[EmotionId, Amount]) -> tuple[int, int]:
    emotion, amount = one
    return -amount.weight, emotion
