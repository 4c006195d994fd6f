"""The links inside a text that can be read: followed, and struck out where a moment is gone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.journal.links import MomentLink, link_of
from app.journal.moments_inside import MomentInside
from ui.entries.link_hearing import LinkHearing

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
    """For one text. Signal: entry_wanted(str uid), a link to another entry was followed."""

    entry_wanted = Signal(str)

    def __init__(self, context: Context, text: LinkedText, parent: QObject) -> None:
        super().__init__(parent)
        self._journal = context.services.journal
        self._text = text
        self._read = context.latest_read("Read where links lead")
        self.destroyed.connect(self._read.drop)
        hearing = LinkHearing(context, self)
        hearing.entry_wanted.connect(self.entry_wanted)
        hearing.found_gone.connect(lambda address: text.mark_gone({address}))
        text.link_activated.connect(hearing.activate)
        text.rendered.connect(self._look_for_gone)

    def _look_for_gone(self) -> None:
        links = {
            address: link
            for address in self._text.links()
            if isinstance(link := link_of(address), MomentLink)
        }
        if links:
            wanted = list(links.values())
            self._read.ask(
                lambda: self._journal.moments_inside(wanted), lambda found: self._mark(links, found)
            )

    def _mark(
        self,
        links: Mapping[str, MomentLink],
        found: Mapping[MomentLink, MomentInside] | None,
    ) -> None:
        if found is not None:
            self._text.mark_gone({address for address, link in links.items() if link not in found})
