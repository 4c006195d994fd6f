"""A desktop's portal, made of python3-dbusmock, on the test's own session bus."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import Variant

from tests.support.bus_caller import BusCaller, Until
from ui.remote.portal.appearance_guest import NAMESPACE, SETTINGS
from ui.remote.portal.awake_guest import INHIBIT, REQUEST
from ui.remote.portal.calls import NAME, PATH

PYTHON = "/usr/bin/python3"  # the one that Debian's python3-dbusmock is for
MOCK = "org.freedesktop.DBus.Mock"
HANDLE = "/org/freedesktop/portal/desktop/request/1"

needs_dbusmock = pytest.mark.skipif(
    not Path(PYTHON).exists()
    or subprocess.run([PYTHON, "-c", "import dbusmock"], capture_output=True).returncode != 0,
    reason="python3-dbusmock isn’t installed",
)


class DesktopPortal:
    """looks: the values of org.freedesktop.appearance, by key."""

    def __init__(self, caller: BusCaller) -> None:
        self._caller = caller

    def say(self, **looks: Variant) -> None:
        """As a desktop that has just been told so by its user. Underscores stand for hyphens."""
        for key, value in looks.items():
            name = key.replace("_", "-")
            signal = ("SettingChanged", "ssv", [Variant("s", NAMESPACE), Variant("s", name), value])
            self._mock("EmitSignal", "sssav", SETTINGS, *signal)

    def calls(self, method: str) -> list[list[Any]]:
        """The arguments of each call of it."""
        (calls,) = self._mock("GetMethodCalls", "s", method)
        return [[one.value for one in given] for _at, given in calls]

    def closes(self) -> int:
        """How often what was asked was taken back."""
        at = (NAME, HANDLE)
        (calls,) = self._caller.ask(at, MOCK, "GetMethodCalls", "s", "Close")
        return len(calls)

    def _mock(self, member: str, signature: str, *body: Any) -> list[Any]:
        return self._caller.ask((NAME, PATH), MOCK, member, signature, *body)

    def begin(self, looks: dict[str, Variant]) -> None:
        self._mock("AddProperties", "sa{sv}", SETTINGS, looks)
        read = f"ret = {{{NAMESPACE!r}: dict(self.props[{SETTINGS!r}])}}"
        self._mock("AddMethod", "sssss", SETTINGS, "ReadAll", "as", "a{sa{sv}}", read)
        answer = f"ret = dbus.ObjectPath({HANDLE!r})"
        self._mock("AddMethod", "sssss", INHIBIT, "Inhibit", "sua{sv}", "o", answer)
        methods = [["Close", "", "", ""]]
        self._mock("AddObject", "ssa{sv}a(ssss)", HANDLE, REQUEST, {}, methods)


@contextmanager
def desktop_portal(until: Until, **looks: Variant) -> Iterator[DesktopPortal]:
    """looks: as for `say`."""
    caller = BusCaller(until)
    command = [PYTHON, "-m", "dbusmock", "--session", NAME, PATH, SETTINGS]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            until(lambda: caller.owns(NAME))
            portal = DesktopPortal(caller)
            portal.begin({key.replace("_", "-"): value for key, value in looks.items()})
            yield portal
        finally:
            process.terminate()
            process.wait()
            caller.close()
