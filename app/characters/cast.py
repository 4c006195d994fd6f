"""Who is the same person in several works of a saga."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from app.core.ids import CharacterId, WorkId
from app.core.search_text import name_key
from app.story.covering import Covering
from app.story.records import Character


class Cast:
    """Each work has characters of its own; who has the same name in several works of one saga is
    taken for one person. Not so a name that two have in one work (“Guard”), nor anybody covered.
    """

    def __init__(self, characters: Iterable[Character], covering: Covering) -> None:
        """characters: in the order of their works."""
        self._by_id = {one.id: one for one in characters}
        named: dict[str, list[Character]] = defaultdict(list)
        for one in self._by_id.values():
            if not covering.covers_character(one):
                named[name_key(one.name)].append(one)
        self._same: dict[CharacterId, tuple[CharacterId, ...]] = {}
        for people in named.values():
            if max(Counter(one.work_id for one in people).values()) == 1:
                ids = tuple(one.id for one in people)
                self._same.update(dict.fromkeys(ids, ids))

    def __getitem__(self, character_id: CharacterId) -> Character:
        return self._by_id[character_id]

    def same(self, character_id: CharacterId) -> frozenset[CharacterId]:
        """This one, and whoever is the same person in another work."""
        return frozenset(self._same.get(character_id, (character_id,)))

    def known_as(self, character_id: CharacterId, beside: WorkId) -> Character:
        """The same person in this work; else in the first one that they are in."""
        same = [self._by_id[key] for key in self._same.get(character_id, (character_id,))]
        return next((one for one in same if one.work_id == beside), same[0])

    def everywhere(self, wanted: Collection[CharacterId]) -> frozenset[CharacterId]:
        return frozenset[CharacterId]().union(*map(self.same, wanted))
