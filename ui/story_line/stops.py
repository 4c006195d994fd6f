"""What the keyboard, the table and a screen reader find on a story line, lane by lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from app.story_line.layout import Run, covered_runs
from app.story_line.records import (
    LineCharacter,
    LineCue,
    LineEpisode,
    LineReturn,
    LineTheme,
    StoryLine,
)


class LaneKind(StrEnum):
    """From top to bottom."""

    SCENES = "scenes"
    MUSIC = "music"
    FEELINGS = "feelings"
    PERSON = "person"
    THEME = "theme"


class LaneKey(NamedTuple):
    """id: of the character or theme; 0 of the lanes that are there once."""

    kind: LaneKind
    id: int = 0


class Stop(NamedTuple):
    """scene: its place; of covered scenes, that of the first of a run. item: the id of a cue or of
    an occurrence; 0 for the scene itself.
    """

    lane: LaneKey
    scene: int
    item: int = 0


class ShownEpisode(NamedTuple):
    """place: among all episodes of the line. is_season: a season or a work begins."""

    place: int
    episode: LineEpisode
    is_season: bool


SCENES, MUSIC, FEELINGS = map(LaneKey, (LaneKind.SCENES, LaneKind.MUSIC, LaneKind.FEELINGS))


@dataclass(frozen=True, eq=False)
class Stops:
    """Of one line. runs: its covered scenes."""

    line: StoryLine
    runs: tuple[Run, ...]
    lanes: tuple[LaneKey, ...]

    @classmethod
    def of(cls, line: StoryLine) -> Stops:
        people = (LaneKey(LaneKind.PERSON, person.id) for person in line.characters)
        themes = (LaneKey(LaneKind.THEME, theme.id) for theme in line.themes)
        return cls(line, covered_runs(line), (SCENES, MUSIC, FEELINGS, *people, *themes))

    @cached_property
    def episodes(self) -> tuple[ShownEpisode, ...]:
        """Those of which anything isn't covered; also those without scenes that were seen."""
        shown: list[ShownEpisode] = []
        before: LineEpisode | None = None
        for place, episode in enumerate(self.line.episodes):
            scenes = self.line.scenes[episode.first : episode.end]
            if episode.is_covered or (scenes and all(scene.is_covered for scene in scenes)):
                continue
            is_season = before is not None and (
                before.season != episode.season or before.work_id != episode.work_id
            )
            shown.append(ShownEpisode(place, episode, is_season))
            before = episode
        return tuple(shown)

    def along(self, lane: LaneKey) -> list[Stop]:
        """Of one lane, in story order."""
        return list(self._along(lane))

    def run_at(self, scene: int) -> Run | None:
        """The covered scenes among which a place is."""
        return next((run for run in self.runs if run.first <= scene < run.end), None)

    def nearest(self, lane: LaneKey, stop: Stop) -> Stop | None:
        """The stop of another lane in the same scene, or else in the nearest one."""
        return min(self._along(lane), key=lambda one: abs(one.scene - stop.scene), default=None)

    def person(self, lane: LaneKey) -> LineCharacter:
        return next(one for one in self.line.characters if one.id == lane.id)

    def theme(self, lane: LaneKey) -> LineTheme:
        return next(one for one in self.line.themes if one.id == lane.id)

    def cue(self, stop: Stop) -> LineCue | None:
        cues = self.line.scenes[stop.scene].cues
        return next((cue for cue in cues if cue.id == stop.item), None)

    def return_(self, stop: Stop) -> LineReturn | None:
        if stop.lane.kind is not LaneKind.THEME:
            return None
        found = (one for one in self.theme(stop.lane).returns if one.scene == stop.scene)
        return next((one for one in found if one.occurrence_id == stop.item), None)

    def is_here(self, stop: Stop) -> bool:
        """Whether it is still, or again, on the line."""
        return stop.lane in self.lanes and stop in self.along(stop.lane)

    def _along(self, lane: LaneKey) -> Iterator[Stop]:
        if lane.kind is LaneKind.PERSON:
            yield from (Stop(lane, scene) for scene in self.person(lane).scenes)
        elif lane.kind is LaneKind.THEME:
            returns = self.theme(lane).returns
            yield from (Stop(lane, one.scene, one.occurrence_id) for one in returns)
        else:
            yield from self._along_scenes(lane)

    def _along_scenes(self, lane: LaneKey) -> Iterator[Stop]:
        for place, scene in enumerate(self.line.scenes):
            if scene.is_covered:
                if lane == SCENES and (not place or not self.line.scenes[place - 1].is_covered):
                    yield Stop(lane, place)
            elif lane == MUSIC and scene.cues:
                yield from (Stop(lane, place, cue.id) for cue in scene.cues)
            else:
                yield Stop(lane, place)
