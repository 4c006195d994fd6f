"""Where the window's socket is: in a folder that only this user can open.

Only the window uses this. Other processes read the address from the lock it holds
(`app.remote.window_lock`), so TEMP or XDG_RUNTIME_DIR may differ between processes.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.profile.data_folder import APP_NAME

log = logging.getLogger(__name__)

# A Unix socket's path may hold 107 bytes; Qt 6.11 was measured to refuse from 107 on.
MOST_BYTES = 106


def new_address(data: Path) -> str:
    """An address to listen at, for the window of this data folder. Raises OSError if no folder is
    suitable.
    """
    name = f"{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}.sock"
    if os.name == "nt":
        return rf"\\.\pipe\{APP_NAME}-{name}"
    for folder in _usual_folders():
        address = folder / name
        if len(os.fsencode(address)) > MOST_BYTES or not _is_text(address):
            continue
        try:
            _make_own(folder)
        except OSError as error:
            log.warning("the socket can't be in %s: %s", folder, error)
        else:
            return str(address)
    return str(Path(tempfile.mkdtemp(prefix=f"{APP_NAME}-")) / name)


def leave(address: str) -> None:
    """Removes the folder, if it was made only for this address."""
    folder = Path(address).parent
    if os.name != "nt" and folder not in _usual_folders() and folder.name.startswith(APP_NAME):
        try:
            folder.rmdir()
        except OSError as error:
            log.info("%s stays: %s", folder, error)


def _usual_folders() -> Iterator[Path]:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime.startswith("/"):
        yield Path(runtime) / APP_NAME
    yield Path("/tmp") / f"{APP_NAME}-{os.getuid()}"


def _make_own(folder: Path) -> None:
    """Raises OSError unless `folder` is now a real folder of this user, closed to others."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(f"“{folder}” is a link or a file")
    if found.st_uid != os.getuid():
        raise PermissionError(f"“{folder}” is another user’s")
    if found.st_mode & 0o077:
        folder.chmod(0o700)


def _is_text(path: Path) -> bool:
    """Whether Qt accepts the name: it has to be UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
