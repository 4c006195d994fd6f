"""What the window has to know of a page: a row of its table of pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from ui.shell.command import Command

if TYPE_CHECKING:
    from ui.bridge.archive.archiving import Archiving
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.bridge.track.track_view import TrackView
    from ui.shell.window_memory import WindowMemory

P = TypeVar("P", bound=QWidget)


@dataclass(frozen=True, slots=True)
class PageParts:
    """What pages are made of. memory: what the window remembers from one time to the next."""

    context: Context
    marking: Marking
    track_view: TrackView
    archiving: Archiving
    memory: WindowMemory


@dataclass(frozen=True, slots=True)
class PageSpec(Generic[P]):
    """A page is made when it is first wanted; everything else about it is known before.

    key: its package in `ui`, and how code, memory and tour name it. shortcut: Qt's portable text.
    commands: what it offers beside being opened. shows: kind of place (`ui/bridge/places.py`) ->
    how it is shown. at_foot: whether its button is at the foot of the rail.

    focus: takes the keyboard where the page is opened by its key. find: what Ctrl+F does there.
    commit: keeps what was typed and is not kept yet, when the window goes.
    """

    key: str
    title: str
    icon: str
    shortcut: str
    make: Callable[[PageParts], P]
    commands: tuple[Command[P], ...] = ()
    shows: Mapping[type, Callable[[P, Any], object]] = field(default_factory=dict)
    at_foot: bool = False
    focus: Callable[[P], object] | None = None
    find: Callable[[P], object] | None = None
    commit: Callable[[P], object] | None = None
