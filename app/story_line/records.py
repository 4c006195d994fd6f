"""The story line as values. Scenes are named by their place in `StoryLine.scenes`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.ids import (
    CharacterId,
    CueId,
    EpisodeId,
    OccurrenceId,
    SceneId,
    ThemeId,
    TrackId,
    WorkId,
)
from app.core.timecode import Span
from app.emotions.records import Emotion
from app.story.records import Progress, episode_label

if TYPE_CHECKING:
    from app.story_line.felt import FeltMarks


@dataclass(frozen=True, slots=True)
class LineWork:
    """One of the works that the line runs through. progress: None where nothing is said."""

    id: WorkId
    uid: str
    title: str
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class LineEpisode:
    """Scenes of one episode that follow one another: `first` is the place of the first of them, end
    that after the last. An episode without scenes has one that is empty.

    id: None for scenes outside of episodes. title: empty while it is covered, which an episode is
    that comes after what the listener has seen.
    """

    id: EpisodeId | None
    work_id: WorkId
    season: int | None
    number: int | None
    title: str
    first: int
    end: int
    is_covered: bool = False

    @property
    def label(self) -> str:
        """“S1 E1”; empty outside of episodes."""
        return episode_label(self.season, self.number, None)


@dataclass(frozen=True, slots=True)
class LineTrack:
    """A track of the work. is_heard: something of it was."""

    id: TrackId
    title: str
    artist: str
    album: str
    duration_ms: int
    role: str
    cover: str | None
    is_heard: bool


@dataclass(frozen=True, slots=True)
class LineCue:
    """A passage of a track that plays in a scene. start_ms: in the scene; as the cue says, or else
    after the cue before. offset_ms: as the cue says; None where it doesn't.
    """

    id: CueId
    uid: str
    track_id: TrackId
    span: Span
    start_ms: int
    offset_ms: int | None

    @property
    def end_ms(self) -> int:
        """In the scene."""
        return self.start_ms + self.span.duration_ms

    def track_ms(self, scene_ms: float) -> int:
        """The place in the track that plays at a place of the scene, held inside the cue."""
        into = min(max(0, round(scene_ms) - self.start_ms), self.span.duration_ms)
        return self.span.start_ms + into


@dataclass(frozen=True, slots=True)
class LineScene:
    """A scene; of one that is covered, only what tells nothing: id, work and episode.

    span: in the episode. length_ms: its own, and at least until its music is over; 0 if neither is
    known. cues: in the order in which they play.
    """

    id: SceneId
    work_id: WorkId
    episode_id: EpisodeId | None
    is_covered: bool = False
    title: str = ""
    summary: str = ""
    still: str | None = None
    span: Span | None = None
    length_ms: int = 0
    cues: tuple[LineCue, ...] = ()
    character_ids: tuple[CharacterId, ...] = ()

    def cue_at(self, scene_ms: float) -> LineCue | None:
        """The music at a place of the scene; of several the one that began last."""
        here = (cue for cue in self.cues if cue.start_ms <= scene_ms < cue.end_ms)
        return max(here, key=lambda cue: cue.start_ms, default=None)


@dataclass(frozen=True, slots=True)
class LineCharacter:
    """scenes: places of those they are in."""

    id: CharacterId
    work_id: WorkId
    name: str
    colour: str
    portrait: str | None
    scenes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LineReturn:
    """Where a theme plays in a scene. span: in the track. start_ms, end_ms: in the scene. is_home:
    the theme is stated here.
    """

    occurrence_id: OccurrenceId
    scene: int
    cue_id: CueId
    track_id: TrackId
    span: Span
    start_ms: int
    end_ms: int
    is_home: bool


@dataclass(frozen=True, slots=True)
class LineTheme:
    """A theme that returns in these scenes. returns: confirmed ones, along the story; one that
    plays in two scenes is there twice.
    """

    id: ThemeId
    name: str
    colour: str
    character_ids: tuple[CharacterId, ...]
    returns: tuple[LineReturn, ...]


@dataclass(frozen=True, slots=True)
class LineCounts:
    """Of everything, also of what is covered. heard: tracks of which something was. set_to_music:
    scenes with a cue.
    """

    tracks: int = 0
    heard: int = 0
    scenes: int = 0
    set_to_music: int = 0
    covered: int = 0

    @property
    def without_music(self) -> int:
        return self.scenes - self.set_to_music


@dataclass(frozen=True, slots=True)
class StoryLine:
    """scenes: in story order, work by work. episodes: theirs, and those without scenes. tracks: of
    the works, in the album's order, and all that play in a scene. emotions: those that were felt,
    calm ones first: the order in which they are stacked. characters_later, themes_later: how many
    there are that are covered.
    """

    works: tuple[LineWork, ...]
    episodes: tuple[LineEpisode, ...]
    scenes: tuple[LineScene, ...]
    felt: FeltMarks
    emotions: tuple[Emotion, ...] = ()
    characters: tuple[LineCharacter, ...] = ()
    themes: tuple[LineTheme, ...] = ()
    tracks: Mapping[TrackId, LineTrack] = field(default_factory=dict)
    tracks_without_scene: tuple[TrackId, ...] = ()
    characters_later: int = 0
    themes_later: int = 0
    counts: LineCounts = LineCounts()

    @property
    def seen_until(self) -> str:
        """The label of the last episode of which anything isn't covered, “S2 E1”."""
        seen = [
            one.label
            for one in self.episodes
            if any(not scene.is_covered for scene in self.scenes[one.first : one.end])
        ]
        return seen[-1] if seen else ""

    def place_of(self, scene_id: int | None) -> int | None:
        """A scene's place; None when it isn't here."""
        ids = (place for place, scene in enumerate(self.scenes) if scene.id == scene_id)
        return next(ids, None)

    def place_of_cue(self, cue_id: int) -> tuple[int, LineCue] | None:
        """The place of a cue's scene, and the cue; None when it isn't here, or is covered."""
        for place, scene in enumerate(self.scenes):
            for cue in scene.cues:
                if cue.id == cue_id:
                    return place, cue
        return None

    def places_of_track(self, track_id: int, track_ms: int) -> tuple[tuple[int, int], ...]:
        """Where a place of a track is: pairs of a scene's place and the ms in it."""
        return tuple(
            (place, cue.start_ms + track_ms - cue.span.start_ms)
            for place, scene in enumerate(self.scenes)
            for cue in scene.cues
            if cue.track_id == track_id and cue.span.contains(track_ms)
        )

    def episode_of(self, place: int) -> LineEpisode:
        """Raises LookupError for a place where no scene is."""
        for episode in self.episodes:
            if episode.first <= place < episode.end:
                return episode
        raise LookupError(f"no scene at {place}")
