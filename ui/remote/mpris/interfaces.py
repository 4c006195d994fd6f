"""The two interfaces on the bus: the program, and its player.

Annotations are evaluated here: of one that is the text “None”, dbus-fast 5.2 makes no signature.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any

from dbus_fast import PropertyAccess
from dbus_fast.annotations import (
    DBusBool,
    DBusDict,
    DBusDouble,
    DBusInt64,
    DBusObjectPath,
    DBusSignature,
    DBusStr,
)
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from app.player.player import FASTEST, SLOWEST
from ui.remote.mpris.position_clock import PositionClock
from ui.remote.mpris.told import US_PER_MS

PATH = "/org/mpris/MediaPlayer2"
ROOT, PLAYER = "org.mpris.MediaPlayer2", "org.mpris.MediaPlayer2.Player"
SCHEMES = ["file"]
_READ = PropertyAccess.READ
_SAYS_CHANGE = "org.freedesktop.DBus.Property.EmitsChangedSignal"

DBusNames = Annotated[list[str], DBusSignature("as")]
# Has the window do it, by name and value, and returns once it is done. Raises DBusError.
Ask = Callable[[str, Any], Awaitable[None]]


class RootInterface(ServiceInterface):  # not shown
    """The program. It has no list of tracks on the bus."""

    def __init__(self, ask: Ask, desktop_entry: str, mime_types: list[str]) -> None:
        super().__init__(ROOT)
        self._ask = ask
        self._desktop_entry = desktop_entry
        self._mime_types = mime_types

    @dbus_method("Raise")
    async def come_forward(self) -> None:
        await self._ask("Raise", None)

    @dbus_method("Quit")
    async def leave(self) -> None:
        await self._ask("Quit", None)

    @dbus_property(_READ, "CanQuit")
    def can_quit(self) -> DBusBool:
        return True

    @dbus_property(_READ, "CanRaise")
    def can_raise(self) -> DBusBool:
        return True

    @dbus_property(_READ, "HasTrackList")
    def has_track_list(self) -> DBusBool:
        return False

    @dbus_property(_READ, "Identity")
    def identity(self) -> DBusStr:
        return "OST My Heart"

    @dbus_property(_READ, "DesktopEntry")
    def desktop_entry(self) -> DBusStr:
        return self._desktop_entry

    @dbus_property(_READ, "SupportedUriSchemes")
    def schemes(self) -> DBusNames:
        return SCHEMES

    @dbus_property(_READ, "SupportedMimeTypes")
    def mime_types(self) -> DBusNames:
        return self._mime_types


class PlayerInterface(ServiceInterface):  # not shown
    """told: the values of all properties that change, by name."""

    def __init__(self, ask: Ask, clock: PositionClock, told: Mapping[str, Any]) -> None:
        super().__init__(PLAYER)
        self._ask = ask
        self._clock = clock
        self.told = dict(told)

    # what is asked

    @dbus_method("Next")
    async def next(self) -> None:
        await self._ask("Next", None)

    @dbus_method("Previous")
    async def previous(self) -> None:
        await self._ask("Previous", None)

    @dbus_method("Pause")
    async def pause(self) -> None:
        await self._ask("Pause", None)

    @dbus_method("PlayPause")
    async def play_pause(self) -> None:
        await self._ask("PlayPause", None)

    @dbus_method("Stop")
    async def stop(self) -> None:
        await self._ask("Stop", None)

    @dbus_method("Play")
    async def play(self) -> None:
        await self._ask("Play", None)

    @dbus_method("Seek")
    async def seek(self, Offset: DBusInt64) -> None:
        await self._ask("Seek", Offset)

    @dbus_method("SetPosition")
    async def set_position(self, TrackId: DBusObjectPath, Position: DBusInt64) -> None:
        await self._ask("SetPosition", (TrackId, Position))

    @dbus_method("OpenUri")
    async def open_uri(self, Uri: DBusStr) -> None:
        await self._ask("OpenUri", Uri)

    @dbus_signal("Seeked")
    def seeked(self) -> DBusInt64:
        return self._clock.position_ms * US_PER_MS

    # what is told

    @dbus_property(_READ, "PlaybackStatus")
    def status(self) -> DBusStr:
        return str(self.told["PlaybackStatus"])

    @dbus_property(name="LoopStatus")
    def loop(self) -> DBusStr:
        return str(self.told["LoopStatus"])

    @loop.setter
    async def set_loop(self, wanted: DBusStr) -> None:
        await self._ask("LoopStatus", wanted)

    @dbus_property(name="Rate")
    def rate(self) -> DBusDouble:
        return float(self.told["Rate"])

    @rate.setter
    async def set_rate(self, wanted: DBusDouble) -> None:
        await self._ask("Rate", wanted)

    @dbus_property(name="Shuffle")
    def shuffle(self) -> DBusBool:
        return bool(self.told["Shuffle"])

    @shuffle.setter
    async def set_shuffle(self, wanted: DBusBool) -> None:
        await self._ask("Shuffle", wanted)

    @dbus_property(_READ, "Metadata")
    def metadata(self) -> DBusDict:
        return dict(self.told["Metadata"])

    @dbus_property(name="Volume")
    def volume(self) -> DBusDouble:
        return float(self.told["Volume"])

    @volume.setter
    async def set_volume(self, wanted: DBusDouble) -> None:
        await self._ask("Volume", wanted)

    @dbus_property(_READ, "Position")
    def position(self) -> DBusInt64:
        return self._clock.position_ms * US_PER_MS

    @dbus_property(_READ, "MinimumRate")
    def slowest(self) -> DBusDouble:
        return SLOWEST

    @dbus_property(_READ, "MaximumRate")
    def fastest(self) -> DBusDouble:
        return FASTEST

    @dbus_property(_READ, "CanGoNext")
    def can_go_next(self) -> DBusBool:
        return bool(self.told["CanGoNext"])

    @dbus_property(_READ, "CanGoPrevious")
    def can_go_previous(self) -> DBusBool:
        return bool(self.told["CanGoPrevious"])

    @dbus_property(_READ, "CanPlay")
    def can_play(self) -> DBusBool:
        return bool(self.told["CanPlay"])

    @dbus_property(_READ, "CanPause")
    def can_pause(self) -> DBusBool:
        return bool(self.told["CanPause"])

    @dbus_property(_READ, "CanSeek")
    def can_seek(self) -> DBusBool:
        return bool(self.told["CanSeek"])

    @dbus_property(_READ, "CanControl")
    def can_control(self) -> DBusBool:
        return True

    position.introspection.annotations[_SAYS_CHANGE] = "false"
    can_control.introspection.annotations[_SAYS_CHANGE] = "false"
