"""One case of a part, and its outcome."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SEED = 9


@dataclass(frozen=True, slots=True)
class Outcome:
    """verdict: a few words that are counted. detail: what is needed to investigate a loss.

    kept: how many commits or marks were confirmed as saved, and were.
    """

    case: int
    verdict: str
    is_loss: bool = False
    detail: str = ""
    kept: int = 0

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)


class Loss(Exception):
    """Something that was saved is gone, or the program did what it must never do."""

    def __init__(self, verdict: str, detail: str = "") -> None:
        super().__init__(f"{verdict}: {detail}")
        self.verdict = verdict
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an Outcome says of a case that lost nothing."""

    words: str
    kept: int = 0


# Is given the number of a case and an empty folder; raises Loss.
Runner = Callable[[int, Path], Verdict]


@dataclass(frozen=True, slots=True)
class Part:
    """count: cases in a full run; brief: in the test suite's. limit_s, limit_mb: for one case.

    make: called once in each worker, with a folder that the worker keeps and the seed.
    missing: what this machine lacks for the part, in one sentence; empty if it can run.
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
