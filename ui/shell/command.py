"""One thing that can be done in the window: what it is called, its keys, and its verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Menu(StrEnum):
    """The submenus of the window's menu, in their order."""

    FILE = "File"
    EDIT = "Edit"
    PLAY = "Play"
    MARK = "Mark"
    VIEW = "View"
    GO = "Go"
    HELP = "Help"


class When(Enum):
    """What a command needs of the page that offers it."""

    ALWAYS = "whatever page is in front"
    OPENING = "brings its page to the front first"
    IN_FRONT = "only while its page is in front; elsewhere its keys are for lists and fields"


@dataclass(frozen=True, slots=True)
class Command(Generic[T]):
    """key: how code names it. verb: takes the page, or the part of the window, that offers it.

    shortcuts: Qt's portable text; the first one is shown. place: where it stands in its menu, among
    those of one place as they are offered. repeats: whether a held key does it again and again; of
    most once is meant, above all of removing.
    """

    key: str
    text: str
    shortcuts: tuple[str, ...]
    icon: str
    menu: Menu
    verb: Callable[[T], object]
    when: When = When.ALWAYS
    place: int = 0
    repeats: bool = False
