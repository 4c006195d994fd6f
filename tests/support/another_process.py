"""Another process on the same profile, which writes through the services."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Mode
from app.journal.records import EntryDraft
from app.profile.paths import Paths
from app.story.records import WorkKind

WORDS = {found.__name__: found for found in (EntryDraft, MarkKind, MarkRef, Mode, Span, WorkKind)}
ROOT = Path(__file__).resolve().parents[2]


def begin_elsewhere(paths: Paths, do: str) -> subprocess.Popen[str]:
    """Starts it. do: what it does, as Python code that can use `services`."""
    command = [sys.executable, "-m", "tests.support.another_process", str(paths.data.parent), do]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)


def _work(profile: Path, do: str) -> None:
    from app.bootstrap import Services
    from app.profile.settings import SettingsFile

    paths = Paths.for_profile(profile)
    services = Services(paths, SettingsFile(paths.settings_file))
    try:
        services.open()
        exec(do, WORDS | {"services": services})
    finally:
        services.close()


if __name__ == "__main__":
    _work(Path(sys.argv[1]), sys.argv[2])
