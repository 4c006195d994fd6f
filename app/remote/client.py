"""Talking to the running window through its local socket: one line of JSON there, one back."""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.core.errors import Problem
from app.core.path_names import display_path
from app.core.words import _
from app.profile.paths import Paths
from app.remote import window_lock
from app.remote.peers import is_ourselves
from app.remote.requests import MOST_BYTES

TIMEOUT_S = 5.0
MOST_ANSWER_BYTES = 64 * 1024
_LOOK_AGAIN_S = 0.05

Answer = dict[str, Any]


class NobodyThere(Exception):
    """No window listens, or it closed before it answered: the request wasn't taken."""


def ask_window(paths: Paths, request: dict[str, Any], patience_s: float = TIMEOUT_S) -> Answer:
    """The window's answer: {"ok": bool, "message": str}. Waits for a window that is starting.

    Raises Problem if no window of this profile is open, or it doesn't answer.
    """
    line = request_line(request)
    until_s = time.monotonic() + patience_s
    while True:
        try:
            return exchange(window_lock.announced(paths.data), line, until_s - time.monotonic())
        except NobodyThere as reason:
            if not window_lock.is_open(paths.data):
                raise _not_running(request["verb"], reason) from reason
            if time.monotonic() >= until_s:
                raise _no_answer(reason) from reason
        time.sleep(_LOOK_AGAIN_S)


def is_window_running(paths: Paths) -> bool:
    try:
        return bool(ask_window(paths, {"verb": "hello"}).get("ok"))
    except Problem:
        return False


def request_line(request: dict[str, Any]) -> bytes:
    """Raises Problem if it is longer than a window reads."""
    line = json.dumps(request).encode() + b"\n"  # ASCII: a path may contain bytes that aren't text
    if len(line) > MOST_BYTES:
        raise Problem(
            _("That is too much to send to the running window at once."),
            "",
            _("Name the folder that contains the files, or write a shorter note."),
            f"{len(line)} bytes",
        )
    return line


def exchange(address: str, line: bytes, timeout_s: float) -> Answer:
    """The answer of the process that listens at the address, if it is this same user's.

    Raises NobodyThere, or Problem if something listens but doesn't give a valid answer.
    """
    if not address:
        raise NobodyThere("it has no socket yet")  # not shown
    try:
        said = _through_pipe(address, line) if os.name == "nt" else _said(address, line, timeout_s)
        answer = json.loads(said)
    except TimeoutError as error:
        raise _no_answer(error) from error
    except OSError as error:
        raise NobodyThere(repr(error)) from error
    except (ValueError, RecursionError) as error:
        raise _no_answer(error) from error
    if not isinstance(answer, dict) or not isinstance(answer.get("message"), str):
        raise _no_answer(ValueError(f"not an answer: {said[:80]!r}"))
    return answer


def _said(address: str, line: bytes, timeout_s: float) -> bytes:
    """One line. Raises OSError if nothing listens there, or it hangs up before the line ends."""
    until_s = time.monotonic() + timeout_s
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(max(timeout_s, _LOOK_AGAIN_S))
        connection.connect(address)
        if not is_ourselves(connection):
            raise _stranger(address)
        with suppress(BrokenPipeError, ConnectionResetError):  # it may have answered already
            connection.sendall(line)
        answer = b""
        while not answer.endswith(b"\n"):
            connection.settimeout(max(until_s - time.monotonic(), _LOOK_AGAIN_S))
            part = connection.recv(4096)
            if not part or len(answer) > MOST_ANSWER_BYTES:
                raise ConnectionResetError("it hung up without an answer")
            answer += part
        return answer


def _through_pipe(address: str, line: bytes) -> bytes:
    with Path(address).open("r+b", buffering=0) as pipe:
        pipe.write(line)
        return pipe.readline(MOST_ANSWER_BYTES)


def _not_running(verb: str, reason: Exception) -> Problem:
    says = _("OST My Heart isn’t running with this profile.")
    if verb == "toggle":
        why, what_now = _("Only its window plays music."), _("Start it, then try again.")
    else:
        why = _("Only what its window is playing can be marked.")
        what_now = _("Start it, play something, then try again.")
    return Problem(says, why, what_now, repr(reason))


def _no_answer(reason: Exception) -> Problem:
    return Problem(
        _("The running window didn’t answer."),
        _("It may be starting, busy or closing."),
        _("Try again; if it keeps happening, close the window and start it again."),
        repr(reason),
    )


def _stranger(address: str) -> Problem:
    return Problem(
        _("Another user of this computer answers instead of your window, so nothing was sent."),
        _("The socket “{socket}” isn’t yours.", socket=display_path(address)),
        _("Close the window, delete that file, and start the program again."),
    )
