"""A strict client of MPRIS: what it is told must be of the specified types."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from dbus_fast import Message, Variant

from tests.support.app_harness import WindowSession
from tests.support.bus_caller import BusCaller
from ui.remote.mpris.bus_guest import NAME

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
        self._caller = BusCaller(session.until, self._hear)
        self._caller.listen(PATH)
        session.until(lambda: self._caller.owns(NAME))

    def close(self) -> None:
        self._caller.close()

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

    def _ask(self, interface: str, member: str, signature: str, body: list[Any]) -> list[Any]:
        return self._caller.ask((NAME, PATH), interface, member, signature, *body)

    def _hear(self, message: Message) -> None:
        if message.path == PATH:
            self.heard.append(Heard(str(message.member), list(message.body), time.monotonic()))
