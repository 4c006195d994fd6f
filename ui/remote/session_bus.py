"""The session bus, spoken to in a thread of its own, by whoever is a guest there."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from dbus_fast import BusType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError

log = logging.getLogger(__name__)

PATIENCE_S = 2.0
LAST_WORDS_S = 0.05


class Guest(Protocol):
    """Something that speaks to the bus. Everything of it runs in the bus's thread."""

    async def begin(self, bus: MessageBus) -> None:
        """The bus is there. What it raises of `DBusFastError` is logged; the other guests go on."""

    def miss(self) -> None:
        """There is no bus."""

    def end(self) -> bool:
        """The window closes. Whether the bus is to stay a moment, until its last words are out."""


class SessionBus(threading.Thread):
    """Stays until it is stopped or the bus is gone; neither that nor a missing bus is anything to
    tell the listener.
    """

    def __init__(self) -> None:
        super().__init__(name="session bus", daemon=True)  # not shown
        self._guests: list[Guest] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._is_ready = threading.Event()

    def invite(self, guest: Guest) -> None:
        """Before the thread is started."""
        self._guests.append(guest)

    def post(self, function: Callable[..., object], *given: object) -> None:
        """Calls it in the bus's thread, from any other; not at all if the bus is gone."""
        if self._loop is not None:
            try:
                self._loop.call_soon_threadsafe(function, *given)
            except RuntimeError:
                log.debug("the bus is gone")

    def stop(self) -> None:
        """Leaves the bus."""
        self._is_ready.wait(PATIENCE_S)
        self.post(self._end)
        self.join(PATIENCE_S)

    def run(self) -> None:
        with suppress(asyncio.CancelledError):  # by `stop`
            asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        self._is_ready.set()
        try:
            bus = await MessageBus(bus_type=BusType.SESSION).connect()
        except (OSError, EOFError, DBusFastError) as error:
            log.info("there is no session bus, so the desktop doesn’t know the player: %r", error)
            for guest in self._guests:
                guest.miss()
            return
        try:
            await asyncio.gather(*(_begin(guest, bus) for guest in self._guests))
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        except (OSError, EOFError, DBusFastError) as error:
            log.info("the session bus is gone: %r", error)
        finally:
            bus.disconnect()
            with suppress(OSError, EOFError):  # the socket is closed once it has noticed
                await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    def _end(self) -> None:
        assert self._task is not None
        is_speaking = [guest.end() for guest in self._guests]
        asyncio.get_running_loop().call_later(
            LAST_WORDS_S if any(is_speaking) else 0, self._task.cancel
        )


async def _begin(guest: Guest, bus: MessageBus) -> None:
    try:
        await guest.begin(bus)
    except DBusFastError as error:
        log.info("%s: %r", type(guest).__name__, error)
