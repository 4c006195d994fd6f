"""Asking the window: whom it finds, whom it trusts, and what it says when nobody answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import Problem
from app.profile.paths import Paths
from app.remote.client import ask_window, is_window_running
from app.remote.second_start import hand_over
from app.remote.window_lock import NAME, WindowLock

STRANGER = """
import os, socket, sys
with socket.socket(socket.AF_UNIX) as server:
    server.bind(sys.argv[1])
    os.chmod(sys.argv[1], 0o777)
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
    server.listen()
    print("listening", flush=True)
    caller, _ = server.accept()
    print(caller.recv(4096), flush=True)
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    found = Paths.for_profile(tmp_path)
    found.data.mkdir()
    return found


@pytest.fixture
def lock(paths: Paths) -> Iterator[WindowLock]:
    """Held, as by the window."""
    held = WindowLock(paths.data)
    assert held.take()
    yield held
    held.let_go()


class Listener:
    """A window's end of a socket, which answers the next caller with what the test says."""

    def __init__(self, paths: Paths, lock: WindowLock) -> None:
        self.heard: list[bytes] = []
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(paths.data / "s"))
        self._server.listen()
        lock.announce(str(paths.data / "s"))
        self._threads: list[threading.Thread] = []

    def answer(self, *answers: bytes) -> None:
        """One caller after the other; an empty answer hangs up."""
        thread = threading.Thread(target=self._answer, args=answers)
        thread.start()
        self._threads.append(thread)

    def close(self) -> None:
        for thread in self._threads:
            thread.join()
        self._server.close()

    def _answer(self, *answers: bytes) -> None:
        for answer in answers:
            caller, _ = self._server.accept()
            with caller:
                self.heard.append(caller.recv(65536))
                caller.sendall(answer)


@pytest.fixture
def listener(paths: Paths, lock: WindowLock) -> Iterator[Listener]:
    made = Listener(paths, lock)
    yield made
    made.close()


def problem_of(paths: Paths, patience_s: float = 0.1) -> str:
    with pytest.raises(Problem) as caught:
        ask_window(paths, {"verb": "hello"}, patience_s)
    return str(caught.value)


def test_without_a_window_it_says_so_at_once(paths: Paths) -> None:
    assert "isn’t running" in problem_of(paths, 60)
    assert not is_window_running(paths)
    (paths.data / NAME).write_text('{"pid": 1, "address": "/gone.sock"}')  # by one that was killed
    assert "isn’t running" in problem_of(paths, 60)


def test_a_window_that_is_only_starting_is_waited_for(paths: Paths, lock: WindowLock) -> None:
    assert "didn’t answer" in problem_of(paths)
    listening = threading.Timer(0.1, lambda: made.append(Listener(paths, lock)))
    made: list[Listener] = []
    listening.start()
    answered = threading.Thread(
        target=lambda: listening.join() or made[0].answer(b'{"ok": true, "message": "hi"}\n')
    )
    answered.start()
    assert ask_window(paths, {"verb": "hello"})["message"] == "hi"
    answered.join()
    made[0].close()


@pytest.mark.parametrize(
    "answer", [b"hello\n", b"[]\n", b"{}\n", b'{"message": 3}\n', b"\xff\n", b"[" * 20_000 + b"\n"]
)
def test_nonsense_is_no_answer(paths: Paths, listener: Listener, answer: bytes) -> None:
    listener.answer(answer)
    assert "didn’t answer" in problem_of(paths, 5)


def test_one_that_hangs_up_is_asked_again(paths: Paths, listener: Listener) -> None:
    listener.answer(b"", b'{"ok": true, "message": "hi"}\n')
    assert ask_window(paths, {"verb": "hello"})["message"] == "hi"
    assert len(listener.heard) == 2


def test_one_that_says_nothing_is_given_up(paths: Paths, listener: Listener) -> None:
    assert "didn’t answer" in problem_of(paths, 0.2)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user, too")
def test_another_user_in_the_windows_place_is_told_nothing(paths: Paths, lock: WindowLock) -> None:
    address = f"/tmp/ost-test-{os.getpid()}-{paths.data.parent.name}.sock"
    command = [sys.executable, "-c", STRANGER, address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as stranger:
        assert stranger.stdout is not None and stranger.stdout.readline() == "listening\n"
        lock.announce(address)
        assert "Another user" in problem_of(paths, 5)
        assert stranger.stdout.readline() == "b''\n"
    Path(address).unlink()


def test_a_second_start_says_when_the_window_declines_or_hangs(
    paths: Paths, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = WindowLock(paths.data)
    listener.answer(
        b'{"ok": false, "message": "busy", "again": true}\n', b'{"ok": false, "message": "No."}\n'
    )
    with pytest.raises(Problem, match="No"):
        hand_over(later, paths, [Path("/a.flac")])
    monkeypatch.setattr("app.remote.second_start.PATIENCE_S", 0.2)
    monkeypatch.setattr("app.remote.second_start.ANSWER_S", 0.2)
    with pytest.raises(Problem, match="didn’t answer"):
        hand_over(later, paths, [])


def test_a_window_that_came_late_is_given_time_to_answer(
    paths: Paths, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its socket appears when patience is nearly over: what it takes then is no failure."""
    monkeypatch.setattr("app.remote.second_start.PATIENCE_S", 0.2)
    answering = threading.Timer(0.5, lambda: listener.answer(b'{"ok": true, "message": "hi"}\n'))
    answering.start()
    assert hand_over(WindowLock(paths.data), paths, []) == "hi"
    answering.join()
