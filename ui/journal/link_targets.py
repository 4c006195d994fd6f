"""What an entry can point at, read off the GUI thread once somebody wants to know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.marks import MarkKind
from app.core.timecode import format_ms
from app.journal.records import JournalFilter, JournalItem

if TYPE_CHECKING:
    from app.bootstrap import Services
    from ui.bridge.context import Context

MOMENTS_OFFERED = 500  # the newest favourites; older ones are linked by their track


@dataclass(frozen=True, slots=True)
class Link:
    """kind: "track", "scene" or "moment"."""

    kind: str
    id: int
    label: str
    detail: str = ""


Receiver = Callable[[Sequence[Link]], object]


class LinkTargets(QObject):
    """They are read once: a dialog stands over everything that could add to them."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._services = context.services
        self._links: tuple[Link, ...] | None = None
        self._receivers: list[Receiver] = []  # each once, while it is read
        self._read = context.latest_read("Read what an entry can point at")
        self.destroyed.connect(self._read.drop)

    def hand_to(self, receiver: Receiver) -> None:
        """Now or in a moment, once though it is asked for again meanwhile; not at all where they
        can't be read, which is told.
        """
        if self._links is not None:
            receiver(self._links)
            return
        if receiver not in self._receivers:
            self._receivers.append(receiver)
        if not self._read.is_under_way:
            services = self._services
            self._read.ask(lambda: _targets(services), self._arrive)

    def _arrive(self, links: tuple[Link, ...] | None) -> None:
        """links: None where they can't be read."""
        self._links = links
        receivers, self._receivers = self._receivers, []
        if links is not None:
            for receiver in receivers:
                receiver(links)


def _targets(services: Services) -> tuple[Link, ...]:
    """Moments, then scenes, then tracks: the fewest first."""
    favourites = JournalFilter(kinds=frozenset({MarkKind.MOMENT}))
    moments = services.journal.page(favourites, limit=MOMENTS_OFFERED).items
    return (
        *(_moment_link(item) for item in moments),
        *(
            Link("scene", scene.id, scene.title, scene.work_title)
            for scene in services.scenes.scenes()
        ),
        *(
            Link("track", row.id, row.title, row.album or row.artist)
            for row in services.library.tracks()
        ),
    )


def _moment_link(item: JournalItem) -> Link:
    title = item.track.title if item.track is not None else ""
    at = format_ms(item.span.start_ms) if item.span is not None else ""
    label = item.title or f"{title} at {at}"
    return Link("moment", item.owner_id, label, f"{title} at {at}" if item.title else "")
