"""The newest mark of this session: writing its note, and deleting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.words import _
from ui.widgets.painting import announce
from ui.words.kept import kept_in_words

if TYPE_CHECKING:
    from app.capture.capturing import Kept
    from app.core.marks import MarkRef
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.listen.replay import Replay
    from ui.listen.side import Side
    from ui.timeline.view import TimelineView


class NewestMark:
    """Verbs of the Listen page; timeline and side are the page's."""

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
        self._kept: dict[MarkRef, Kept] = {}  # by key or palette, and said
        marking.kept.connect(self._tell)

    def write_note(self) -> None:
        """Puts the cursor into its note."""
        ref = self._replay.newest
        if ref is None:
            self._context.messages.say(_("Mark something first, then write a note on it."))
            return
        self._timeline.marks.set_selection(ref)
        self._side.write_note()

    def _tell(self, kept: Kept) -> None:
        self._kept[kept.ref] = kept
        announce(self._page, kept_in_words(kept))

    def remove(self) -> None:
        """If another mark is selected, it may have been meant: so this says what was deleted."""
        selected = self._timeline.marks.selected_marks if self._page.isVisible() else ()
        removed = self._marking.remove_newest()
        if selected and removed is not None and removed not in selected:
            words = _(
                "The newest mark was deleted. {keys} deletes the selected ones.",
                keys=self._context.shortcuts.text("delete"),
            )
            self._context.say_done(words)
        elif removed is not None:
            kept = self._kept.pop(removed, None)
            what = _("The newest mark") if kept is None else kept_in_words(kept)
            # Translators: mark is “Wonder, at 0:12.000” or “The newest mark”
            announce(self._page, _("Deleted: {mark}", mark=what))
