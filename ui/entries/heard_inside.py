"""Links inside a text: what they lead to, which are gone, and hearing their moments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.core.words import _
from app.journal.links import EntryLink, MomentLink, link_of
from app.journal.moments_inside import MomentInside
from app.player.records import PlayState
from ui.entries.hearing import hear_passage

if TYPE_CHECKING:
    from ui.bridge.context import Context


class LinkedText(Protocol):
    """What shows a text with links. link_activated(str address); rendered(), it is shown anew."""

    @property
    def link_activated(self) -> SignalInstance: ...
    @property
    def rendered(self) -> SignalInstance: ...
    def links(self) -> set[str]: ...
    def mark_gone(self, addresses: Collection[str]) -> None: ...


class HeardInside(QObject):
    """For one text that can be read. A link plays its moment, and pauses it while it plays.

    Signal: entry_wanted(str uid), a link to another entry was followed.
    """

    entry_wanted = Signal(str)

    def __init__(self, context: Context, text: LinkedText, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._text = text
        self._sounding: MomentLink | None = None
        self._read = context.latest_read("Read where links lead")
        self.destroyed.connect(self._read.drop)
        text.link_activated.connect(self.activate)
        text.rendered.connect(self._look_for_gone)

    def activate(self, address: str) -> None:
        link = link_of(address)
        if link is None:
            self._context.messages.say(_("This link leads to nothing in your journal."))
        elif isinstance(link, EntryLink):
            self.entry_wanted.emit(link.uid)
        elif self._is_sounding(link):
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
            self._text.mark_gone({link.address})
            self._context.messages.say(_("This moment is gone: it was deleted, or its track was."))
            return
        is_heard = hear_passage(self._context, moment.track, moment.span, moment.preroll_ms)
        self._sounding = link if is_heard else None

    def _is_sounding(self, link: MomentLink) -> bool:
        playing = (PlayState.PLAYING, PlayState.LOADING)
        return self._sounding == link and self._context.playback.state in playing

    def _look_for_gone(self) -> None:
        links = {
            address: link
            for address in self._text.links()
            if isinstance(link := link_of(address), MomentLink)
        }
        if links:
            journal, wanted = self._context.services.journal, list(links.values())
            self._read.ask(
                lambda: journal.moments_inside(wanted), lambda found: self._mark(links, found)
            )

    def _mark(
        self,
        links: Mapping[str, MomentLink],
        found: Mapping[MomentLink, MomentInside] | None,
    ) -> None:
        if found is not None:
            self._text.mark_gone({address for address, link in links.items() if link not in found})
