"""`make torture`: every part in full, or ARGS="kills --case 17" for one case of one part."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.torture.case import SEED, Outcome, Part
from tests.torture.parts import PARTS
from tests.torture.pool import ROOT, Pool
from tests.torture.record import Record, code_now

STATE = ROOT / "build" / "torture"
_SAY_EVERY_S = 20.0


def main(argv: list[str] | None = None) -> int:
    """0 if nothing was lost; 1 if something was, or a part could not run."""
    words = _words(argv)
    folder = Path(tempfile.mkdtemp(prefix="ost-torture-"))
    try:
        return _run(words, folder)
    finally:
        _remove_but_losses(folder)


def _run(words: argparse.Namespace, folder: Path) -> int:
    if words.case is not None:
        return _one(PARTS[words.parts[0]], words.seed, words.case, folder)
    code = code_now(ROOT)
    print(f"seed {words.seed}, code {code}; outcomes are kept in {words.state}", flush=True)
    results = [
        _in_full(PARTS[name], words, Record(words.state, name, words.seed, code), folder)
        for name in words.parts or PARTS
    ]
    return 0 if all(results) else 1


def _words(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--case", type=int, help="only this one, with all that it says")
    parser.add_argument("--count", type=int, help="so many cases of each part, in place of all")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--state", type=Path, default=STATE)
    words = parser.parse_args(argv)
    if unknown := set(words.parts) - PARTS.keys():
        parser.error(f"no part is called {', '.join(unknown)}")
    if words.case is not None and len(words.parts) != 1:
        parser.error("a case is a case of one part")
    return words


def _one(part: Part, seed: int, case: int, folder: Path) -> int:
    outcomes: list[Outcome] = []
    Pool(part, seed, folder, outcomes.append).run([case], 1)
    for outcome in outcomes:
        print(f"{part.name} {outcome.case}: {outcome.verdict}\n{outcome.detail}")
    return 1 if any(outcome.is_loss for outcome in outcomes) else 0


def _in_full(part: Part, words: argparse.Namespace, record: Record, folder: Path) -> bool:
    """Whether all of it ran and nothing was lost."""
    if reason := part.missing():
        print(f"\n{part.name}: NOT RUN. {reason}")
        return False
    count = words.count or part.count
    left = [case for case in range(count) if case not in record.outcomes]
    began = f"{count - len(left)} of them already known" if len(left) < count else "from the start"
    print(f"\n{part.name}: {count:,} cases, {began}", flush=True)
    progress = _Progress(part.name, record, count)
    pool = Pool(part, words.seed, folder / part.name, progress.told)
    signal.signal(signal.SIGINT, lambda *_: setattr(pool, "is_ended", True))
    pool.run(left, words.workers)
    for verdict, number in sorted(record.counts().items()):
        print(f"  {number:6,}  {verdict}")
    if record.kept:
        print(f"  {record.kept:6,}  commits and marks that were said to be kept, and were")
    if record.losses:
        print(f"  {len(record.losses)} LOSSES. To see one again:")
        for outcome in record.losses[:20]:
            print(f"    {_again(part.name, words.seed, outcome.case)}    ({outcome.verdict})")
    if len(record.outcomes) < count:
        print(f"  broken off; {count - len(record.outcomes):,} left. The same command goes on.")
    return not record.losses and len(record.outcomes) >= count


def _remove_but_losses(folder: Path) -> None:
    """Cases that lost nothing have left nothing; what a worker made for itself is removed too."""
    for worker in folder.glob("**/worker-*"):
        for path in worker.iterdir():
            if path.is_dir() and not path.name.startswith("case-"):
                shutil.rmtree(path, ignore_errors=True)
    if not any(folder.glob("**/case-*")):
        shutil.rmtree(folder, ignore_errors=True)


def _again(part: str, seed: int, case: int) -> str:
    chosen = "" if seed == SEED else f" --seed {seed}"
    return f'make torture ARGS="{part} --case {case}{chosen}"'


class _Progress:
    """Prints a line now and then, and each loss as it is found."""

    def __init__(self, name: str, record: Record, count: int) -> None:
        self._name = name
        self._record = record
        self._count = count
        self._said_s = time.monotonic()

    def told(self, outcome: Outcome) -> None:
        self._record.keep(outcome)
        if outcome.is_loss:
            why = outcome.detail.strip().partition("\n")[0]
            print(f"  LOSS {self._name} {outcome.case}: {outcome.verdict}: {why}", flush=True)
        now_s = time.monotonic()
        if now_s - self._said_s > _SAY_EVERY_S:
            self._said_s = now_s
            done, losses = len(self._record.outcomes), len(self._record.losses)
            print(f"  {done:,} of {self._count:,}, losses: {losses}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
