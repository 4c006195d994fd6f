"""Calls on the test's own session bus, in a thread of their own, while the window goes on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from dbus_fast import BusType, DBusError, Message, MessageType
from dbus_fast.aio import MessageBus

T = TypeVar("T")
Until = Callable[[Callable[[], object]], object]


class BusCaller:
    """until: waits for something while the window's event loop goes on. hear: called with every
    signal that was asked for by `listen`, in the bus's thread.
    """

    def __init__(self, until: Until, hear: Callable[[Message], object] | None = None) -> None:
        self._until = until
        self._hear = hear
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._bus: MessageBus = self._wait(self._connect())

    def close(self) -> None:
        self._wait(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def ask(
        self, at: tuple[str, str], interface: str, member: str, signature: str = "", *body: Any
    ) -> list[Any]:
        """at: the name on the bus, and the path. Raises DBusError if it is refused."""
        message = Message(
            destination=at[0],
            path=at[1],
            interface=interface,
            member=member,
            signature=signature,
            body=list(body),
        )
        reply = self._wait(self._bus.call(message))
        assert reply is not None
        if reply.message_type is MessageType.ERROR:
            raise DBusError._from_message(reply)
        return list(reply.body)

    def listen(self, path: str) -> None:
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
        self.ask(bus, bus[0], "AddMatch", "s", f"type='signal',path='{path}'")

    def owns(self, name: str) -> bool:
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
        return bool(self.ask(bus, bus[0], "NameHasOwner", "s", name)[0])

    async def _connect(self) -> MessageBus:
        bus = await MessageBus(bus_type=BusType.SESSION).connect()
        bus.add_message_handler(self._take)
        return bus

    async def _leave(self) -> None:
        self._bus.disconnect()
        with suppress(OSError, EOFError):  # the bus may be dead
            await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    def _take(self, message: Message) -> None:
        if self._hear is not None and message.message_type is MessageType.SIGNAL:
            self._hear(message)

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        self._until(future.done)
        return future.result()
