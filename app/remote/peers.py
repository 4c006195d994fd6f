"""Which user is at the other end of a local socket, by the kernel's word, which can't be forged."""

from __future__ import annotations

import os
import socket
import struct

_UCRED = struct.Struct("=iII")  # pid, uid, gid
_MAC_LOCAL_PEERCRED = 1
_MAC_XUCRED = struct.Struct("=IIh")  # version, uid, number of groups


def is_ourselves(connection: socket.socket) -> bool:
    """Whether this same user is at the other end.

    If the kernel can't be asked, the socket's folder has to do, which only this user can open.
    """
    uid = _peer_uid(connection)
    return uid is None or uid == os.getuid()


def _peer_uid(connection: socket.socket) -> int | None:
    if hasattr(socket, "SO_PEERCRED"):
        found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size)
        return int(_UCRED.unpack(found)[1])
    if os.uname().sysname == "Darwin":  # not shown
        found = connection.getsockopt(0, _MAC_LOCAL_PEERCRED, 76)
        return int(_MAC_XUCRED.unpack_from(found)[1])
    return None
