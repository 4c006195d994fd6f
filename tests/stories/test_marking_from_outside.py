"""`main.py mark …` reaches the running window: another program may have the keyboard."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.remote.requests import read_request
from app.remote.socket_place import new_address
from app.remote.window_lock import announced
from tests.support.app_harness import MAIN, AppHarness, WindowSession


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    return harness.playing(5000)


def test_an_emotion_and_a_note_arrive(session: WindowSession) -> None:
    code, out, _ = _mark(session, "wonder", "--note", "from the couch")
    assert code == 0
    assert "Wonder at 0:0" in out and "theme" in out
    (tagged,) = session.timeline.tags
    assert (tagged.emotion.key, tagged.tag.note) == ("wonder", "from the couch")


def test_a_note_of_null_is_not_a_note(session: WindowSession) -> None:
    line = b'{"verb": "mark", "emotion": "wonder", "note": null}'
    session.desk.marking.mark_by_name(read_request(line))
    assert session.timeline.tags[0].tag.note == ""


@pytest.mark.parametrize("word", ["favourite", "favorite", "FAVOURITE"])
def test_a_favourite_arrives(session: WindowSession, word: str) -> None:
    assert _mark(session, word)[0] == 0
    assert len(session.timeline.moments) == 1


def test_an_unknown_emotion_is_answered_with_the_known_ones(session: WindowSession) -> None:
    code, out, err = _mark(session, "hunger")
    assert (code, out) == (1, "")
    assert "hunger" in err and "Wonder" in err and "favourite" in err
    assert session.timeline.marks() == []


def test_with_nothing_playing_it_says_so(harness: AppHarness) -> None:
    code, _, err = _mark(harness.open(), "wonder")
    assert code == 1
    assert "Nothing is playing" in err


def test_another_profile_is_another_window(session: WindowSession, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(MAIN), "--profile", str(tmp_path / "other"), "mark", "wonder"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "isn’t running" in done.stderr


@pytest.mark.parametrize("line", [b"\n", b"}{\n", b'{"verb": "dance"}\n', b"[]\n", b"\xff\xfe\n"])
def test_nonsense_is_refused_and_the_window_stays_open(session: WindowSession, line: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(announced(session.harness.paths.data))
        caller.sendall(line)
        caller.setblocking(False)
        answer = b""

        def has_answered() -> bool:
            nonlocal answer
            try:
                answer += caller.recv(4096)
            except BlockingIOError:
                return False
            return True

        session.until(has_answered)
    assert b'"ok": false' in answer
    assert _mark(session, "wonder")[0] == 0


def test_a_caller_that_sends_too_much_is_disconnected(session: WindowSession) -> None:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(announced(session.harness.paths.data))
        caller.setblocking(False)
        sent = 0

        def is_hung_up() -> bool:
            nonlocal sent
            try:
                sent += caller.send(b"x" * 32_768)
            except BlockingIOError:
                return False
            except (BrokenPipeError, ConnectionResetError):
                return True
            return False

        session.until(is_hung_up)
    assert _mark(session, "wonder")[0] == 0


def test_only_the_listener_may_use_the_socket(session: WindowSession) -> None:
    assert os.stat(announced(session.harness.paths.data)).st_mode & 0o077 == 0  # noqa: PTH116


def test_the_socket_of_a_killed_window_is_taken_over(harness: AppHarness) -> None:
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(new_address(harness.paths.data))
    session = harness.open()
    session.until(lambda: "Nothing is playing" in _mark(session, "wonder")[2])


def _mark(session: WindowSession, *words: str) -> tuple[int, str, str]:
    return session.run_main("mark", *words)
