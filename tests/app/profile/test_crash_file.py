"""What is left of a fault in a library is read at the next start, once, and kept."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.profile.crash_file import CrashFile

_RUN = """
import os, signal, sys
from pathlib import Path
from app.profile.crash_file import CrashFile
file = CrashFile(Path(sys.argv[1]))
file.begin()
print(file.last, end="")
if sys.argv[2] == "crash":
    os.kill(os.getpid(), signal.SIGSEGV)
file.end()
"""
ROOT = Path(__file__).resolve().parents[3]


def run(logs: Path, how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _RUN, str(logs), how]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_an_end_by_a_fault_is_told_at_the_next_start_alone(tmp_path: Path) -> None:
    assert run(tmp_path, "crash").returncode == -signal.SIGSEGV
    second = run(tmp_path, "end")
    assert second.returncode == 0 and "Segmentation fault" in second.stdout
    assert run(tmp_path, "end").stdout == ""
    assert [file.name for file in tmp_path.iterdir()] == ["last-crash.txt"]


def test_an_end_as_it_should_be_leaves_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, "end").stdout == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.logs("no crash reports in")
def test_the_program_runs_without_where_it_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    (tmp_path / "crash.txt").write_text("fault")
    (tmp_path / "last-crash.txt").mkdir()
    file = CrashFile(tmp_path)
    file.begin()
    assert file.last == ""
    file.end()
