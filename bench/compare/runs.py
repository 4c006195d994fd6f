"""Runs in pairs, saved as they finish: an interrupted comparison continues where it stopped."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.compare.checkout import Checkout
from bench.compare.figures import comparable

Values = dict[str, float]


class PairedRuns:
    """Pairs of one bench. side 0 is the earlier revision, side 1 the later one."""

    def __init__(self, name: str, arguments: Sequence[str], file: Path) -> None:
        self.name = name
        self._arguments = list(arguments)
        self._file = file
        self._pairs = _kept(file, self._key)

    @property
    def _key(self) -> str:
        return " ".join((self.name, *self._arguments))

    @property
    def count(self) -> int:
        return len(self._pairs)

    def run_until(
        self, pairs: int, sides: tuple[Checkout, Checkout], report: Callable[[str], None]
    ) -> None:
        """Which side goes first alternates. Raises BenchFailed."""
        if self.count < pairs:
            report(f"{self.name}: warming up")
            for side in sides:  # writes byte code, brings files into memory
                side.measure(self.name, self._arguments)
        while self.count < pairs:
            report(f"{self.name}: pair {self.count + 1} of {pairs}")
            order = (0, 1) if self.count % 2 == 0 else (1, 0)
            seen = {n: comparable(sides[n].measure(self.name, self._arguments)) for n in order}
            self._keep((seen[0], seen[1]))

    def by_figure(self) -> dict[str, tuple[list[float], list[float]]]:
        """Before and after, for each figure that both revisions have in every pair."""
        columns: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
        for before, after in self._pairs:
            for figure in before.keys() & after.keys():
                columns[figure][0].append(before[figure])
                columns[figure][1].append(after[figure])
        return {name: both for name, both in sorted(columns.items()) if len(both[0]) == self.count}

    def _keep(self, pair: tuple[Values, Values]) -> None:
        self._pairs.append(pair)
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"run": self._key, "pair": pair}) + "\n")


def _kept(file: Path, key: str) -> list[tuple[Values, Values]]:
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    pairs = (json.loads(line) for line in lines)
    return [(one["pair"][0], one["pair"][1]) for one in pairs if one["run"] == key]
