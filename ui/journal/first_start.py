"""What the journal shows while there is nothing in it: how it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent

from app.core.words import _
from ui.bridge.keys.marking_keys import FAVOURITE_KEY
from ui.journal.first_mark import FirstMark
from ui.shell.listen_first import LISTEN, LISTEN_ICON, listen_to_something
from ui.shell.shortcuts import native_text
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.bridge.context import Context

_KEY = "1"  # of the emotion that is pictured


class FirstStart(EmptyState):
    """One line, a track with its first mark, and the way to the music."""

    def __init__(self, context: Context) -> None:
        self.picture = FirstMark()
        super().__init__(
            "book-open",
            _("Your journal begins with the first moment that moves you."),
            _(
                "While music plays, one key says what you feel: every emotion has its own, and "
                "{keys} is for a favourite moment.",
                keys=native_text(FAVOURITE_KEY),
            ),
            picture=self.picture,
        )
        self._context = context
        self.listen = self.add_action(
            str(LISTEN), lambda: listen_to_something(context), LISTEN_ICON
        )

    def showEvent(self, event: QShowEvent) -> None:
        """The listener may have other emotions by now."""
        super().showEvent(event)
        self._context.look(self._show_emotion)

    def _show_emotion(self) -> None:
        self.picture.show_emotion(self._context.services.emotions.by_shortcut(_KEY))
