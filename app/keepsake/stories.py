"""The story of a work as a keepsake tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import EmotionId, TrackId
from app.core.words import dotted
from app.keepsake.records import KeptEpisode, KeptLine, KeptPassage, KeptScene, KeptStory
from app.story.covering import Covering
from app.story.records import Character, Work
from app.story_line.records import LineEpisode, LineScene, StoryLine


@dataclass(frozen=True)
class StoryMaking:
    """lines: of each track. is_whole: scenes in whose music nothing was marked are told, too."""

    work: Work
    line: StoryLine
    lines: Mapping[TrackId, Sequence[KeptLine]]
    is_whole: bool

    def story(self, cast: Sequence[Character], covering: Covering) -> KeptStory | None:
        """None where there is nothing to tell."""
        episodes = tuple(one for one in map(self._episode, self.line.episodes) if one.scenes)
        if not episodes and not self.is_whole:
            return None
        shown = {name for episode in episodes for scene in episode.scenes for name in scene.people}
        return KeptStory(
            title=self.work.title,
            year=self.work.year,
            note=self.work.note,
            picture=self.work.picture,
            cast=tuple(
                person
                for person in cast
                if not covering.covers_character(person) and (self.is_whole or person.name in shown)
            ),
            episodes=episodes,
        )

    def _episode(self, episode: LineEpisode) -> KeptEpisode:
        scenes = [
            self._scene(place, self.line.scenes[place])
            for place in range(episode.first, episode.end)
            if not self.line.scenes[place].is_covered
        ]
        kept = tuple(scene for scene in scenes if self.is_whole or scene.felt)
        return KeptEpisode(dotted(episode.label, episode.title), kept)

    def _scene(self, place: int, scene: LineScene) -> KeptScene:
        names = {one.id: one.name for one in self.line.characters}
        return KeptScene(
            title=scene.title,
            summary=scene.summary,
            still=scene.still,
            people=tuple(names[key] for key in scene.character_ids if key in names),
            music=tuple(
                KeptPassage(cue.track_id, self.line.tracks[cue.track_id].title, cue.span)
                for cue in scene.cues
            ),
            themes=tuple(
                theme.name
                for theme in self.line.themes
                if any(one.scene == place for one in theme.returns)
            ),
            felt=self._felt(scene),
        )

    def _felt(self, scene: LineScene) -> dict[EmotionId, int]:
        """Of what is in the keepsake; a mark in two passages counts once."""
        marks = {
            line.uid: line.emotion.id
            for cue in scene.cues
            for line in self.lines.get(cue.track_id, ())
            if line.emotion is not None
            and not line.is_expressed
            and line.span is not None
            and line.span.overlaps(cue.span)
        }
        return dict(Counter(marks.values()).most_common())
