"""The newest mark of this session: its note, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.listen.replay import Replay
    from ui.listen.side import Side
    from ui.timeline.view import TimelineView


class NewestMark:
    """Verbs of the Listen page, whose timeline and side these are."""

    def __init__(
        self,
        context: Context,
        marking: Marking,
        timeline: TimelineView,
        replay: Replay,
        side: Side,
        page: QWidget,
    ) -> None:
        self._context = context
        self._marking = marking
        self._timeline = timeline
        self._replay = replay
        self._side = side
        self._page = page

    def write_note(self) -> None:
        """The cursor goes into its note."""
        ref = self._replay.newest
        if ref is None:
            self._context.messages.say("Mark something first, then write what it was.")
            return
        self._timeline.marks.set_selection(ref)
        self._side.write_note()

    def remove(self) -> None:
        """Who selected another mark may have meant that one."""
        selected = self._timeline.marks.selected_marks if self._page.isVisible() else ()
        removed = self._marking.remove_newest()
        if selected and removed is not None and removed not in selected:
            words = "Removed the newest mark. Delete removes what is selected."
            self._context.messages.say(words, "Undo", self._context.undo)
