"""What the Listen page shows before anything plays: the way to the library, and to the inbox."""

from __future__ import annotations

from collections.abc import Callable

from app.core.words import _
from ui.bridge.keys.marking_keys import FAVOURITE_KEY
from ui.listen.inbox_walk import count_in_words
from ui.shell.shortcuts import native_text
from ui.widgets.empty_state import EmptyState


class NothingPlaying(EmptyState):
    """The inbox is offered while there is something in it: new marks can be gone through."""

    def __init__(
        self, open_library: Callable[[], object], open_inbox: Callable[[], object]
    ) -> None:
        super().__init__(
            "headphones",
            _("Nothing is playing yet"),
            _(
                "Choose a track from the library. While it plays, one key says what you feel: "
                "every emotion has its own, and {keys} is for a favourite moment.",
                keys=native_text(FAVOURITE_KEY),
            ),
        )
        self.add_action(_("Open the library"), open_library, "library")
        self._inbox = self.add_action(_("Inbox"), open_inbox, "notebook-pen")
        self._inbox.hide()

    def offer_inbox(self, count: int) -> None:
        self._inbox.setText(count_in_words(count))
        self._inbox.setVisible(count > 0)
