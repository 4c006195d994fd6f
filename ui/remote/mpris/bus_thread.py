"""The session bus, spoken to in a thread of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from dbus_fast import BusType, DBusError, ErrorType, NameFlag, RequestNameReply
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError

from ui.remote.mpris.interfaces import PATH, PlayerInterface, RootInterface
from ui.remote.mpris.position_clock import PositionClock

log = logging.getLogger(__name__)

NAME = "org.mpris.MediaPlayer2.ost_my_heart"
# Together at most eight signals a second, however fast somebody seeks or turns the volume.
PACE_S = 0.25
LAST_WORDS_S = 0.05
PATIENCE_S = 2.0  # for the window; it does what was asked even if it takes longer


class Asked(NamedTuple):
    """What the desktop asks. done: to be called once, from any thread, with what is to be answered
    instead of yes, or with an empty text.
    """

    verb: str
    value: Any
    done: Callable[[str], None]


class BusThread(threading.Thread):
    """Announces the player, and keeps doing so until it is stopped or the bus is gone; neither that
    nor a missing bus is anything to tell the listener.
    """

    def __init__(
        self,
        hand_over: Callable[[Asked], None],
        clock: PositionClock,
        told: Mapping[str, Any],
        desktop_entry: str,
        mime_types: list[str],
    ) -> None:
        """hand_over: called in this thread, must not block."""
        super().__init__(name="MPRIS", daemon=True)
        self._hand_over = hand_over
        self._root = RootInterface(self._ask, desktop_entry, mime_types)
        self._player = PlayerInterface(self._ask, clock, told)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._is_ready = threading.Event()
        self._waiting: set[asyncio.Future[str]] = set()
        self._changed: dict[str, Any] = {}
        self._has_jumped = False
        self._is_resting = False

    # from the GUI thread

    def tell(self, told: Mapping[str, Any]) -> None:
        """The properties as they are now."""
        self._in_loop(self._take, dict(told))

    def tell_jump(self) -> None:
        """The position isn't where it would be if the music had gone on."""
        self._in_loop(self._note_jump)

    def stop(self) -> None:
        """Leaves the bus."""
        self._is_ready.wait(PATIENCE_S)
        self._in_loop(self._end)
        self.join(PATIENCE_S)

    def _in_loop(self, function: Callable[..., object], *given: object) -> None:
        if self._loop is not None:
            try:
                self._loop.call_soon_threadsafe(function, *given)
            except RuntimeError:
                log.debug("the bus is gone")

    # in this thread

    def run(self) -> None:
        with suppress(asyncio.CancelledError):  # by `stop`
            asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        self._is_ready.set()
        try:
            bus = await MessageBus(bus_type=BusType.SESSION).connect()
        except (OSError, EOFError, DBusFastError) as error:
            log.info("there are no media keys without a session bus: %r", error)
            return
        try:
            bus.export(PATH, self._root)
            bus.export(PATH, self._player)
            log.info("the desktop knows the player as %s", await _announced(bus))
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        except (OSError, EOFError, DBusFastError) as error:
            log.info("the session bus is gone: %r", error)
        finally:
            bus.disconnect()
            with suppress(OSError, EOFError):  # the socket is closed once it has noticed
                await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    def _end(self) -> None:
        """Who still waits, such as for Quit, is answered first."""
        assert self._task is not None
        for answered in self._waiting:
            if not answered.done():
                answered.set_result("")
        asyncio.get_running_loop().call_later(
            LAST_WORDS_S if self._waiting else 0, self._task.cancel
        )

    async def _ask(self, verb: str, value: Any) -> None:
        """Raises DBusError if the window can't do it."""
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[str] = loop.create_future()

        def answer(refusal: str) -> None:
            if not answered.done():
                answered.set_result(refusal)

        self._waiting.add(answered)
        self._hand_over(Asked(verb, value, lambda refusal: self._in_loop(answer, refusal)))
        try:
            refusal = await asyncio.wait_for(answered, PATIENCE_S)
        except TimeoutError:
            return
        finally:
            self._waiting.discard(answered)
        if refusal:
            raise DBusError(ErrorType.INVALID_ARGS, refusal)

    def _take(self, told: dict[str, Any]) -> None:
        before = self._player.told
        self._player.told = told
        self._changed |= {name: value for name, value in told.items() if before[name] != value}
        self._say()

    def _note_jump(self) -> None:
        self._has_jumped = True
        self._say()

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
