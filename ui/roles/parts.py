"""The parts of the page: those of a role, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.roles.chain import ChainPart
from ui.roles.impression.card import ImpressionCard
from ui.roles.intensity.card import IntensityCard
from ui.roles.lists import RoleLists
from ui.roles.nobody import without_scenes
from ui.roles.sections import Section, sections_of
from ui.roles.sung import SungCard
from ui.roles.versions import VersionsCard
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.roles.leading import RoleLeading
    from ui.roles.shown import ShownRole
    from ui.story_line.waves import LineWaves
    from ui.story_music.ribbon.painting import StillOf

_WIDE_PX, _TIGHT_PX, _HIGH_PX, _EMPTY_PX = 960, 560, 620, 220


class RoleParts(QWidget):
    """The signals are those of its parts."""

    def __init__(
        self,
        context: Context,
        waves: LineWaves,
        still_of: StillOf,
        leading: RoleLeading,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._waves, self._leading = waves, leading
        self.impression = ImpressionCard()
        self.versions = VersionsCard(context, waves)
        self.chain = ChainPart(context, still_of)
        self.intensity = IntensityCard()
        self.lists = RoleLists(waves)
        self.sung = SungCard()
        self.no_scenes = without_scenes(leading.open_track)
        self.no_scenes.setMinimumHeight(scaled_px(_EMPTY_PX))
        self._parts: dict[Section, tuple[QWidget, ...]] = {
            Section.IMPRESSION: (self.impression,),
            Section.VERSIONS: (self.versions,),
            Section.CHAIN: (self.chain,),
            Section.INTENSITY: (self.intensity,),
            Section.LISTS: (self.no_scenes, self.lists),
            Section.SUNG: (self.sung,),
        }
        self._order: tuple[Section, ...] = ()
        self.lacks_dynamics = False  # which its role would show
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.l)
        for parts in self._parts.values():
            for part in parts:
                part.setParent(self)
                part.hide()

    def show_role(self, shown: ShownRole, *, is_other: bool) -> None:
        """is_other: another track than before."""
        track = shown.track
        row = track.track
        shape = self._waves.shape(int(row.id))
        self.impression.show_impression(track.impression, row.duration_ms, shape)
        self.versions.show_versions(track.versions, int(row.id))
        self.chain.show_role(shown, self._leading)
        self.intensity.show_dynamics(track.dynamics, row.duration_ms)
        self.lists.show_track(track, is_other=is_other)
        self.sung.show_lines(track.sung, is_other=is_other)
        self._arrange(sections_of(track.role))
        self.lacks_dynamics = track.dynamics is None and Section.INTENSITY in self._order
        has_scenes = bool(track.cues or track.cues_covered)
        self.no_scenes.setVisible(self._order[0] is Section.LISTS and not has_scenes)

    def learn_waves(self, track_id: int) -> bool:
        """More waves are known. Returns whether more can be told than is shown."""
        self.impression.picture.show_shape(self._waves.shape(track_id))
        return self.chain.learns_more(self._waves)

    def show_head(self, at_ms: float) -> None:
        """The playhead in the track that is shown; below 0 for none."""
        self.impression.picture.show_head(at_ms)
        self.intensity.picture.show_head(at_ms)

    def focus_first(self) -> None:
        """What the role is for."""
        first = self._order[0] if self._order else Section.IMPRESSION
        if first is Section.CHAIN:
            self.chain.focus()
        elif first is Section.INTENSITY:
            self.intensity.focus()
        elif first is Section.LISTS and not self.no_scenes.isHidden():
            self.no_scenes.setFocus()
        else:
            self.impression.focus()

    def fit(self, wide_px: int, high_px: int) -> None:
        """To the room that the page has."""
        is_narrow, is_low = wide_px < scaled_px(_WIDE_PX), high_px < scaled_px(_HIGH_PX)
        self.impression.fit(is_narrow=is_narrow, is_low=is_low)
        self.versions.fit(is_narrow=is_narrow)
        self.chain.fit(is_narrow=is_narrow)
        self.intensity.fit(is_low=is_low)
        self.lists.fit(is_narrow=is_narrow, is_tight=wide_px < scaled_px(_TIGHT_PX))

    def _arrange(self, order: tuple[Section, ...]) -> None:
        """What the sections of other roles would say is hidden; those that may have nothing to say
        hide themselves.
        """
        if order != self._order:
            self._order = order
            for parts in self._parts.values():
                for part in parts:
                    self._column.removeWidget(part)
            for section in order:
                for part in self._parts[section]:
                    self._column.addWidget(part)
        for section, parts in self._parts.items():
            if section not in order:
                for part in parts:
                    part.hide()
            elif section not in (Section.VERSIONS, Section.LISTS, Section.SUNG):
                parts[0].show()
