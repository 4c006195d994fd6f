"""What the page shows, and how it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.library.records import Role
from app.library.suggested_role import suggested_role
from app.roles.service import UNTOLD
from ui.roles.sections import Section, sections_of
from ui.story_music.bead_reading import BeadReading

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.characters.records import TheirTheme
    from app.core.ids import SceneId, ThemeId, TrackId, WorkId
    from app.library.records import TrackRow
    from app.roles.records import TrackInRole
    from app.story.covering import Covering
    from ui.story_music.bead import Bead


@dataclass(frozen=True, slots=True, eq=False)
class ShownRole:
    """theme: that the ribbon follows; None without one that returns along the story. looked_at:
    covered scenes that are uncovered for the moment.
    """

    track: TrackInRole
    theme: TheirTheme | None
    beads: tuple[Bead, ...]
    looked_at: frozenset[SceneId]


@dataclass(frozen=True, slots=True, eq=False)
class Roleless:
    """A work, or a library, in which no track has a role that says something. tracks: whose titles
    may suggest one.
    """

    tracks: tuple[TrackRow, ...]


@dataclass(frozen=True, slots=True)
class RoleQuestion:
    """track_id: whose role; without one, the first with a role in the work, or else in the library.
    theme_id: the theme to follow, if it returns on it.
    """

    track_id: TrackId | None = None
    work_id: WorkId | None = None
    theme_id: ThemeId | None = None


class RoleAsking:
    """On the thread of a job."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._beads = BeadReading(services)

    def answer(
        self, question: RoleQuestion, covering: Covering, looked_at: frozenset[SceneId]
    ) -> ShownRole | Roleless:
        """looked_at: scenes that the covering shows for the moment. Raises LookupError when the
        track or the work is gone.
        """
        track_id: TrackId | None = question.track_id
        others: tuple[TrackRow, ...] = ()
        if track_id is None:
            track_id, others = self._first_track(question.work_id)
        if track_id is None:
            return Roleless(others)
        track = self._services.roles.read(track_id, covering)
        wanted = [one for one in track.themes if one.id == question.theme_id] or track.themes[:1]
        theme = next(iter(wanted), None)
        if theme is None or Section.CHAIN not in sections_of(track.role):
            return ShownRole(track, theme, (), looked_at)
        return ShownRole(track, theme, self._beads.of_returns(theme), looked_at)

    def _first_track(self, work_id: WorkId | None) -> tuple[TrackId | None, tuple[TrackRow, ...]]:
        """With a role, in the work or else in the library; and the tracks without one."""
        if work_id is not None:
            of = self._services.roles.of_work(work_id)
            return of.first, of.others
        told = {str(role) for role in Role if role not in UNTOLD}
        rows = self._services.library.tracks()
        first = next((row.id for row in rows if row.role in told), None)
        # A library may have a hundred thousand: chips are made of few.
        return first, tuple(row for row in rows if first is None and suggested_role(row.title))
