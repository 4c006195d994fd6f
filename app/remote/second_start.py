"""Starting the program while its window is open: the window gets the files, and this start ends.

The window may still be starting, or closing. A later start waits for the window's socket, or opens
the window itself once the first one is gone.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from app.core.errors import Problem
from app.core.words import _, ngettext
from app.profile.paths import Paths
from app.remote.client import NobodyThere, exchange, request_line
from app.remote.window_lock import WindowLock, announced

PATIENCE_S = 120  # on a busy machine, a window may take that long to start
ANSWER_S = 30.0  # at least, once it was asked: giving up might report files as lost that aren't
_LOOK_AGAIN_S = 0.05


def hand_over(lock: WindowLock, paths: Paths, files: Sequence[Path]) -> str | None:
    """The window's answer to the files; None if it is gone and `lock` is ours instead.

    Raises Problem if the window declines them, or doesn't answer within `PATIENCE_S`.
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
        _("OST My Heart is already open with this profile, but it doesn’t answer."),
        ngettext("It had one second to answer.", "It had {n} seconds to answer.", PATIENCE_S),
        _("Check its window, or close it, then try again."),
    )


def _taken(answer: dict[str, object]) -> str:
    message = str(answer["message"])
    if not answer.get("ok"):
        raise Problem(message)
    return message
