"""Starting the program while its window is open: the files go to that window, and this start ends.

The window may be only starting, or just closing. Whoever comes later waits for its socket, and
takes its place when it goes.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from app.core.errors import Problem
from app.profile.paths import Paths
from app.remote.client import NobodyThere, exchange, request_line
from app.remote.window_lock import WindowLock, announced

PATIENCE_S = 120.0  # a window on a busy machine may take that long to come alive
ANSWER_S = 30.0  # at least, once it has been asked: giving up then might tell of files as lost
_LOOK_AGAIN_S = 0.05


def hand_over(lock: WindowLock, paths: Paths, files: Sequence[Path]) -> str | None:
    """What the window says to the files; None when it is gone and `lock` is ours instead.

    Raises Problem when the window declines them, or gives no answer for minutes.
    """
    line = request_line({"verb": "open", "paths": [str(path.absolute()) for path in files]})
    until_s = time.monotonic() + PATIENCE_S
    while (left_s := until_s - time.monotonic()) > 0:
        try:
            answer = exchange(announced(paths.data), line, max(left_s, ANSWER_S))
        except NobodyThere:
            answer = {"again": True}
        if not answer.get("again"):
            return _taken(answer)
        if lock.take():
            return None
        time.sleep(_LOOK_AGAIN_S)
    raise Problem(
        "OST My Heart is open already with this profile, but doesn’t answer.",
        f"It was given {PATIENCE_S:.0f} seconds.",
        "Look at its window, or close it, then try again.",
    )


def _taken(answer: dict[str, object]) -> str:
    message = str(answer["message"])
    if not answer.get("ok"):
        raise Problem(message)
    return message
