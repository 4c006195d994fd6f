"""What may be there where a file is expected."""

from __future__ import annotations

import os
import stat
from pathlib import Path

KINDS = ("pipe", "device", "endless device", "socket", "folder", "link to a pipe")


def lay(path: Path, kind: str) -> Path:
    """Makes one there; opening or reading it would hang, never end, or fail."""
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/tty")
    elif kind == "endless device":
        path.symlink_to("/dev/zero")
    elif kind == "socket":
        os.mknod(path, stat.S_IFSOCK | 0o600)
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path.with_name("pipe"))
        path.symlink_to("pipe")
    return path
