"""What lies along a story line, in the words of this room."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.characters.felt_there import FeltAlong
from app.characters.records import PlacedScene, TheirCue, TheirReturn, TheirTheme
from app.core.ids import CharacterId, SceneId, TrackId
from app.core.timecode import Span
from app.story_line.records import LineCue, LineReturn, LineTheme, StoryLine

Groups = Sequence[frozenset[CharacterId]]  # for each person, who they are in the works


class Along:
    """line: of one work, or of a saga."""

    def __init__(self, line: StoryLine) -> None:
        self._line = line
        self._felt = FeltAlong(line.felt, line.emotions)
        self._labels = {
            place: episode.label
            for episode in line.episodes
            for place in range(episode.first, episode.end)
        }
        self._works = {one.id: one.title for one in line.works} if len(line.works) > 1 else {}
        self._cues = {cue.id: cue for scene in line.scenes for cue in scene.cues}

    def placed(self, place: int) -> PlacedScene:
        scene = self._line.scenes[place]
        return PlacedScene(scene, self._labels.get(place, ""), self._works.get(scene.work_id, ""))

    def cues(self, places: Sequence[int]) -> list[TheirCue]:
        return [
            self._cue(place, cue)
            for place in places
            for cue in sorted(self._line.scenes[place].cues, key=lambda one: one.start_ms)
        ]

    def cues_of(self, track_id: TrackId) -> list[TheirCue]:
        """Along the story; those in covered scenes are left out."""
        return [
            self._cue(place, cue)
            for place, scene in enumerate(self._line.scenes)
            for cue in scene.cues
            if cue.track_id == track_id
        ]

    def whole(self, theme: LineTheme) -> TheirTheme:
        """All of its returns."""
        returns = tuple(self._return(one) for one in theme.returns)
        return TheirTheme(theme.id, theme.name, theme.colour, True, returns)

    @property
    def seen_until(self) -> str:
        """The last place of which anything isn't covered, “S2 E1”; of several works, in which."""
        seen = [place for place, one in enumerate(self._line.scenes) if not one.is_covered]
        return self.placed(seen[-1]).where if seen else ""

    @property
    def covered(self) -> tuple[SceneId, ...]:
        return tuple(one.id for one in self._line.scenes if one.is_covered)

    def places_of(self, groups: Groups) -> list[int]:
        """Of the scenes with all of them."""
        scenes = enumerate(self._line.scenes)
        return [n for n, one in scenes if _are_among(groups, one.character_ids)]

    def themes(self, places: Sequence[int], groups: Groups) -> tuple[TheirTheme, ...]:
        there = set(places)
        on_ids = {self._line.scenes[place].id for place in places}
        found = [self._theme(theme, there, groups) for theme in self._line.themes]
        heard = [theme for theme in found if theme.returns]

        def rank(one: TheirTheme) -> tuple[bool, float, int]:
            many = len(one.returns)
            on = sum(1 for each in one.returns if each.at.scene.id in on_ids)
            return not one.is_theirs, -on / many, -many

        return tuple(sorted(heard, key=rank))

    def _theme(self, theme: LineTheme, there: set[int], groups: Groups) -> TheirTheme:
        is_theirs = _are_among(groups, theme.character_ids)
        returns = tuple(
            self._return(one) for one in theme.returns if is_theirs or one.scene in there
        )
        return TheirTheme(theme.id, theme.name, theme.colour, is_theirs, returns)

    def _cue(self, place: int, cue: LineCue) -> TheirCue:
        where = place, cue.id, cue.start_ms, cue.end_ms
        return TheirCue(
            self.placed(place),
            cue,
            self._line.tracks[cue.track_id],
            self._felt.between(*where),
            self._felt.stretches(*where),
        )

    def _return(self, one: LineReturn) -> TheirReturn:
        cue = self._cues[one.cue_id]
        start, end = one.span.start_ms, one.span.end_ms
        heard = Span(max(start, cue.span.start_ms), max(min(end, cue.span.end_ms), start))
        felt = self._felt.between(one.scene, one.cue_id, one.start_ms, one.end_ms)
        track = self._line.tracks[one.track_id]
        at = self.placed(one.scene)
        return TheirReturn(at, one.occurrence_id, cue, track, heard, felt, one.is_home)


def _are_among(groups: Groups, ids: Collection[CharacterId]) -> bool:
    return all(not group.isdisjoint(ids) for group in groups)
