"""One thing that can be done in the window: its name, its shortcuts and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from app.core.words import Text

T = TypeVar("T")


class Menu(Enum):
    """The submenus of the window's menu, in this order. The value is the title."""

    FILE = Text("File", "menu")
    EDIT = Text("Edit", "menu")
    PLAY = Text("Play", "menu")
    MARK = Text("Mark", "menu")
    VIEW = Text("View", "menu")
    GO = Text("Go", "menu")
    HELP = Text("Help", "menu")


class When(Enum):
    """When a command of a page can be used."""

    ALWAYS = "always"
    OPENING = "opening"  # always; it brings its page to the front first
    IN_FRONT = "in_front"  # only while its page is; elsewhere its keys belong to lists and fields


@dataclass(frozen=True, slots=True)
class Command(Generic[T]):
    """key: how code names it. verb: takes the page, or the part of the window, that offers it.

    shortcuts: Qt's portable text; the first one is shown. place: sorts the commands of one menu;
    commands with the same place keep the order in which they are offered. repeats: whether holding
    the key repeats it; most commands are meant once, deleting above all. goes_before_fields:
    whether its keys are its own also in a text field that has a use for them.
    """

    key: str
    text: Text
    shortcuts: tuple[str, ...]
    icon: str
    menu: Menu
    verb: Callable[[T], object]
    when: When = When.ALWAYS
    place: int = 0
    repeats: bool = False
    goes_before_fields: bool = False
