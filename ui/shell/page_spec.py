"""What the window has to know about a page: one row of its table of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.core.words import Text
from ui.shell.command import Command

if TYPE_CHECKING:
    from ui.bridge.archive.archiving import Archiving
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.bridge.track.track_view import TrackView
    from ui.bridge.track.track_words import WordsNow
    from ui.shell.window_memory import WindowMemory

P = TypeVar("P", bound=QWidget)


@dataclass(frozen=True, slots=True)
class PageParts:
    """What pages are made from. words_now: what is said and sung where the music is. memory: what
    the window remembers between sessions. run: runs a command of the window, by
    its key.
    """

    context: Context
    marking: Marking
    track_view: TrackView
    words_now: WordsNow
    archiving: Archiving
    memory: WindowMemory
    run: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class PageSpec(Generic[P]):
    """A page is made when it is first needed; everything else about it is known before.

    key: its package in `ui`, and how code, memory and tour name it. shortcut: Qt's portable text.
    commands: what it offers besides being opened; its single keys work only while it is in
    front. takes_marks: whether one listens there, so that the keys of emotions mark. shows: kind of
    place (`ui/bridge/places.py`) -> how it is shown. shows_over: those of them that leave the page
    in front where it is. at_foot: whether its button is at the bottom
    of the rail.

    focus: takes the keyboard focus when the page is opened. find: what the Find
    command does there. commit: saves what was typed and isn't saved yet, when the window closes.
    keep_clear: what no message may cover, in the page's coordinates.

    within: the key of the page that it belongs to. It has no button in the rail; that page's is
    checked while it is in front.

    instead: the key of a page within it that its button and shortcut lead to now; empty for itself.
    Asked each time.

    hands_on: the key of another page -> the place at which that one is opened while this one is in
    front; None for where it was.

    fills_window: whether it has the whole screen to itself, without rail and player bar. Its
    shortcut then also leads back to where one was. borrows: the keys of other pages' commands whose
    single keys work on it, too. leads_back: whether it leads back there although it doesn't; it has
    a `BackLink`.

    stands_for: the place it is opened at when the listener asks for the page itself; None for where
    it was. own_verbs: the keys of other pages' commands -> what it does instead while it is in
    front.
    """

    key: str
    title: Text
    icon: str
    shortcut: str
    make: Callable[[PageParts], P]
    commands: tuple[Command[P], ...] = ()
    shows: Mapping[type, Callable[[P, Any], object]] = field(default_factory=dict)
    at_foot: bool = False
    within: str = ""
    instead: Callable[[PageParts], str] | None = None
    hands_on: Mapping[str, Callable[[P], object | None]] = field(default_factory=dict)
    shows_over: frozenset[type] = frozenset()
    takes_marks: bool = False
    focus: Callable[[P], object] | None = None
    find: Callable[[P], object] | None = None
    keep_clear: Callable[[P], Iterable[QRect]] | None = None
    commit: Callable[[P], object] | None = None
    fills_window: bool = False
    borrows: frozenset[str] = frozenset()
    leads_back: bool = False
    stands_for: object | None = None
    own_verbs: Mapping[str, Callable[[P], object]] = field(default_factory=dict)
    foremost: tuple[str, ...] = ()

    @property
    def knows_origin(self) -> bool:
        """Whether one can go back from it to where one was."""
        return self.fills_window or self.leads_back


def own_command(spec: PageSpec[Any]) -> str:
    """The key of the command that opens a page."""
    return f"page_{spec.key}"
