"""What an entry points at: chips, and a field that finds tracks, scenes and moments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.ids import MomentId, SceneId, TrackId
from app.core.marks import MarkKind
from app.core.timecode import format_ms
from app.journal.records import Entry, JournalFilter, JournalItem
from ui.bridge.context import Context
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.chips import FlowLayout, RemovableChip
from ui.widgets.finder_popup import open_finder
from ui.widgets.matching import ranked
from ui.widgets.type_ahead import Match

MOMENTS_OFFERED = 500  # the newest favourites; older ones are linked by their track


@dataclass(frozen=True, slots=True)
class Link:
    """kind: "track", "scene" or "moment"."""

    kind: str
    id: int
    label: str
    detail: str = ""


_ICONS = {"track": "music", "scene": "clapperboard", "moment": "heart"}


class EntryLinks(QWidget):
    """Read `track_ids()`, `scene_ids()` and `moment_ids()` when the entry is kept."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = context.services
        self._links: list[Link] = []
        self._offered: list[Link] | None = None
        self._add = QuietButton("Link a track, scene or moment", "link")
        self._add.clicked.connect(self.open_field)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        self._flow.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(holder)

    def show_entry(self, entry: Entry) -> None:
        kept = (
            [("track", link) for link in entry.track_ids]
            + [("scene", link) for link in entry.scene_ids]
            + [("moment", link) for link in entry.moment_ids]
        )
        by_key = {(link.kind, link.id): link for link in self._all()}
        for kind, link_id in kept:
            self.add(by_key.get((kind, link_id), Link(kind, link_id, kind.capitalize())))

    def add(self, link: Link) -> None:
        if any((held.kind, held.id) == (link.kind, link.id) for held in self._links):
            return
        self._links.append(link)
        chip = RemovableChip(link.label)
        chip.removed.connect(lambda: self._remove(link, chip))
        self._flow.takeAt(self._flow.count() - 1)
        self._flow.addWidget(chip)
        self._flow.addWidget(self._add)
        chip.show()
        self.updateGeometry()

    def links(self) -> list[Link]:
        return list(self._links)

    def track_ids(self) -> tuple[TrackId, ...]:
        return tuple(TrackId(link.id) for link in self._of("track"))

    def scene_ids(self) -> tuple[SceneId, ...]:
        return tuple(SceneId(link.id) for link in self._of("scene"))

    def moment_ids(self) -> tuple[MomentId, ...]:
        return tuple(MomentId(link.id) for link in self._of("moment"))

    def open_field(self) -> None:
        title = "Link a track, scene or moment"
        open_finder(self._add, title, "Find it by name", self._matches, self._take)

    def _of(self, kind: str) -> Iterable[Link]:
        return (link for link in self._links if link.kind == kind)

    def _remove(self, link: Link, chip: RemovableChip) -> None:
        self._links.remove(link)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()

    def _take(self, link: object) -> None:
        assert isinstance(link, Link)
        self.add(link)

    def _matches(self, text: str) -> list[Match]:
        found = ranked(self._all(), text, lambda link: f"{link.label} {link.detail}")
        return [Match(link.label, link, link.detail, _ICONS[link.kind]) for link in found]

    def _all(self) -> list[Link]:
        """Moments, then scenes, then tracks: the fewest first."""
        if self._offered is None:
            moments = self._services.journal.page(
                JournalFilter(kinds=frozenset({MarkKind.MOMENT})), limit=MOMENTS_OFFERED
            )
            self._offered = [
                *(_moment_link(item) for item in moments.items),
                *(
                    Link("scene", scene.id, scene.title, scene.work_title)
                    for scene in self._services.scenes.scenes()
                ),
                *(
                    Link("track", row.id, row.title, row.album or row.artist)
                    for row in self._services.library.tracks()
                ),
            ]
        return self._offered


def _moment_link(item: JournalItem) -> Link:
    title = item.track.title if item.track is not None else ""
    at = format_ms(item.span.start_ms) if item.span is not None else ""
    label = item.title or f"{title} at {at}"
    return Link("moment", item.owner_id, label, f"{title} at {at}" if item.title else "")
