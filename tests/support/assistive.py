"""The program in a process of its own, as assistive technology on its desktop knows it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import private_desktop
import pytest

from tests.support.polling import wait_until

PYTHON = "/usr/bin/python3"  # the one that Debian’s python3-gi is for
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi-bus-launcher")
CLIENT = Path(__file__).with_name("at_client.py")
MAIN = Path(__file__).resolve().parents[2] / "main.py"
PROGRAM = "ost-my-heart"
PATIENCE_S = 45.0
ALWAYS = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "NO_AT_BRIDGE": "0"}


def _launcher() -> str | None:
    return next((path for path in LAUNCHERS if Path(path).exists()), None)


def _has_atspi() -> bool:
    ask = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    return (
        Path(PYTHON).exists()
        and subprocess.run([PYTHON, "-c", ask], capture_output=True).returncode == 0
    )


# Not yet a part of every run: one of twenty programs ended at its start, and why isn't known.
ASKED_FOR = "OST_ASSISTIVE"

needs_assistive = pytest.mark.skipif(
    _launcher() is None or not _has_atspi() or not os.environ.get(ASKED_FOR),
    reason=f"{ASKED_FOR} isn’t set, or at-spi2-core, python3-gi or gir1.2-atspi-2.0 is missing",
)


@dataclass(frozen=True)
class Node:
    """What a client is told of one thing. value: current, least, most."""

    id: int
    role: str
    name: str
    description: str
    states: tuple[str, ...]
    interfaces: tuple[str, ...]
    actions: tuple[str, ...]
    value: tuple[float, float, float] | None
    text: str | None


@dataclass(frozen=True)
class Told:
    """An event. kind: as AT-SPI names it; on: its first detail, as whether a state was gained."""

    kind: str
    at_s: float
    on: int
    text: str
    role: str
    name: str


class Assistive:
    """The client. keys: pressed on the program’s desktop, with what xdotool calls them."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self._settings = dict(settings)
        pipe = subprocess.PIPE
        command = [PYTHON, str(CLIENT), PROGRAM]
        self._process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, text=True, env=self._settings
        )

    def close(self) -> None:
        self._process.communicate()

    def find(self, role: str = "", name: str = "", hidden: bool = False) -> list[Node]:
        return [_node(one) for one in self.ask("find", role=role, name=name, hidden=hidden)]

    def the(self, role: str, name: str = "") -> Node:
        """The only one of this role whose name begins with this: waits until there is one."""
        found: list[Node] = []

        def is_there() -> bool:
            found[:] = [one for one in self.find(role, name) if one.name.startswith(name)]
            return len(found) == 1

        self.until(is_there, lambda: f"{role} “{name}”: {[one.name for one in found]}")
        return found[0]

    def now(self, node: Node) -> Node:
        return _node(self.ask("tell", node=node.id))

    def children(self, node: Node) -> list[Node]:
        return [_node(one) for one in self.ask("children", node=node.id)]

    def under(self, node: Node, role: str = "", name: str = "") -> list[Node]:
        return [_node(one) for one in self.ask("under", node=node.id, role=role, name=name)]

    def focused(self) -> Node | None:
        """Where the focus went last."""
        told = self.ask("focused")
        return None if told is None else _node(told)

    def act(self, node: Node, action: str) -> None:
        assert self.ask("act", node=node.id, action=action)

    def keys(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], env=self._settings, check=True)

    def types(self, text: str) -> None:
        subprocess.run(["xdotool", "type", text], env=self._settings, check=True)

    def events(self, kind: str = "") -> list[Told]:
        return [Told(**one) for one in self.ask("events") if one["kind"].startswith(kind)]

    def said(self) -> list[str]:
        """The announcements since `forget`."""
        return [told.text for told in self.events("object:announcement")]

    def forget(self) -> None:
        self.ask("forget")

    def until(
        self, is_true: Callable[[], object], what: Callable[[], str] = lambda: "never"
    ) -> None:
        wait_until(is_true, PATIENCE_S, what)

    def ask(self, verb: str, **arguments: Any) -> Any:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([verb, arguments]) + "\n")
        self._process.stdin.flush()
        was_understood, answer = json.loads(self._process.stdout.readline())
        assert was_understood, answer
        return answer


@contextmanager
def assistive_desktop() -> Iterator[dict[str, str]]:
    """A desktop with an accessibility bus: its settings."""
    launcher = _launcher()
    assert launcher is not None
    with (
        private_desktop.desktop() as settings,
        subprocess.Popen(
            [launcher, "--launch-immediately"],
            env=settings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as bus,
    ):
        try:
            yield settings | ALWAYS
        finally:
            bus.terminate()


@contextmanager
def assisted(profile: Path, *words: str) -> Iterator[Assistive]:
    """The program on a profile, once it is on the accessibility bus and has the keyboard."""
    with ExitStack() as stack:
        settings = stack.enter_context(assistive_desktop())
        command = [sys.executable, str(MAIN), "--silent", "--profile", str(profile), *words]
        quiet = subprocess.DEVNULL
        process = stack.enter_context(
            subprocess.Popen(command, env=settings, stdout=quiet, stderr=quiet)
        )
        stack.callback(process.kill)
        client = Assistive(settings)
        stack.callback(client.close)
        client.until(lambda: process.poll() is not None or client.ask("present"))
        assert process.poll() is None, "the program ended"
        client.the("frame")
        give_keyboard(settings, process.pid)
        yield client


def give_keyboard(settings: Mapping[str, str], pid: int) -> None:
    """There is no window manager to do it."""
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(pid)]
    found = subprocess.run(search, env=dict(settings), capture_output=True, text=True, check=True)
    window = found.stdout.split()[-1]
    subprocess.run(["xdotool", "windowfocus", "--sync", window], env=dict(settings), check=True)


def _node(told: dict[str, Any]) -> Node:
    those = ("states", "interfaces", "actions")
    value = None if told["value"] is None else tuple(told["value"])
    return Node(**told | {"value": value} | {key: tuple(told[key]) for key in those})


def rest_s(seconds: float) -> None:
    """Listens for so long: how often something is told needs time to pass."""
    time.sleep(seconds)
