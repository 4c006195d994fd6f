"""What an entry can link to, read off the GUI thread when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.marks import MarkKind
from app.core.timecode import format_ms
from app.core.words import _
from app.journal.records import JournalFilter, JournalItem
from ui.words.marks import scene_title

if TYPE_CHECKING:
    from app.bootstrap import Services
    from ui.bridge.context import Context

MOMENTS_OFFERED = 500  # the newest favourites; for older ones, link the track


@dataclass(frozen=True, slots=True)
class Link:
    """kind: "track", "scene" or "moment"."""

    kind: str
    id: int
    label: str
    detail: str = ""


Receiver = Callable[[Sequence[Link]], object]


class LinkTargets(QObject):
    """They are read once: the modal dialog keeps everything else from adding any."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._services = context.services
        self._links: tuple[Link, ...] | None = None
        self._receivers: list[Receiver] = []  # each once, while they are read
        self._read = context.latest_read("Read what an entry can link to")
        self.destroyed.connect(self._read.drop)

    def hand_to(self, receiver: Receiver) -> None:
        """Calls receiver now or when they are read, once however often it is asked; not at all if
        they can't be read, which is shown to the listener.
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
        """links: None if they can't be read."""
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
            Link("scene", scene.id, scene_title(scene), scene.work_title)
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
    # Translators: a track and a time in it, “Love theme at 1:05”
    place = _("{track} at {time}", track=title, time=at)
    return Link("moment", item.owner_id, item.title or place, place if item.title else "")
