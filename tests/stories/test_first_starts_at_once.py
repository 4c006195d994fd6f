"""Several programs start with one new profile at the same moment; some are killed meanwhile."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.diagnostics.self_test import journal_is_sound
from tests.stories.test_two_starts import record, titles
from tests.support.starts import MAIN, Process, Starts


def run(starts: Starts, *words: str | Path) -> Process:
    return subprocess.Popen(
        [sys.executable, str(MAIN), "--profile", str(starts.folder / "p"), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("count", [2, 5])
def test_imports_of_the_same_folder_add_each_file_once(starts: Starts, count: int) -> None:
    names = {"a" * number for number in range(1, 9)}
    for name in names:
        record(starts, name)
    begun = [run(starts, "import", starts.folder, "--json") for _ in range(count)]
    said = [process.communicate(timeout=120) for process in begun]
    assert [(process.returncode, err) for process, (_, err) in zip(begun, said, strict=True)] == [
        (0, "")
    ] * count
    assert sum(json.loads(out)["added"] for out, _ in said) == len(names)
    assert titles(starts) == names


def test_an_import_and_a_window_start_at_once(starts: Starts) -> None:
    imported = run(starts, "import", record(starts, "a"))
    window = starts.start(record(starts, "bb"))
    assert imported.communicate(timeout=120)[1] == ""
    assert imported.returncode == 0
    starts.until(lambda: titles(starts) == {"a", "bb"})
    assert window.poll() is None


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for a process’s children")
def test_a_killed_import_leaves_no_workers(starts: Starts) -> None:
    data = record(starts, "a").read_bytes()
    for number in range(400):
        (starts.folder / f"{number}.wav").write_bytes(data + bytes(2 * number))
    process = run(starts, "import", starts.folder)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    starts.until(lambda: children.read_text())
    workers = children.read_text().split()
    process.kill()
    process.communicate()
    starts.until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


@pytest.mark.parametrize("words", [("export", "out.json"), ("import", ".")])
def test_killed_at_any_moment_of_the_first_start_the_profile_opens(
    starts: Starts, words: tuple[str, str]
) -> None:
    chance = random.Random(5)
    path = starts.folder / words[1]
    for _ in range(6):
        process = run(starts, words[0], path)
        try:
            process.wait(chance.uniform(0.1, 2.0))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
    done = run(starts, "export", starts.folder / "last.json")
    assert (done.communicate(timeout=60)[1], done.returncode) == ("", 0)
    assert "is sound" in journal_is_sound(starts.paths)
