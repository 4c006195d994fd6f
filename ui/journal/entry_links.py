"""What an entry links to: chips, and a field that finds tracks, scenes and moments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.ids import MomentId, SceneId, TrackId
from app.core.words import Text, _
from app.journal.records import Entry
from ui.bridge.context import Context
from ui.journal.link_targets import Link, LinkTargets
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.chips import FlowLayout, RemovableChip
from ui.widgets.finder_popup import FinderPopup
from ui.widgets.match_row import Match
from ui.widgets.type_ahead import offering

_ICONS = {"track": "music", "scene": "clapperboard", "moment": "heart"}
_NAMES = {"track": Text("Track"), "scene": Text("Scene"), "moment": Text("Favourite")}
_LINK = Text("Link a track, scene or favourite moment")
_Key = tuple[str, int]


class EntryLinks(QWidget):
    """Read `track_ids()`, `scene_ids()` and `moment_ids()` when the entry is saved.

    Signal: changed(), a link was added or removed.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.targets = LinkTargets(context, self)
        self._chips: dict[_Key, RemovableChip] = {}
        self._add = QuietButton(str(_LINK), "link")
        self._add.clicked.connect(self.open_field)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        self._flow.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(holder)

    def show_entry(self, entry: Entry) -> None:
        self.show_links(entry.track_ids, entry.scene_ids, entry.moment_ids)

    def show_links(
        self, tracks: Iterable[TrackId], scenes: Iterable[SceneId], moments: Iterable[MomentId]
    ) -> None:
        """The links are there at once; their names follow as soon as they are read."""
        links = (
            [("track", int(link)) for link in tracks]
            + [("scene", int(link)) for link in scenes]
            + [("moment", int(link)) for link in moments]
        )
        for kind, link_id in links:
            self.add(Link(kind, link_id, str(_NAMES[kind])))
        if links:
            self.targets.hand_to(self._name_chips)

    def add(self, link: Link) -> None:
        key = (link.kind, link.id)
        if key in self._chips:
            return
        chip = self._chips[key] = RemovableChip(link.label)
        chip.removed.connect(lambda: self._remove(key))
        self._flow.takeAt(self._flow.count() - 1)
        self._flow.addWidget(chip)
        self._flow.addWidget(self._add)
        chip.show()
        self.updateGeometry()
        self.changed.emit()

    def track_ids(self) -> tuple[TrackId, ...]:
        return tuple(TrackId(link_id) for link_id in self._of("track"))

    def scene_ids(self) -> tuple[SceneId, ...]:
        return tuple(SceneId(link_id) for link_id in self._of("scene"))

    def moment_ids(self) -> tuple[MomentId, ...]:
        return tuple(MomentId(link_id) for link_id in self._of("moment"))

    def open_field(self) -> None:
        self.targets.hand_to(self._open_field)

    def _open_field(self, targets: Sequence[Link]) -> None:
        matches = offering(lambda: targets, lambda link: f"{link.label} {link.detail}", _match)
        popup = FinderPopup(self._add, str(_LINK), _("Find by name"), matches, self._take)
        popup.open_under(self._add)

    def _of(self, kind: str) -> Iterable[int]:
        return (link_id for of, link_id in self._chips if of == kind)

    def _name_chips(self, targets: Sequence[Link]) -> None:
        for link in targets:
            chip = self._chips.get((link.kind, link.id))
            if chip is not None:
                chip.rename(link.label)
        self.updateGeometry()

    def _remove(self, key: _Key) -> None:
        chip = self._chips.pop(key)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()
        self.changed.emit()

    def _take(self, link: object) -> None:
        assert isinstance(link, Link)
        self.add(link)


def _match(link: Link) -> Match:
    return Match(link.label, link, link.detail, _ICONS[link.kind])
