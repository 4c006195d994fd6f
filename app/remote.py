"""Talking to the running window through its local socket: one JSON line there, one back."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

from app.errors import Problem
from app.paths import Paths

TIMEOUT_S = 5.0
MOST_BYTES = 64 * 1024


def ask_window(paths: Paths, request: dict[str, Any]) -> dict[str, Any]:
    """The window's answer: {"ok": bool, "message": str}.

    Raises Problem when no window of this profile runs, or it does not answer.
    """
    line = json.dumps(request).encode() + b"\n"  # ASCII: a path may hold bytes that are no text
    try:
        answer = _exchange_pipe(paths, line) if os.name == "nt" else _exchange(paths, line)
        decoded = json.loads(answer)
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise Problem(
            "OST My Heart isn’t running with this profile.",
            "Marks are dropped on what the window is playing.",
            "Start it, play something, then try again.",
            repr(error),
        ) from error
    except (OSError, ValueError) as error:
        raise Problem(
            "The running window didn’t answer.",
            "It may be busy or just closing.",
            "Try again; if it keeps happening, restart the window.",
            repr(error),
        ) from error
    return dict(decoded)


def is_window_running(paths: Paths) -> bool:
    try:
        return bool(ask_window(paths, {"verb": "hello"}).get("ok"))
    except Problem:
        return False


def _exchange(paths: Paths, line: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(TIMEOUT_S)
        connection.connect(paths.socket)
        connection.sendall(line)
        answer = b""
        while not answer.endswith(b"\n") and len(answer) < MOST_BYTES:
            part = connection.recv(4096)
            if not part:
                break
            answer += part
        return answer


def _exchange_pipe(paths: Paths, line: bytes) -> bytes:
    with Path(paths.socket).open("r+b", buffering=0) as pipe:
        pipe.write(line)
        return pipe.readline(MOST_BYTES)
