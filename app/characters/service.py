"""Reads the story of a character, or of two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.characters.along import Along
from app.characters.records import CharacterStory, Partner
from app.characters.writing_about import written_about
from app.core.ids import CharacterId, WorkId
from app.story.covering import Covering
from app.story.reading import read_characters
from app.story.records import Character
from app.story_line.records import StoryLine
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
        along = Along(line)
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
            covered=line.counts.covered,
            seen_until=line.seen_until,
        )


def _partners(
    line: StoryLine, person: Character, cast: dict[CharacterId, Character]
) -> tuple[Partner, ...]:
    together: Counter[CharacterId] = Counter()
    for scene in line.scenes:
        if person.id in scene.character_ids:
            together.update(key for key in scene.character_ids if key != person.id)
    found = [Partner(cast[key], many) for key, many in together.items()]
    return tuple(sorted(found, key=lambda one: (-one.scenes, one.character.name)))
