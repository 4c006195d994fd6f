"""One case of a part, and what became of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SEED = 9


@dataclass(frozen=True, slots=True)
class Outcome:
    """verdict: a few words that are counted. detail: what a person needs who looks into a loss.

    kept: how many commits or marks were said to be kept, and were.
    """

    case: int
    verdict: str
    is_loss: bool = False
    detail: str = ""
    kept: int = 0

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)


class Loss(Exception):
    """Something that was kept is gone, or the program did what it never may."""

    def __init__(self, verdict: str, detail: str = "") -> None:
        super().__init__(f"{verdict}: {detail}")
        self.verdict = verdict
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Verdict:
    """As in an Outcome."""

    words: str
    kept: int = 0


# Given the number of a case and an empty folder; raises Loss.
Runner = Callable[[int, Path], Verdict]


@dataclass(frozen=True, slots=True)
class Part:
    """count: cases of a full run; brief: of the suite's. limit_s, limit_mb: for one case.

    make: given a folder that the worker keeps and the seed, called once in each worker.
    missing: what this machine lacks for the part, in one sentence; empty when it can run.
    """

    name: str
    count: int
    brief: int
    make: Callable[[Path, int], Runner]
    limit_s: float = 60.0
    limit_mb: int = 1500
    missing: Callable[[], str] = str


def dice(part: str, seed: int, case: int) -> random.Random:
    """The same for the same case, wherever and whenever it runs."""
    return random.Random(f"{part} {seed} {case}")
