"""A work at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.core.ids import SceneId, ThemeId, TrackId, WorkId
from app.library.records import TrackRow
from app.story.covering import ThemeName
from app.story.records import Character, Cue, Scene, Work
from app.story.sagas import Saga


@dataclass(frozen=True, slots=True)
class AlbumRest:
    """The tracks of an album that belong to no work, while others of it are a work's music."""

    album: str
    track_ids: tuple[TrackId, ...]


@dataclass(frozen=True)
class WorkGlance:
    """scenes: in story order. cues: to its scenes, in the order in which the story plays them.
    tracks: its music, in the library's order: what belongs to it or plays in its scenes. heard:
    those of them that were ever listened to. feelings: emotional tags on them. echoes: of the work
    and its tracks. themes: by name; theme_cues: the cues in which each of them returns. saga: the
    one that it is in. album_rests: what else is on the albums of its music.
    """

    work: Work
    scenes: tuple[Scene, ...] = ()
    cues: tuple[Cue, ...] = ()
    tracks: tuple[TrackRow, ...] = ()
    heard: frozenset[TrackId] = frozenset()
    feelings: int = 0
    echoes: int = 0
    cast: tuple[Character, ...] = ()
    themes: tuple[ThemeName, ...] = ()
    theme_cues: Mapping[ThemeId, frozenset[int]] = field(default_factory=dict)
    saga: Saga | None = None
    album_rests: tuple[AlbumRest, ...] = ()

    @cached_property
    def scenes_with_music(self) -> frozenset[SceneId]:
        return frozenset(cue.scene.id for cue in self.cues)

    @cached_property
    def tracks_with_scene(self) -> frozenset[TrackId]:
        return frozenset(cue.track_id for cue in self.cues)

    @property
    def tracks_without_scene(self) -> tuple[TrackRow, ...]:
        return tuple(row for row in self.tracks if row.id not in self.tracks_with_scene)

    @property
    def scenes_without_music(self) -> tuple[Scene, ...]:
        return tuple(one for one in self.scenes if one.id not in self.scenes_with_music)

    @property
    def has_something(self) -> bool:
        """Whether there is anything to show on its page."""
        return bool(self.scenes or self.tracks)

    def cues_with(self, who: Character) -> tuple[Cue, ...]:
        """In whose scenes they appear."""
        return tuple(
            cue for cue in self.cues if any(one.id == who.id for one in cue.scene.characters)
        )

    def cues_of(self, theme_id: ThemeId) -> tuple[Cue, ...]:
        """In which the theme returns."""
        wanted = self.theme_cues.get(theme_id, frozenset())
        return tuple(cue for cue in self.cues if cue.id in wanted)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A work to choose. saga_id: of the saga that it is in."""

    id: WorkId
    uid: str
    title: str
    saga_id: int | None
    has_something: bool
