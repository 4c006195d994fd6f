"""What the View button of the Listen page opens: how the music is shown, and rarer tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.core.words import _
from ui.widgets.popup_menu import PopupMenu

if TYPE_CHECKING:
    from app.profile.setting_values import Settings
    from ui.bridge.context import Shortcuts


class ViewMenu(PopupMenu):
    """Its actions; the page connects them. In a narrow header it also holds the other tools.

    colours, loudness, table, trace: checked while they are shown. follow, loop: only there while
    their buttons aren't.
    """

    def __init__(self, shortcuts: Shortcuts, spans: QMenu, parent: QWidget | None = None) -> None:
        """spans: the menu of the span control, for a header without it."""
        super().__init__(parent)
        self._shortcuts = shortcuts
        self._spans = self.addMenu(spans)
        self.follow = self._switch(_("Follow mode"), "follow")
        self.loop = self._switch(_("Loop the selection"), "loop")
        self._others = (self.follow, self.loop)
        self._line = self.addSeparator()
        self.lanes = self._offer(_("Lanes…"), "lanes")
        self.colours = self._switch(_("Colour the waveform by emotion"), "wave_colours")
        self.loudness = self._switch(_("Loudness line"), "loudness")
        self.table = self._switch(_("Show marks as a table"), "table")
        self.addSeparator()
        self.trace = self._switch(_("Trace pad"), "trace")
        self.scene = self._offer(_("Assign scene…"), "scene")
        self.show_others(has_spans=False, has_others=False)

    def show_others(self, *, has_spans: bool, has_others: bool) -> None:
        """Which of the tools beside it have to be here."""
        self._spans.setVisible(has_spans)
        for action in self._others:
            action.setVisible(has_others)
        self._line.setVisible(has_spans or has_others)

    def show_look(self, current: Settings) -> None:
        """How the waveform is shown."""
        self.colours.setChecked(current.wave_colours)
        self.loudness.setChecked(current.loudness_line)

    def reword(self, action: QAction, words: str, command: str) -> None:
        """What an action would do now."""
        action.setText(self._with_keys(words, command))

    def _switch(self, words: str, command: str) -> QAction:
        action = self._offer(words, command)
        action.setCheckable(True)
        return action

    def _offer(self, words: str, command: str) -> QAction:
        return self.addAction(self._with_keys(words, command))

    def _with_keys(self, words: str, command: str) -> str:
        keys = self._shortcuts.text(command)
        return f"{words}\t{keys}" if keys else words
