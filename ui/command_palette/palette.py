"""The command palette of one window: opened by its key, it does what is chosen in its popup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.command_palette.commands import commands_now, useful_on
from ui.command_palette.doing import Doing
from ui.command_palette.entries import What
from ui.command_palette.finder import Finder
from ui.command_palette.popup import PalettePopup
from ui.command_palette.recent import Recent

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.bridge.context import Context
    from ui.shell.command import Command
    from ui.shell.page_spec import PageSpec


class CommandPalette(QObject):
    """Opens over its window. actions: of the commands, by their keys."""

    def __init__(
        self,
        context: Context,
        window: QWidget,
        commands: Iterable[Command[Any]],
        specs: Iterable[PageSpec[Any]],
        actions: Mapping[str, QAction],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._commands = tuple(commands)
        self._specs = tuple(specs)
        self._actions = actions
        self._doing = Doing(context, actions)
        self._finder = Finder(context, self)
        self._recent = Recent()
        self.popup: PalettePopup | None = None

    def open(self, shown: str) -> None:
        """shown: the key of the page in front."""
        own = commands_now(self._commands, self._actions, self._context.shortcuts, self._specs)
        by_key = {str(entry.what.key): entry.what for entry in own}
        keys = (key for key in useful_on(shown, self._specs) if key in by_key)
        self._finder.begin(own, self._recent.chosen, tuple(by_key[key] for key in keys))
        self.popup = popup = PalettePopup(self._finder, self._window)
        popup.chosen.connect(self._choose)
        popup.chosen_otherwise.connect(self._choose_otherwise)
        popup.open_over(self._window)

    def _choose(self, what: object) -> None:
        assert isinstance(what, What)
        self._recent.add(what)
        self._doing.do(what, self._finder.shelf)

    def _choose_otherwise(self, what: object) -> None:
        assert isinstance(what, What)
        self._recent.add(what)
        self._doing.do_otherwise(what, self._finder.shelf)
