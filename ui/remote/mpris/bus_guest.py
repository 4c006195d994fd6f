"""The player on the session bus: announces it, answers, and tells what changes."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from dbus_fast import DBusError, ErrorType, NameFlag, RequestNameReply
from dbus_fast.aio import MessageBus

from ui.remote.mpris.interfaces import PATH, PlayerInterface, RootInterface
from ui.remote.mpris.position_clock import PositionClock
from ui.remote.session_bus import PATIENCE_S

log = logging.getLogger(__name__)

NAME = "org.mpris.MediaPlayer2.ost_my_heart"
# Together at most eight signals a second, however fast somebody seeks or turns the volume.
PACE_S = 0.25


class Asked(NamedTuple):
    """What the desktop asks. done: to be called once, from any thread, with why it can't be done;
    with an empty text if it was.
    """

    verb: str
    value: Any
    done: Callable[[str], None]


class PlayerGuest:
    """See `session_bus.Guest`; `tell` and `tell_jump` run in the bus's thread, too."""

    def __init__(
        self,
        hand_over: Callable[[Asked], None],
        clock: PositionClock,
        told: Mapping[str, Any],
        desktop_entry: str,
        mime_types: list[str],
    ) -> None:
        """hand_over: called in the bus's thread, must not block."""
        self._hand_over = hand_over
        self._root = RootInterface(self._ask, desktop_entry, mime_types)
        self._player = PlayerInterface(self._ask, clock, told)
        self._waiting: set[asyncio.Future[str]] = set()
        self._changed: dict[str, Any] = {}
        self._has_jumped = False
        self._is_resting = False

    async def begin(self, bus: MessageBus) -> None:
        bus.export(PATH, self._root)
        bus.export(PATH, self._player)
        log.info("the desktop knows the player as %s", await _announced(bus))

    def miss(self) -> None:
        """There are no media keys."""

    def end(self) -> bool:
        """Who still waits, such as for Quit, is answered first."""
        for answered in self._waiting:
            if not answered.done():
                answered.set_result("")
        return bool(self._waiting)

    def tell(self, told: Mapping[str, Any]) -> None:
        """The properties as they are now."""
        before, now = self._player.told, dict(told)
        self._player.told = now
        self._changed |= {name: value for name, value in now.items() if before[name] != value}
        self._say()

    def tell_jump(self) -> None:
        """The position isn't where it would be if the music had gone on."""
        self._has_jumped = True
        self._say()

    async def _ask(self, verb: str, value: Any) -> None:
        """Raises DBusError if the window can't do it. If it takes long, it is done nevertheless."""
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[str] = loop.create_future()

        def answer(refusal: str) -> None:
            if not answered.done():
                answered.set_result(refusal)

        def done(refusal: str) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(answer, refusal)

        self._waiting.add(answered)
        self._hand_over(Asked(verb, value, done))
        try:
            refusal = await asyncio.wait_for(answered, PATIENCE_S)
        except TimeoutError:
            return
        finally:
            self._waiting.discard(answered)
        if refusal:
            raise DBusError(ErrorType.INVALID_ARGS, refusal)

    def _say(self) -> None:
        """At once, and what follows a moment later, all together."""
        if self._is_resting or not (self._changed or self._has_jumped):
            return
        if self._changed:
            self._player.emit_properties_changed(self._changed)
            self._changed = {}
        if self._has_jumped:
            self._has_jumped = False
            self._player.seeked()
        self._is_resting = True
        asyncio.get_running_loop().call_later(PACE_S, self._go_on)

    def _go_on(self) -> None:
        self._is_resting = False
        self._say()


async def _announced(bus: MessageBus) -> str:
    """The name under which desktops find the player; another window has another one."""
    reply = await bus.request_name(NAME, NameFlag.DO_NOT_QUEUE)
    if reply is RequestNameReply.PRIMARY_OWNER:
        return NAME
    other = f"{NAME}.instance{os.getpid()}"
    await bus.request_name(other, NameFlag.DO_NOT_QUEUE)
    return other
