"""One window per profile: a lock, taken before the first frame, whose file names the socket.

Imports almost nothing, because the first frame waits for it. The lock is the kernel's: it ends with
its process, however that ends. The file stays, and its existence alone means nothing.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path

NAME = "window.lock"
MOST_BYTES = 4096
_LOCKED_BYTE = 1 << 30  # far away: on Windows a locked byte can't be read by other processes


class WindowLock:
    """Held by the process that has this profile's window.

    trouble: why nothing can be locked, for the log. The window then opens without a socket, because
    a read-only profile can be opened, too.
    """

    def __init__(self, data: str | Path) -> None:
        self._folder = os.fspath(data)
        self._path = os.path.join(self._folder, NAME)  # noqa: PTH118 - pathlib is not loaded yet
        self._descriptor: int | None = None
        self.trouble = ""

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def take(self) -> bool:
        """Whether this process may open the window; False if another one has it."""
        if self._descriptor is None:
            self.trouble = ""
            try:
                self._descriptor = _locked(self._folder, self._path)
            except BlockingIOError:
                return False
            except OSError as error:
                self.trouble = repr(error)
        return True

    def announce(self, address: str) -> None:
        """Tells every process that finds the lock taken where the window's socket is."""
        import json

        assert self._descriptor is not None
        said = json.dumps({"pid": os.getpid(), "address": address}).encode()
        os.truncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, said)

    def withdraw(self) -> None:
        """The socket is closed; the window may still be closing, or open again."""
        if self._descriptor is not None:
            os.truncate(self._descriptor, 0)

    def let_go(self) -> None:
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)


def announced(data: str | Path) -> str:
    """The address of the window's socket; empty while there is none."""
    import json

    try:
        descriptor = _opened(os.path.join(os.fspath(data), NAME), os.O_RDONLY)  # noqa: PTH118
    except OSError:
        return ""
    try:
        said: Any = json.loads(os.read(descriptor, MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return ""  # it is being written, or isn't our file
    finally:
        os.close(descriptor)
    address = said.get("address") if isinstance(said, dict) else None
    return address if isinstance(address, str) else ""


def is_open(data: str | Path) -> bool:
    """Whether some process has the profile's window, even if it is still starting."""
    try:
        descriptor = _opened(os.path.join(os.fspath(data), NAME), os.O_RDWR)  # noqa: PTH118
    except OSError:
        return False
    try:
        _lock(descriptor, is_shared=True)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def _locked(folder: str, path: str) -> int:
    """The lock's file, open and locked. Raises BlockingIOError if another process holds it, any
    other OSError if nothing can be locked there.
    """
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
    while True:
        descriptor = _opened(path, os.O_RDWR | os.O_CREAT)
        try:
            _lock(descriptor)
            os.truncate(descriptor, 0)  # what a killed window left
            is_there = _is_at(path, descriptor)
        except OSError:
            os.close(descriptor)
            raise
        if is_there:
            return descriptor
        os.close(descriptor)  # removed between opening and locking: try again


def _opened(path: str, flags: int) -> int:
    """Doesn't follow a link, doesn't wait for the other end of a pipe, and isn't inherited by
    programs we start.
    """
    careful = ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_NOINHERIT")
    for name in careful:
        flags |= getattr(os, name, 0)
    return os.open(path, flags, 0o600)


def _lock(descriptor: int, *, is_shared: bool = False) -> None:
    """Raises BlockingIOError if it is taken, another OSError if nothing can be locked here."""
    if sys.platform == "win32":
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError("another process holds it") from error
    else:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _is_at(path: str, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))  # noqa: PTH116
    except FileNotFoundError:
        return False
