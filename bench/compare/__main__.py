"""Whether a revision is slower than another: python -m bench compare REV [OTHER] [--only NAME …].

Both are checked out under `build/compare`, each with its own environment, and measured alternately,
in at least 15 pairs. A figure is worse only if the 95 % interval of the paired ratio is above 1.05;
then the exit code is 1. OTHER is HEAD by default; what isn't committed isn't measured.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bench.compare.checkout import FOLDER, BenchFailed, checkouts, commit_of, git
from bench.compare.paired import PairedRatio, paired_ratio
from bench.compare.runs import PairedRuns
from bench.figure import say

# As short as is still meaningful: the pairs make up for what a run lacks in length.
SHORT: dict[str, tuple[str, ...]] = {
    "startup": ("--runs", "1"),
    "marking": ("--presses", "60"),
    "timeline_frame": (),
    "timeline_depth": ("--platforms", "offscreen", "--marks", "100000"),
    "mark_to_mark": ("--marks", "100000"),
    "verbs_on_many": ("--marks", "2000"),
    "import_library": ("--files", "1000", "--rounds", "1"),
    "peaks": ("--minutes", "5", "--rounds", "1"),
    "journal_search": (),
    "library": ("--tracks", "20000"),
}
FEWEST_PAIRS = 15


def main(words: Sequence[str] | None = None) -> int:
    """1 if a figure is worse, 2 if it could not be measured."""
    wanted = _parsed(words)
    try:
        return 1 if _compared(wanted) else 0
    except BenchFailed as fault:
        sys.stderr.write(f"{fault}\n")
        return 2


def _parsed(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench compare", description=__doc__)
    parser.add_argument("before", help="the revision to compare with")
    parser.add_argument("after", nargs="?", default="HEAD", help="the revision that is judged")
    parser.add_argument("--only", nargs="+", choices=list(SHORT), default=list(SHORT))
    parser.add_argument("--pairs", type=int, default=FEWEST_PAIRS, help="at least 15")
    wanted = parser.parse_args(words)
    if wanted.pairs < FEWEST_PAIRS:
        parser.error(f"--pairs: fewer than {FEWEST_PAIRS} say too little")
    return wanted


def _compared(wanted: argparse.Namespace) -> list[str]:
    """Runs what is missing. Returns the figures that are worse."""
    commits = commit_of(wanted.before), commit_of(wanted.after)
    if git("status", "--porcelain", "--untracked-files=no").strip():
        sys.stderr.write("What isn’t committed isn’t measured.\n")
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{commits[0][:12]}-{commits[1][:12]}.jsonl"
    worse: list[str] = []
    with checkouts(*commits) as sides:
        for name in wanted.only:
            runs = PairedRuns(name, SHORT[name], file)
            runs.run_until(wanted.pairs, (sides[0], sides[1]), _report)
            worse += _said(runs)
    sys.stderr.write(f"Worse: {', '.join(worse) or 'nothing'}.\n")
    return worse


def _said(runs: PairedRuns) -> list[str]:
    worse = []
    for figure, (before, after) in runs.by_figure().items():
        ratio = paired_ratio(before, after)
        say(
            figure,
            ratio=ratio.ratio,
            low=ratio.low,
            high=ratio.high,
            pairs=ratio.pairs,
            verdict=_verdict(ratio),
        )
        if ratio.is_worse:
            worse.append(figure)
    return worse


def _verdict(ratio: PairedRatio) -> str:
    if ratio.is_worse:
        return "worse"
    return "better" if ratio.is_better else "alike"


def _report(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
