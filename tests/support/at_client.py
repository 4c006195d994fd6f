"""A client of assistive technology, as a screen reader is one: what the program tells it.

Run by the system’s Python, which has Atspi: it imports nothing of the project. It reads a line of
JSON for each question on its standard input ([verb, {arguments}]) and writes one for each answer
([true, answer] or [false, why not]). Meanwhile it listens to events.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

KINDS = (
    "object:announcement",
    "object:children-changed",
    "object:property-change",
    "object:selection-changed",
    "object:state-changed",
    "object:active-descendant-changed",
    "object:text-changed",
    "object:text-caret-moved",
    "object:visible-data-changed",
    "focus:",
    "window:",
)
STATES = {state.value_nick: state for state in map(Atspi.StateType, range(44))}


class Client:
    """program: the name under which the program is on the bus."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._known: list[Any] = []
        self._events: list[dict[str, Any]] = []
        Atspi.get_desktop(0).set_cache_mask(Atspi.Cache.NONE)  # tests ask how things are now
        self._focus: Any = None
        self._listener = Atspi.EventListener.new(self._hear)
        for kind in KINDS:
            self._listener.register(kind)

    def present(self) -> bool:
        return self._root() is not None

    def find(self, role: str = "", name: str = "", hidden: bool = False) -> list[dict[str, Any]]:
        """Those of this role and with this in their name. hidden: also what isn’t showing."""
        found: list[dict[str, Any]] = []
        self._walk(self._root(), role, name, hidden, found)
        return found

    def count(self, hidden: bool = True) -> int:
        found: list[dict[str, Any]] = []
        self._walk(self._root(), "\0", "", hidden, found)
        return self._walked

    def under(self, node: int, role: str = "", name: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        self._walk(self._known[node], role, name, False, found)
        return found

    def children(self, node: int) -> list[dict[str, Any]]:
        return [self._node(one) for one in self._children(self._known[node])]

    def tell(self, node: int) -> dict[str, Any]:
        """All about one, as it is now."""
        return self._node(self._known[node], node)

    def act(self, node: int, action: str) -> bool:
        one = self._known[node]
        names = [Atspi.Action.get_action_name(one, n) for n in range(one.get_n_actions())]
        return bool(one.do_action(names.index(action)))

    def set_value(self, node: int, value: float) -> bool:
        return bool(self._known[node].set_current_value(value))

    def select(self, node: int, place: int) -> bool:
        return bool(self._known[node].select_child(place))

    def selected(self, node: int) -> list[str]:
        one = self._known[node]
        return [one.get_selected_child(n).get_name() for n in range(one.get_n_selected_children())]

    def grab_focus(self, node: int) -> bool:
        return bool(self._known[node].grab_focus())

    def set_text(self, node: int, text: str) -> bool:
        return bool(self._known[node].set_text_contents(text))

    def focused(self) -> dict[str, Any] | None:
        """Where the focus went last; before it has moved, the innermost that says it has it."""
        if self._focus is None:
            with_it = [one for one in self.find() if "focused" in one["states"]]
            return with_it[-1] if with_it else None
        with suppress(GLib.Error):
            return self._node(self._focus)
        return None

    def events(self) -> list[dict[str, Any]]:
        """Since `forget`, in the order in which they came."""
        return self._events

    def forget(self) -> None:
        self._events = []

    def _root(self) -> Any:
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(place)
            if one is not None and one.get_name() == self._program:
                return one
        return None

    def _walk(
        self, top: Any, role: str, name: str, hidden: bool, found: list[dict[str, Any]]
    ) -> None:
        self._walked = 0
        waiting = [] if top is None else [top]
        while waiting:
            one = waiting.pop()
            self._walked += 1
            with suppress(GLib.Error):  # it may go while it is looked at
                is_role = not role or one.get_role_name() == role
                if is_role and (not name or name in (one.get_name() or "")):
                    found.append(self._node(one))
            inside = self._children(one)
            waiting += reversed(inside if hidden else [it for it in inside if _shows(it)])

    def _children(self, one: Any) -> list[Any]:
        found = []
        with suppress(GLib.Error):
            for place in range(one.get_child_count()):
                with suppress(GLib.Error):
                    child = one.get_child_at_index(place)
                    found += [] if child is None else [child]
        return found

    def _node(self, one: Any, node: int | None = None) -> dict[str, Any]:
        if node is None:
            node = len(self._known)
            self._known.append(one)
        has = one.get_interfaces()
        states = one.get_state_set()
        told = {
            "id": node,
            "role": one.get_role_name(),
            "name": one.get_name() or "",
            "description": one.get_description() or "",
            "states": [name for name, state in STATES.items() if states.contains(state)],
            "interfaces": has,
            "actions": [],
            "value": None,
            "text": None,
        }
        if "Action" in has:
            told["actions"] = [
                Atspi.Action.get_action_name(one, n) for n in range(one.get_n_actions())
            ]
        if "Value" in has:
            bounds = one.get_minimum_value(), one.get_maximum_value()
            told["value"] = [one.get_current_value(), *bounds]
        if "Text" in has:
            told["text"] = Atspi.Text.get_text(one, 0, -1)
        return told

    def _hear(self, event: Any) -> None:
        heard = {"kind": event.type, "at_s": time.monotonic(), "on": event.detail1}
        try:
            heard["text"] = event.any_data if isinstance(event.any_data, str) else ""
            heard["role"] = event.source.get_role_name()
            heard["name"] = event.source.get_name() or ""
        except GLib.Error:
            heard |= {"role": "", "name": ""}  # it has gone since
        self._events.append(heard)
        if event.type.startswith("object:state-changed:focused") and event.detail1:
            self._focus = event.source


def _shows(one: Any) -> bool:
    with suppress(GLib.Error):
        return bool(one.get_state_set().contains(Atspi.StateType.SHOWING))
    return False


def main() -> None:
    client, loop = Client(sys.argv[1]), GLib.MainLoop()
    waiting = b""

    def answer(_source: int, condition: Any) -> bool:
        nonlocal waiting
        piece = os.read(0, 65536)
        if not piece:
            loop.quit()
            return False
        waiting += piece
        while b"\n" in waiting:
            line, waiting = waiting.split(b"\n", 1)
            verb, arguments = json.loads(line)
            try:
                said = [True, getattr(client, verb)(**arguments)]
            except Exception as error:  # noqa: BLE001 - whatever it is, the test is told
                said = [False, repr(error)]
            sys.stdout.write(json.dumps(said) + "\n")
            sys.stdout.flush()
        return True

    GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, answer)
    loop.run()


main()
