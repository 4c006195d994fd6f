"""The outcomes so far, saved in a folder: an interrupted run continues where it stopped."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

from tests.torture.case import Outcome

_SOURCES = ("main.py", "app", "db", "ui", "tests/torture", "tests/support")


class Record:
    """The outcomes of one part, one JSON line each. Only those of the present code count."""

    def __init__(self, folder: Path, part: str, seed: int, code: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"{part}-{seed}-{code}.jsonl"
        self.outcomes: dict[int, Outcome] = {}
        if self._file.exists():
            for line in self._file.read_text(encoding="utf-8").splitlines():
                if outcome := _read(line):
                    self.outcomes[outcome.case] = outcome

    def keep(self, outcome: Outcome) -> None:
        self.outcomes[outcome.case] = outcome
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(outcome.as_plain()) + "\n")

    @property
    def losses(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes.values() if outcome.is_loss]

    @property
    def kept(self) -> int:
        return sum(outcome.kept for outcome in self.outcomes.values())

    def counts(self) -> Counter[str]:
        return Counter(outcome.verdict for outcome in self.outcomes.values())


def code_now(root: Path) -> str:
    """A name for the code as it is now."""
    digest = hashlib.blake2b(digest_size=5)
    for source in _SOURCES:
        top = root / source
        for path in sorted(top.rglob("*.py")) if top.is_dir() else (top,):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(line: str) -> Outcome | None:
    """None for the last line of a run that was killed while it wrote."""
    try:
        return Outcome(**json.loads(line))
    except ValueError:
        return None
