"""Follows the links inside texts: plays moments, and says so where one is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.words import _
from app.journal.links import EntryLink, MomentLink, link_of
from app.journal.moments_inside import MomentInside
from ui.entries.hearing import hear_passage

if TYPE_CHECKING:
    from ui.bridge.context import Context


class LinkHearing(QObject):
    """A link plays its moment, and pauses it while it plays.

    Signals: entry_wanted(str uid), a link to an entry was followed; found_gone(str address), there
    is no such moment any more.
    """

    entry_wanted = Signal(str)
    found_gone = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def activate(self, address: str) -> None:
        link = link_of(address)
        if link is None:
            self._context.messages.say(_("This link leads to nothing in your journal."))
        elif isinstance(link, EntryLink):
            self.entry_wanted.emit(link.uid)
        elif self._context.playback.passage.uid == link.address:
            self._context.playback.pause()
        else:
            self._hear(link)

    def _hear(self, link: MomentLink) -> None:
        found: dict[MomentLink, MomentInside] = {}
        journal = self._context.services.journal
        if not self._context.look(lambda: found.update(journal.moments_inside([link]))):
            return
        moment = found.get(link)
        if moment is None:
            self.found_gone.emit(link.address)
            self._context.messages.say(_("This moment is gone: it was deleted, or its track was."))
            return
        track, span, lead_ms = moment.track, moment.span, moment.preroll_ms
        hear_passage(self._context, track, span, lead_ms, link.address)
