"""Asks the desktop's portal how the desktop looks, and hears when that changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dbus_fast import DBusError, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from ui.remote.portal.calls import PATH, call, listen

SETTINGS = "org.freedesktop.portal.Settings"
NAMESPACE = "org.freedesktop.appearance"


class AppearanceGuest:
    """See `session_bus.Guest`. say: called in the bus's thread, with all values by their keys."""

    def __init__(self, say: Callable[[Mapping[str, Any]], object]) -> None:
        self._say = say
        self._known: dict[str, Any] = {}

    async def begin(self, bus: MessageBus) -> None:
        bus.add_message_handler(self._hear)
        await listen(bus, SETTINGS, "SettingChanged")
        try:
            (spaces,) = await call(bus, SETTINGS, "ReadAll", "as", [NAMESPACE])
        except DBusError:
            self.miss()
            raise
        for key, value in spaces.get(NAMESPACE, {}).items():
            self._known.setdefault(key, _bare(value))  # what changed meanwhile is newer
        self._say(dict(self._known))

    def miss(self) -> None:
        self._say({})

    def end(self) -> bool:
        return False

    def _hear(self, message: Message) -> None:
        is_change = message.interface == SETTINGS and message.member == "SettingChanged"
        if message.message_type is not MessageType.SIGNAL or message.path != PATH or not is_change:
            return
        if message.signature != "ssv" or message.body[0] != NAMESPACE:
            return
        self._known[message.body[1]] = _bare(message.body[2])
        self._say(dict(self._known))


def _bare(value: Any) -> Any:
    """Some portals put a variant into the variant."""
    while isinstance(value, Variant):
        value = value.value
    return value
