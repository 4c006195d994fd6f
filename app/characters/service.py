"""Reads the story of a character, or of two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from app.characters.along import Along
from app.characters.cast import Cast
from app.characters.records import CharacterStory, Partner
from app.characters.writing_about import written_about
from app.core.ids import CharacterId, SagaId, WorkId
from app.story.covering import Covering
from app.story.reading import read_characters
from app.story.records import Character
from app.story_line.records import StoryLine
from app.story_line.service import StoryLines
from app.transactions.ledger import Ledger
from db.queries import characters as queries
from db.queries.story import works_in_sagas


class CharacterStories:
    """Only reads; whatever the covering covers is only counted."""

    def __init__(self, ledger: Ledger, story_lines: StoryLines) -> None:
        self._ledger = ledger
        self._story_lines = story_lines

    def read(self, wanted: Sequence[CharacterId], covering: Covering) -> CharacterStory:
        """wanted: one, or two of the same work or saga; across all works that they are in.

        Raises LookupError when there is no such character, and when two have no work in common.
        """
        ids = tuple(dict.fromkeys(wanted))
        with self._ledger.read() as connection:
            own = queries.work_ids(connection, ids)
            if any(key not in own for key in ids):
                raise LookupError(f"no such characters: {ids}")
            saga, works = _around(works_in_sagas(connection), {WorkId(key) for key in own.values()})
            people = [one for key in works for one in read_characters(connection, key)]
            cast = Cast(people, covering)
            there = queries.works_with(connection, cast.everywhere(ids)) | set(own.values())
        is_across = saga is not None and len(there.intersection(works)) > 1
        if saga is not None and is_across:
            line = self._story_lines.read_saga(saga, covering)
        else:
            line = self._story_lines.read(WorkId(own[ids[0]]), covering)
        return self._story(line, ids, cast, covering)

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
        self, line: StoryLine, ids: tuple[CharacterId, ...], cast: Cast, covering: Covering
    ) -> CharacterStory:
        people = tuple(cast[key] for key in ids)
        work = next(one for one in line.works if one.id == people[0].work_id)
        hidden = frozenset(one.id for one in people if covering.covers_character(one))
        if hidden:
            return CharacterStory(work, people, hidden)
        groups = [cast.same(key) for key in ids]
        along = Along(line)
        places = along.places_of(groups)
        cues = tuple(along.cues(places))
        with self._ledger.read() as connection:
            scene_ids = [line.scenes[place].id for place in places]
            written, written_covered = written_about(connection, scene_ids, cues, covering)
        return CharacterStory(
            work=work,
            people=people,
            scenes=tuple(along.placed(place) for place in places),
            cues=cues,
            themes=along.themes(places, groups),
            partners=_partners(line, people[0], cast),
            written=written,
            written_covered=written_covered,
            covered=along.covered,
            seen_until=along.seen_until,
        )


def _around(rows: Sequence[Any], work_ids: set[WorkId]) -> tuple[SagaId | None, Sequence[WorkId]]:
    """The saga of these works, and its works in order; a work in none is alone. rows: all works
    that are in a saga.
    """
    sagas = {row.saga_id for row in rows if row.id in work_ids}
    found = [WorkId(row.id) for row in rows if row.saga_id in sagas]
    if len(sagas) == 1 and work_ids <= set(found):
        return SagaId(sagas.pop()), found
    if len(work_ids) > 1:
        raise LookupError(f"no characters of one work or saga: {work_ids}")
    return None, list(work_ids)


def _partners(line: StoryLine, person: Character, cast: Cast) -> tuple[Partner, ...]:
    """Each person once, as whom they are in the work of the first."""
    same = cast.same(person.id)
    together: Counter[CharacterId] = Counter()
    for scene in line.scenes:
        if not same.isdisjoint(scene.character_ids):
            others = set(scene.character_ids) - same
            together.update({cast.known_as(key, person.work_id).id for key in others})
    found = [Partner(cast[key], many) for key, many in together.items()]
    return tuple(sorted(found, key=lambda one: (-one.scenes, one.character.name)))
