"""Who is at the other end of a local socket: the kernel knows, and nobody can claim otherwise."""

from __future__ import annotations

import os
import socket
import struct

_UCRED = struct.Struct("=iII")  # pid, uid, gid
_MAC_LOCAL_PEERCRED = 1
_MAC_XUCRED = struct.Struct("=IIh")  # version, uid, number of groups


def is_ourselves(connection: socket.socket) -> bool:
    """Whether this same user is at the other end.

    Where the kernel can't be asked the socket's folder, which is this user's alone, has to do.
    """
    uid = _peer_uid(connection)
    return uid is None or uid == os.getuid()


def _peer_uid(connection: socket.socket) -> int | None:
    if hasattr(socket, "SO_PEERCRED"):
        found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size)
        return int(_UCRED.unpack(found)[1])
    if os.uname().sysname == "Darwin":
        found = connection.getsockopt(0, _MAC_LOCAL_PEERCRED, 76)
        return int(_MAC_XUCRED.unpack_from(found)[1])
    return None
