"""A strict client of MPRIS on the test's own bus: what it is told must be of the specified types.

It speaks in a thread of its own while the window's event loop goes on.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from dbus_fast import BusType, DBusError, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.support.app_harness import WindowSession
from ui.remote.mpris.bus_guest import NAME

T = TypeVar("T")

PATH = "/org/mpris/MediaPlayer2"
ROOT, PLAYER = "org.mpris.MediaPlayer2", "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"

# From MPRIS 2.2: name -> (type, whether a client may set it).
SPECIFIED: dict[str, dict[str, tuple[str, bool]]] = {
    ROOT: {
        "CanQuit": ("b", False),
        "CanRaise": ("b", False),
        "HasTrackList": ("b", False),
        "Identity": ("s", False),
        "DesktopEntry": ("s", False),
        "SupportedUriSchemes": ("as", False),
        "SupportedMimeTypes": ("as", False),
    },
    PLAYER: {
        "PlaybackStatus": ("s", False),
        "LoopStatus": ("s", True),
        "Rate": ("d", True),
        "Shuffle": ("b", True),
        "Metadata": ("a{sv}", False),
        "Volume": ("d", True),
        "Position": ("x", False),
        "MinimumRate": ("d", False),
        "MaximumRate": ("d", False),
        "CanGoNext": ("b", False),
        "CanGoPrevious": ("b", False),
        "CanPlay": ("b", False),
        "CanPause": ("b", False),
        "CanSeek": ("b", False),
        "CanControl": ("b", False),
    },
}
METADATA = {
    "mpris:trackid": "o",
    "mpris:length": "x",
    "mpris:artUrl": "s",
    "xesam:url": "s",
    "xesam:title": "s",
    "xesam:artist": "as",
    "xesam:album": "s",
    "xesam:albumArtist": "as",
    "xesam:composer": "as",
    "xesam:discNumber": "i",
    "xesam:trackNumber": "i",
    "xesam:contentCreated": "s",
}
VALUES = {
    "PlaybackStatus": ("Playing", "Paused", "Stopped"),
    "LoopStatus": ("None", "Track", "Playlist"),
}


class Heard(NamedTuple):
    """A signal, and when it came, in seconds of the monotonic clock."""

    member: str
    body: list[Any]
    at_s: float


class BusClient:
    """Waits for the player when it is made. heard: the signals of the player."""

    def __init__(self, session: WindowSession) -> None:
        self._session = session
        self.heard: list[Heard] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._bus: MessageBus = self._wait(self._connect())
        session.until(self._is_there)

    def close(self) -> None:
        self._wait(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def call(
        self, member: str, signature: str = "", *body: object, interface: str = PLAYER
    ) -> None:
        """Raises DBusError if the player refuses."""
        self._ask(interface, member, signature, list(body))

    def get(self, name: str, interface: str = PLAYER) -> Any:
        """Asserts that its type is the specified one."""
        (value,) = self._ask(PROPERTIES, "Get", "ss", [interface, name])
        return self._checked(interface, name, value)

    def all(self, interface: str = PLAYER) -> dict[str, Any]:
        (values,) = self._ask(PROPERTIES, "GetAll", "s", [interface])
        assert values.keys() == SPECIFIED[interface].keys()
        return {name: self._checked(interface, name, value) for name, value in values.items()}

    def set(self, name: str, value: object) -> None:
        """Raises DBusError if the player refuses."""
        kind, _ = SPECIFIED[PLAYER][name]
        self._ask(PROPERTIES, "Set", "ssv", [PLAYER, name, Variant(kind, value)])

    def changes(self) -> list[dict[str, Any]]:
        """What each PropertiesChanged told, of the specified types."""
        told: list[dict[str, Any]] = []
        for signal in self.heard:
            if signal.member == "PropertiesChanged":
                interface, changed, invalidated = signal.body
                assert not invalidated
                told.append({n: self._checked(interface, n, v) for n, v in changed.items()})
        return told

    def seeks(self) -> list[int]:
        """Where each Seeked said the position is, in microseconds."""
        return [signal.body[0] for signal in self.heard if signal.member == "Seeked"]

    def until(self, is_true: Callable[[], object]) -> None:
        self._session.until(is_true)

    def _checked(self, interface: str, name: str, value: Variant) -> Any:
        kind, _ = SPECIFIED[interface][name]
        assert value.signature == kind, name
        if name in VALUES:
            assert value.value in VALUES[name]
        if name == "Metadata":
            of = {key: one.signature for key, one in value.value.items()}
            assert of == {key: METADATA[key] for key in of}
            return {key: one.value for key, one in value.value.items()}
        return value.value

    def _is_there(self) -> bool:
        try:
            self.get("Identity", ROOT)
        except DBusError:
            return False
        return True

    def _ask(self, interface: str, member: str, signature: str, body: list[Any]) -> list[Any]:
        message = Message(
            destination=NAME,
            path=PATH,
            interface=interface,
            member=member,
            signature=signature,
            body=body,
        )
        reply = self._wait(self._bus.call(message))
        assert reply is not None
        if reply.message_type is MessageType.ERROR:
            raise DBusError._from_message(reply)
        return list(reply.body)

    async def _connect(self) -> MessageBus:
        bus = await MessageBus(bus_type=BusType.SESSION).connect()
        bus.add_message_handler(self._hear)
        rule = f"type='signal',path='{PATH}'"
        await bus.call(
            Message(
                destination="org.freedesktop.DBus",
                path="/org/freedesktop/DBus",
                interface="org.freedesktop.DBus",
                member="AddMatch",
                signature="s",
                body=[rule],
            )
        )
        return bus

    async def _leave(self) -> None:
        self._bus.disconnect()
        with suppress(OSError, EOFError):  # the bus may be dead
            await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    def _hear(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL and message.path == PATH:
            self.heard.append(Heard(str(message.member), list(message.body), time.monotonic()))

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Its result, while the window goes on."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        self._session.until(future.done)
        return future.result()
