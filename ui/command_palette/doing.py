"""What choosing an entry of the palette does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from app.core.words import _
from ui.bridge.places import CurrentTrack, PersonPlace, ScenePlace, ThemePlace, WorkPlace
from ui.command_palette.entries import Kind, What

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.core.ids import LineKey
    from app.library.shelf import Shelf
    from ui.bridge.context import Context

_PLACES: Mapping[Kind, Callable[[Any], object]] = {
    Kind.WORK: WorkPlace,
    Kind.CHARACTER: lambda person: PersonPlace(person, None),
    Kind.THEME: ThemePlace,
    Kind.SCENE: ScenePlace,
}


class Doing:
    """actions: of the commands, by their keys."""

    def __init__(self, context: Context, actions: Mapping[str, QAction]) -> None:
        self._context = context
        self._actions = actions

    def do(self, what: What, shelf: Shelf | None) -> None:
        """shelf: that the tracks were found on."""
        key: Any = what.key
        if what.kind in (Kind.COMMAND, Kind.PAGE):
            self._actions[key].trigger()
        elif what.kind is Kind.TRACK:
            self._play(key, shelf)
        else:
            place = _PLACES[what.kind](key)
            self._context.look(lambda: self._context.navigator.show(place))

    def do_otherwise(self, what: What, shelf: Shelf | None) -> None:
        """By Ctrl+Enter: a track plays next; anything else is done all the same."""
        if what.kind is not Kind.TRACK:
            self.do(what, shelf)
            return
        key: Any = what.key
        self._context.playback.play_next([key])
        row = None if shelf is None else shelf.row_of(key)
        if row is not None:
            self._context.messages.say(_("“{title}” plays next.", title=row.title))

    def _play(self, line: LineKey, shelf: Shelf | None) -> None:
        """With the rest of its album."""
        lines, place = [line], 0
        if shelf is not None and line in shelf.numbers:
            lines, place = around(shelf, line)
        self._context.playback.play_lines(lines, place)
        self._context.navigator.show(CurrentTrack())


def around(shelf: Shelf, line: LineKey) -> tuple[list[LineKey], int]:
    """The lines of its album, each track once, and where it is among them."""
    number = shelf.numbers[line]
    stretch = next((each for each in shelf.stretches if number in each), range(number, number + 1))
    first = {line[0]: line}
    for each in stretch:
        row = shelf.lines[each]
        first.setdefault(row.id, row.key)
    on_album = [shelf.lines[each].key for each in stretch]
    lines = [key for key in on_album if first[key[0]] == key]
    return lines, lines.index(line)
