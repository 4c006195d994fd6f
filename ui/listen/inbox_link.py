"""The link beside the work: how many notes are to be finished; it opens the inbox."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.core.words import ngettext
from ui.bridge.context import Shortcuts
from ui.listen.inbox_walk import count_in_words, short_count
from ui.widgets.buttons import LinkButton, tell_hint


class InboxLink(LinkButton):
    """Checked while the inbox is open; hidden if there is nothing in it.

    Signal: counted(), it says something else.
    """

    counted = Signal()

    def __init__(self, shortcuts: Shortcuts) -> None:
        super().__init__("")
        self._keys = shortcuts.text("inbox")
        self._wordings = ("", "", "")
        self.setCheckable(True)
        self.hide()

    def show_count(self, count: int) -> None:
        shown = short_count(count)
        self._wordings = (
            ("", "", "")
            if not count
            else (
                # Translators: a link that opens the inbox of marks without a note
                ngettext("{count} note to finish", "{count} notes to finish", count, count=shown),
                # Translators: the same where there is less room
                ngettext("{count} note", "{count} notes", count, count=shown),
                shown,
            )
        )
        tell_hint(self, count_in_words(count), self._keys)
        self.setText(self._wordings[0])
        self.set_icon("notebook-pen")
        self._set_icon_size()  # there is a gap only before words
        self.setVisible(count > 0)
        self.counted.emit()

    @property
    def wordings(self) -> tuple[str, ...]:
        """What it can say, the longest first."""
        return self._wordings

    def px_for(self, wording: str) -> int:
        """How wide it is when it says so."""
        self.ensurePolished()
        advance = self.fontMetrics().horizontalAdvance
        return self.sizeHint().width() - advance(self.text()) + advance(wording)
