"""A worker: reads numbers of cases from its standard input, writes outcomes to its output.

`python -m tests.torture.worker PART SEED FOLDER`
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import traceback
from pathlib import Path
from typing import TextIO

from tests.torture.case import Loss, Outcome, Part, Runner
from tests.torture.forks import end_with_parent
from tests.torture.parts import PARTS

_PEAK = "VmHWM:"
_FORGET_PEAK = "5"  # proc(5), clear_refs
# Far above any part's limit: the machine stays usable if something asks for everything.
_ADDRESS_SPACE = 12 * 1024**3


def main(name: str, seed: int, scratch: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    end_with_parent()
    part = PARTS[name]
    numbers, answers = _own_pipes()
    run = part.make(scratch, seed)
    for line in numbers:
        outcome = tried(part, run, int(line), scratch)
        os.write(answers, json.dumps(outcome.as_plain()).encode() + b"\n")


def tried(part: Part, run: Runner, case: int, scratch: Path) -> Outcome:
    """Runs a case; the folder of one that lost something is left for investigation."""
    folder = scratch / f"case-{case}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    Path("/proc/self/clear_refs").write_text(_FORGET_PEAK)
    try:
        verdict = run(case, folder)
        if (peak_mb := _peak_mb()) > part.limit_mb:
            raise Loss("ate memory", f"{peak_mb} MB, of which {part.limit_mb} are allowed")
    except Loss as loss:
        return Outcome(case, loss.verdict, True, f"{loss.detail}\nleft in {folder}")
    except Exception:  # noqa: BLE001 - an error in the program or in a case: reported in full
        return Outcome(case, "a mistake", True, f"{traceback.format_exc()}\nleft in {folder}")
    shutil.rmtree(folder, ignore_errors=True)
    return Outcome(case, verdict.words, kept=verdict.kept)


def _own_pipes() -> tuple[TextIO, int]:
    """Numbers come in and answers go out by descriptors that nothing started here inherits.

    Anything else that is printed goes to standard error.
    """
    numbers, answers = os.dup(0), os.dup(1)
    with open(os.devnull) as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return os.fdopen(numbers, encoding="ascii"), answers


def _peak_mb() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.partition(_PEAK)[2].split()[0]) // 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
