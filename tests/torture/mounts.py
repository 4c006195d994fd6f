"""A small private disk, in a mount namespace that ends with the process that made it."""

from __future__ import annotations

import ctypes
import os
from functools import cache
from pathlib import Path

from tests.torture.case import Loss

# mount(2), unshare(2), umount2(2)
_NEW_MOUNTS = 0x00020000
_NEW_USER = 0x10000000
_BIND = 4096
_REMOUNT = 32
_PRIVATE_ALL = (1 << 18) | 16384
_DETACH = 2

_libc = ctypes.CDLL(None, use_errno=True)


def enter_own_mounts() -> None:
    """From now on, nobody else sees what this process mounts. Raises OSError."""
    ids = os.getuid(), os.getgid()
    _checked(_libc.unshare(_NEW_MOUNTS if ids[0] == 0 else _NEW_MOUNTS | _NEW_USER))
    if ids[0] != 0:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {ids[0]} 1")
        Path("/proc/self/gid_map").write_text(f"0 {ids[1]} 1")
    _checked(_libc.mount(b"none", b"/", None, _PRIVATE_ALL, None))


def mount_disk(place: Path, size_kb: int) -> None:
    place.mkdir(exist_ok=True)
    options = f"size={size_kb}k".encode()
    _checked(_libc.mount(b"tmpfs", os.fsencode(place), b"tmpfs", 0, options))


def resize_disk(place: Path, size_kb: int) -> None:
    options = f"size={size_kb}k".encode()
    _checked(_libc.mount(b"tmpfs", os.fsencode(place), b"tmpfs", _REMOUNT, options))


def mount_again(place: Path, elsewhere: Path) -> None:
    elsewhere.mkdir(exist_ok=True)
    _checked(_libc.mount(os.fsencode(place), os.fsencode(elsewhere), None, _BIND, None))


def pull_out(place: Path) -> None:
    """As when a drive is pulled out while files on it are open."""
    _checked(_libc.umount2(os.fsencode(place), _DETACH))


@cache
def missing() -> str:
    """Why no disk can be made here; empty if one can. Tried in a process of its own."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            enter_own_mounts()
            code = 0
        finally:
            os._exit(code)
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0:
        return ""
    return "Disks can be mounted neither as root nor in a user namespace here."


def _checked(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def expect_possible() -> None:
    """Raises Loss with the reason if it isn't."""
    if reason := missing():
        raise Loss("no disk", reason)
