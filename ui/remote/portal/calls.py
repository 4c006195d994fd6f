"""Calls to the desktop's portal."""

from __future__ import annotations

import asyncio
from typing import Any

from dbus_fast import DBusError, ErrorType, Message, MessageType
from dbus_fast.aio import MessageBus

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
# It may have to be started first.
PATIENCE_S = 10.0


async def call(
    bus: MessageBus, interface: str, member: str, signature: str, *body: Any, path: str = PATH
) -> list[Any]:
    """What it answers. Raises DBusError if it doesn't, or refuses."""
    message = Message(
        destination=NAME,
        path=path,
        interface=interface,
        member=member,
        signature=signature,
        body=list(body),
    )
    try:
        reply = await asyncio.wait_for(bus.call(message), PATIENCE_S)
    except TimeoutError:
        raise DBusError(ErrorType.TIMEOUT, f"{member}: no answer") from None
    if reply is None:
        raise DBusError(ErrorType.DISCONNECTED, f"{member}: the bus is gone")
    if reply.message_type is MessageType.ERROR:
        said = str(reply.body[0]) if reply.body else ""
        raise DBusError(reply.error_name or ErrorType.FAILED, said)
    return list(reply.body)


async def listen(bus: MessageBus, interface: str, member: str) -> None:
    """Has the bus deliver a signal of the portal. Raises DBusError."""
    rule = f"type='signal',sender='{NAME}',path='{PATH}',interface='{interface}',member='{member}'"
    message = Message(
        destination="org.freedesktop.DBus",
        path="/org/freedesktop/DBus",
        interface="org.freedesktop.DBus",
        member="AddMatch",
        signature="s",
        body=[rule],
    )
    await bus.call(message)
