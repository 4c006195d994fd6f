"""Reads the story of a character, or of two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.characters.felt_there import FeltAlong
from app.characters.records import (
    CharacterStory,
    Partner,
    PlacedScene,
    TheirCue,
    TheirReturn,
    TheirTheme,
)
from app.characters.writing_about import written_about
from app.core.ids import CharacterId, WorkId
from app.core.timecode import Span
from app.story.covering import Covering
from app.story.reading import read_characters
from app.story.records import Character
from app.story_line.records import LineReturn, LineTheme, StoryLine
from app.story_line.service import StoryLines
from app.transactions.ledger import Ledger
from db.queries import characters as queries


class CharacterStories:
    """Only reads; whatever the covering covers is only counted."""

    def __init__(self, ledger: Ledger, story_lines: StoryLines) -> None:
        self._ledger = ledger
        self._story_lines = story_lines

    def read(self, wanted: Sequence[CharacterId], covering: Covering) -> CharacterStory:
        """wanted: one, or two of the same work.

        Raises LookupError when there is no such character, and when two are of different works.
        """
        with self._ledger.read() as connection:
            works = queries.work_ids(connection, wanted)
            missing = [key for key in wanted if key not in works]
            if missing or len(set(works.values())) != 1:
                raise LookupError(f"no characters of one work: {tuple(wanted)}")
            work_id = WorkId(next(iter(works.values())))
            cast = {one.id: one for one in read_characters(connection, work_id)}
        line = self._story_lines.read(work_id, covering)
        people = tuple(cast[key] for key in dict.fromkeys(wanted))
        hidden = frozenset(one.id for one in people if covering.covers_character(one))
        if hidden:
            return CharacterStory(line.works[0], people, hidden)
        return self._story(line, people, cast, covering)

    def known(self, uids: Sequence[str], covering: Covering) -> tuple[CharacterId, ...]:
        """Whom these uids name, if all of them are there; else who is in most scenes and isn't
        covered. Empty while nobody is in any.
        """
        with self._ledger.read() as connection:
            found = queries.by_uids(connection, uids)
            if uids and all(uid in found for uid in uids):
                return tuple(CharacterId(found[uid]) for uid in uids)
            rows = queries.by_scenes(connection)
        seen = (row.id for row in rows if not covering.covers_character(row))
        return tuple(CharacterId(key) for key in seen)[:1]

    def _story(
        self,
        line: StoryLine,
        people: tuple[Character, ...],
        cast: dict[CharacterId, Character],
        covering: Covering,
    ) -> CharacterStory:
        ids = {one.id for one in people}
        places = [n for n, scene in enumerate(line.scenes) if ids <= set(scene.character_ids)]
        along = _Along(line)
        cues = tuple(along.cues(places))
        with self._ledger.read() as connection:
            scene_ids = [line.scenes[place].id for place in places]
            written, written_covered = written_about(connection, scene_ids, cues, covering)
        return CharacterStory(
            work=line.works[0],
            people=people,
            scenes=tuple(along.placed(place) for place in places),
            cues=cues,
            themes=along.themes(places, ids),
            partners=_partners(line, people[0], cast),
            written=written,
            written_covered=written_covered,
            covered=tuple(one.id for one in line.scenes if one.is_covered),
            seen_until=line.seen_until,
        )


class _Along:
    """What lies along a story line, in the words of this room."""

    def __init__(self, line: StoryLine) -> None:
        self._line = line
        self._felt = FeltAlong(line.felt, line.emotions)
        self._labels = {
            place: episode.label
            for episode in line.episodes
            for place in range(episode.first, episode.end)
        }
        self._cues = {cue.id: cue for scene in line.scenes for cue in scene.cues}

    def placed(self, place: int) -> PlacedScene:
        return PlacedScene(self._line.scenes[place], self._labels.get(place, ""))

    def cues(self, places: Sequence[int]) -> list[TheirCue]:
        return [
            TheirCue(
                self.placed(place),
                cue,
                self._line.tracks[cue.track_id],
                self._felt.between(place, cue.id, cue.start_ms, cue.end_ms),
                self._felt.stretches(place, cue.id, cue.start_ms, cue.end_ms),
            )
            for place in places
            for cue in sorted(self._line.scenes[place].cues, key=lambda one: one.start_ms)
        ]

    def themes(self, places: Sequence[int], ids: set[CharacterId]) -> tuple[TheirTheme, ...]:
        there = set(places)
        on_ids = {self._line.scenes[place].id for place in places}
        found = [self._theme(theme, there, ids) for theme in self._line.themes]
        heard = [theme for theme in found if theme.returns]

        def rank(one: TheirTheme) -> tuple[bool, float, int]:
            many = len(one.returns)
            on = sum(1 for each in one.returns if each.at.scene.id in on_ids)
            return not one.is_theirs, -on / many, -many

        return tuple(sorted(heard, key=rank))

    def _theme(self, theme: LineTheme, there: set[int], ids: set[CharacterId]) -> TheirTheme:
        is_theirs = ids <= set(theme.character_ids)
        returns = tuple(
            self._return(one) for one in theme.returns if is_theirs or one.scene in there
        )
        return TheirTheme(theme.id, theme.name, theme.colour, is_theirs, returns)

    def _return(self, one: LineReturn) -> TheirReturn:
        cue = self._cues[one.cue_id]
        start, end = one.span.start_ms, one.span.end_ms
        heard = Span(max(start, cue.span.start_ms), max(min(end, cue.span.end_ms), start))
        felt = self._felt.between(one.scene, one.cue_id, one.start_ms, one.end_ms)
        track = self._line.tracks[one.track_id]
        at = self.placed(one.scene)
        return TheirReturn(at, one.occurrence_id, cue, track, heard, felt, one.is_home)


def _partners(
    line: StoryLine, person: Character, cast: dict[CharacterId, Character]
) -> tuple[Partner, ...]:
    together: Counter[CharacterId] = Counter()
    for scene in line.scenes:
        if person.id in scene.character_ids:
            together.update(key for key in scene.character_ids if key != person.id)
    found = [Partner(cast[key], many) for key, many in together.items()]
    return tuple(sorted(found, key=lambda one: (-one.scenes, one.character.name)))
