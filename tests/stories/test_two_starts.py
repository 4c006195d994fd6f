"""Started twice or twenty times, with different temporary folders: one window, no file lost."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.remote.client import is_window_running
from tests.support.audio import tone, write_wav
from tests.support.starts import Starts


def record(starts: Starts, name: str) -> Path:
    return write_wav(starts.folder / f"{name}.wav", tone(1, 300 + 17 * len(name)))


def titles(starts: Starts) -> set[str]:
    if not starts.paths.database.exists():
        return set()
    address = f"{starts.paths.database.as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=10)) as raw:
        if raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'track'").fetchone() is None:
            return set()
        return {title for (title,) in raw.execute("SELECT title FROM track")}


def test_two_starts_at_once_are_one_window_with_both_files(starts: Starts) -> None:
    """Their temporary folders differ, and only one has a runtime folder."""
    elsewhere = starts.folder / "elsewhere"
    elsewhere.mkdir()
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(elsewhere))
    begun = [
        starts.start(record(starts, "a"), extra={"XDG_RUNTIME_DIR": ""}),
        starts.start(record(starts, "bb"), extra=temporary),
    ]
    starts.until(lambda: titles(starts) == {"a", "bb"})
    starts.until(lambda: any(process.poll() is not None for process in begun))
    (ended,) = [process for process in begun if process.poll() is not None]
    out, err = ended.communicate()
    assert (ended.returncode, err) == (0, "")
    assert "running window" in out
    assert is_window_running(starts.paths), "a third way of naming it"


def test_twenty_starts_at_once_are_one_window(starts: Starts) -> None:
    names = [f"{chr(97 + number)}" * (number + 1) for number in range(20)]
    begun = [starts.start(record(starts, name)) for name in names]
    starts.until(lambda: titles(starts) == set(names))
    starts.until(lambda: sum(process.poll() is None for process in begun) == 1)
    ended = [process for process in begun if process.poll() is not None]
    assert {(process.returncode, process.communicate()[1]) for process in ended} == {(0, "")}


def test_a_later_start_takes_the_place_of_one_that_was_killed(starts: Starts) -> None:
    """Killed before its socket is there: it hasn’t received the later start’s file."""
    first = starts.start(record(starts, "a"))
    starts.wait_for_lock()
    second = starts.start(record(starts, "bb"))
    first.send_signal(signal.SIGSTOP)  # it stops here, and holds the lock
    starts.until(lambda: _waits(second))
    first.kill()
    starts.until(lambda: "bb" in titles(starts))
    starts.wait_for_socket()
    assert second.poll() is None


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_window_that_closes_while_files_are_passed_to_it_loses_none(
    starts: Starts, how: signal.Signals
) -> None:
    first = starts.start()
    starts.wait_for_socket()
    second = starts.start(record(starts, "a"))
    starts.until(lambda: _waits(second))
    first.send_signal(how)
    starts.until(lambda: titles(starts) == {"a"})
    starts.until(lambda: first.poll() is not None)
    if second.poll() is not None:  # it was answered before the window closed
        assert second.returncode == 0
    else:
        starts.wait_for_socket()


def test_a_window_that_asks_about_a_damaged_journal_says_so_to_a_later_start(
    starts: Starts,
) -> None:
    starts.paths.data.mkdir(parents=True)
    starts.paths.database.write_bytes(b"This was a journal once. " * 400)
    first = starts.start()
    starts.wait_for_socket()
    second = starts.start()
    out, err = second.communicate(timeout=60)
    assert (second.returncode, out) == (1, "")
    assert "is asking what to do about your journal" in err
    mark = starts.start("mark", "wonder")
    assert "is asking what to do about your journal" in mark.communicate(timeout=60)[1]
    assert first.poll() is None


def test_a_throw_away_demo_opens_beside_the_window(starts: Starts) -> None:
    starts.start()
    starts.wait_for_socket()
    import subprocess
    import sys

    from tests.support.starts import MAIN

    pictures = starts.folder / "pictures"
    with subprocess.Popen([sys.executable, str(MAIN), "--silent", "--tour", str(pictures)]) as demo:
        try:
            starts.until(lambda: pictures.exists() and any(pictures.iterdir()))
        finally:
            demo.kill()


def _waits(process: object) -> bool:
    """Whether the later start is ready: it has loaded what it uses to ask the window."""
    maps = Path(f"/proc/{process.pid}/maps")  # type: ignore[attr-defined]
    return process.poll() is not None or "_socket" in maps.read_text()  # type: ignore[attr-defined]
