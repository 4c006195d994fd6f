"""The window's socket: every caller is answered once, and only this user is."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from app.remote.requests import MOST_BYTES, Request
from app.remote.window_lock import WindowLock, announced
from tests.support.full_disk import no_room
from ui.remote import socket_server
from ui.remote.socket_server import Answer, Later, SocketServer

Said = dict[str, object]

STRANGER = """
import os, socket, sys
os.setgroups([]); os.setgid(65534); os.setuid(65534)
with socket.socket(socket.AF_UNIX) as caller:
    caller.connect(sys.argv[1])
    try:
        caller.sendall(b'{"verb": "mark", "emotion": "wonder"}\\n')
        print(caller.recv(4096))
    except (BrokenPipeError, ConnectionResetError):
        print(b"")
"""


class Work(QObject):
    """A request that takes long."""

    ended = Signal()


class Caller:
    """Another program's end of a connection; it never blocks."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(10)
        self.socket.connect(address)
        self.socket.setblocking(False)
        self.answer = b""
        self.is_over = False

    def send(self, line: bytes) -> None:
        self.socket.send(line)

    def has_answer(self) -> bool:
        """Whether the server has disconnected; what it said before is in `answer`."""
        try:
            part = self.socket.recv(65536)
        except BlockingIOError:
            return False
        except ConnectionResetError:
            return True
        self.answer += part
        return not part

    def said(self) -> Said:
        (line,) = self.answer.splitlines()
        found: Said = json.loads(line)
        return found


class Switchboard:
    """A server with a few verbs, and callers that are closed after the test."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.marked: list[Request] = []
        self.answers: dict[str, Callable[[Request], Answer]] = {
            "mark": self.mark,
            "open": lambda _request: "Opened",
        }
        self.server = SocketServer({verb: partial(self._answer, verb) for verb in self.answers})
        self.address = str(folder / "s.sock")
        self._callers: list[Caller] = []
        assert self.server.listen(self.address)

    def call(self, line: bytes = b"") -> Caller:
        caller = Caller(self.address)
        self._callers.append(caller)
        if line:
            caller.send(line)
        return caller

    def hear(self, caller: Caller) -> Said:
        self.until(caller.has_answer)
        return caller.said()

    def ask(self, request: object) -> Said:
        return self.hear(self.call(json.dumps(request).encode() + b"\n"))

    def until(self, is_true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_true, timeout=10_000)

    def close(self) -> None:
        self.server.close()
        for caller in self._callers:
            caller.socket.close()

    @property
    def connections(self) -> list[QLocalSocket]:
        """The server's ends of those that are open."""
        return self.server.findChildren(QLocalSocket)

    def _answer(self, verb: str, request: Request) -> Answer:
        return self.answers[verb](request)

    def mark(self, request: Request) -> str:
        if request["emotion"] == "hunger":
            raise Problem("“hunger” isn’t one of your emotions.")
        self.marked.append(request)
        return "Marked"


@pytest.fixture
def board(qtbot: QtBot, tmp_path: Path) -> Iterator[Switchboard]:
    made = Switchboard(qtbot, tmp_path)
    yield made
    made.close()


def test_a_request_is_done_and_answered(board: Switchboard) -> None:
    assert board.ask({"verb": "mark", "emotion": "wonder"}) == {"ok": True, "message": "Marked"}
    assert board.marked == [{"verb": "mark", "emotion": "wonder"}]
    said = board.ask({"verb": "mark", "emotion": "hunger"})
    assert (said["ok"], said["message"]) == (False, "“hunger” isn’t one of your emotions.")


@pytest.mark.parametrize(
    "line", [b"\n", b"}{\n", b"\xff\n", b'{"verb": "dance"}\n', b"[" * 9999 + b"\n"]
)
def test_nonsense_is_answered(board: Switchboard, line: bytes) -> None:
    said = board.hear(board.call(line))
    assert said["ok"] is False and "declined" in str(said["message"])


def test_a_string_for_a_list_of_paths_opens_nothing(board: Switchboard) -> None:
    said = board.ask({"verb": "open", "paths": "/"})
    assert said["ok"] is False and "must be a list" in str(said["message"])


def test_a_line_in_pieces_is_one_request(board: Switchboard) -> None:
    caller = board.call(b'{"verb": "mark", ')
    assert board.ask({"verb": "open"})["ok"] is True  # others are served meanwhile
    caller.send(b'"emotion": "wonder"}\n')
    assert board.hear(caller)["message"] == "Marked"


def test_a_second_request_on_one_connection_is_not_done(board: Switchboard) -> None:
    line = b'{"verb": "mark", "emotion": "wonder"}\n'
    assert board.hear(board.call(line * 3))["ok"] is True
    assert len(board.marked) == 1


def test_a_line_that_never_ends_is_answered(
    board: Switchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_server, "PATIENCE_MS", 50)
    for begun in (b'{"verb": "ma', b""):
        said = board.hear(board.call(begun))
        assert said["ok"] is False and "wasn’t complete" in str(said["message"])


def test_a_line_that_is_too_long_is_answered(
    board: Switchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_server, "MOST_BYTES", 1000)
    caller = board.call(b"x" * 5000)
    said = board.hear(caller)
    assert said["ok"] is False and "longer than 1,000 bytes" in str(said["message"])


def test_a_caller_that_disconnects_at_once_leaves_nothing_behind(board: Switchboard) -> None:
    for _ in range(50):
        board.call(b'{"verb": "mark", "emo').socket.close()
    assert board.ask({"verb": "open"})["ok"] is True
    board.until(lambda: not board.connections)


def test_if_there_are_too_many_callers_the_longest_silent_one_goes(
    board: Switchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_server, "MOST_CALLERS", 3)
    silent = [board.call(b"{") for _ in range(3)]
    board.until(lambda: len(board.connections) == 3)
    assert board.ask({"verb": "open"})["ok"] is True
    said = board.hear(silent[0])
    assert (said["ok"], said["again"]) == (False, True)
    for caller in silent[1:]:
        caller.send(b'"verb": "open"}\n')
        assert board.hear(caller)["ok"] is True


def test_hundreds_of_silent_callers_dont_keep_others_out(board: Switchboard) -> None:
    for count in range(1, 301):
        board.call(b'{"verb": "ma' if count % 2 else b"")
        if count % 10 == 0:  # the kernel keeps a few dozen in line
            assert board.ask({"verb": "hello"})["ok"] is True
    board.until(lambda: len(board.connections) <= socket_server.MOST_CALLERS)


def test_while_all_callers_wait_for_long_requests_others_are_told_to_try_again(
    board: Switchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work()
    monkeypatch.setattr(socket_server, "MOST_CALLERS", 2)
    board.answers["open"] = lambda _request: Later("Opened", work.ended)
    waiting = [board.call(b'{"verb": "open"}\n') for _ in range(2)]
    board.until(lambda: len(board.connections) == 2)
    said = board.ask({"verb": "hello"})
    assert (said["ok"], said["again"]) == (False, True)
    work.ended.emit()
    assert all(board.hear(caller)["ok"] for caller in waiting)


def test_a_later_answer_comes_with_its_signal_but_not_from_a_closed_window(
    board: Switchboard,
) -> None:
    work = Work()
    board.answers["open"] = lambda _request: Later("Opened", work.ended)
    first = board.call(b'{"verb": "open"}\n')
    board.until(lambda: bool(board.connections))
    assert not first.has_answer()
    work.ended.emit()
    assert board.hear(first)["message"] == "Opened"
    second = board.call(b'{"verb": "open"}\n')
    board.until(lambda: bool(board.connections))
    board.server.close()
    board.until(second.has_answer)
    assert second.answer == b"", "a caller without an answer does it itself"


def test_our_own_mistake_is_answered_too(board: Switchboard) -> None:
    board.answers["open"] = lambda _request: "x"[9]
    with board.qtbot.captureExceptions() as mistakes:
        said = board.ask({"verb": "open"})
    assert said["ok"] is False and "Something went wrong" in str(said["message"])
    assert len(mistakes) == 1


@pytest.mark.logs("another user of this computer called")
def test_a_mistake_about_one_caller_leaves_no_other_one_unanswered(board: Switchboard) -> None:
    """All of them have connected and sent their requests before the window looks."""
    board.answers["mark"] = lambda _request: "x"[9]
    server = board.server.findChild(QLocalServer)
    server.blockSignals(True)
    callers = [board.call(b'{"verb": "mark", "emotion": "wonder"}\n'), board.call(b'{"verb": "')]
    callers += [board.call(b'{"verb": "open"}\n') for _ in range(3)]
    callers[1].socket.close()
    for _ in range(2 * len(callers)):
        QCoreApplication.processEvents()
    server.blockSignals(False)
    with board.qtbot.captureExceptions() as mistakes:
        server.newConnection.emit()
        said = [board.hear(caller)["ok"] for caller in (callers[0], *callers[2:])]
    assert (said, len(mistakes)) == ([False, True, True, True], 1)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")
@pytest.mark.logs("another user of this computer called")
def test_another_user_isnt_answered(board: Switchboard, tmp_path: Path) -> None:
    """Even if the permissions of the folder and the socket would allow it."""
    open_to_all = Path("/tmp") / f"ost-test-{os.getpid()}.sock"
    server = SocketServer({"mark": board.mark})
    assert server.listen(str(open_to_all))
    open_to_all.chmod(0o777)
    command = [sys.executable, "-c", STRANGER, str(open_to_all)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        board.until(lambda: process.poll() is not None)
        out, err = process.communicate()
    server.close()
    assert (out.strip(), err) == (b"b''", b"")
    assert board.marked == []


def test_the_line_may_be_as_long_as_the_longest_request(board: Switchboard) -> None:
    request = {"verb": "open", "paths": ["/" + "a" * 1000] * 4000}
    line = json.dumps(request).encode() + b"\n"
    assert len(line) < MOST_BYTES
    caller = board.call()
    sent = 0

    def is_sent() -> bool:
        nonlocal sent
        try:
            sent += caller.socket.send(line[sent : sent + 65536])
        except BlockingIOError:
            return False
        return sent == len(line)

    board.until(is_sent)
    assert board.hear(caller)["ok"] is True


@pytest.mark.logs("the socket can’t be announced")
def test_a_full_disk_doesnt_keep_the_window_from_opening(qtbot: QtBot, tmp_path: Path) -> None:
    """There is no room for the socket's address in the lock file."""
    lock, server = WindowLock(tmp_path), SocketServer({})
    assert lock.take()
    with no_room():
        server.open_to_all(lock, tmp_path)
    assert announced(tmp_path) == ""
    server.close()
    lock.let_go()
