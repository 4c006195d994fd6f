"""Asks the desktop's portal not to dim or lock the screen for a while."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from dbus_fast import Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError

from ui.remote.portal.calls import call

log = logging.getLogger(__name__)

INHIBIT, REQUEST = "org.freedesktop.portal.Inhibit", "org.freedesktop.portal.Request"
IDLE = 8  # of the flags of Inhibit


class AwakeGuest:
    """See `session_bus.Guest`; `stay` runs in the bus's thread, too."""

    def __init__(self) -> None:
        self._bus: MessageBus | None = None
        self._reason = ""  # empty while the screen may sleep
        self._handle = ""
        self._task: asyncio.Task[None] | None = None

    async def begin(self, bus: MessageBus) -> None:
        self._bus = bus
        self.stay(self._reason)

    def miss(self) -> None:
        """The screen sleeps as the desktop has it."""

    def end(self) -> bool:
        """The portal forgets what a program asked once its connection is closed."""
        return False

    def stay(self, reason: str) -> None:
        """reason: what the desktop may show the listener; empty if the screen may sleep again."""
        self._reason = reason
        if self._bus is not None and self._task is None:
            self._task = asyncio.ensure_future(self._follow(self._bus))

    async def _follow(self, bus: MessageBus) -> None:
        """Until what was asked of the portal is what was asked of this."""
        try:
            while bool(self._reason) != bool(self._handle):
                if self._reason:
                    options = {"reason": Variant("s", self._reason)}
                    self._handle = await _inhibited(bus, options)
                else:
                    handle, self._handle = self._handle, ""
                    await call(bus, REQUEST, "Close", "", path=handle)  # not shown
        except DBusFastError as error:
            log.info("the screen can’t be kept awake: %r", error)
        finally:
            self._task = None


async def _inhibited(bus: MessageBus, options: dict[str, Any]) -> str:
    (handle,) = await call(bus, INHIBIT, "Inhibit", "sua{sv}", "", IDLE, options)  # not shown
    return str(handle)
