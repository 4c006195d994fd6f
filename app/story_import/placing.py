"""Gives many new scenes their places at once, each after the one before it in its list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.story import ordering
from app.story.new_rows import renumber
from app.story_import.cleaning import same
from db.repositories import scenes

Key = tuple[int, int]  # season and number of an episode


def place_scenes(
    session: Any, work_id: int, told: Sequence[tuple[Key | None, Sequence[Any]]]
) -> None:
    """told: by episode (None: outside of any), scenes in the order of the list. Those that were
    there stay where they are; the new ones, which aren't added to the session yet, get their
    places.
    """
    before = scenes.in_story_order(session, work_id)
    known = set(map(id, before))
    fresh = {id(row) for _key, rows in told for row in rows if id(row) not in known}
    if not fresh:
        return
    by_id = scenes.episode_ranks(session, work_id)
    ranks = [by_id.get(row.episode_id or 0, ordering.OUTSIDE) for row in before]
    after = _Order(before, ranks)
    for key, rows in told:
        after.insert(ordering.OUTSIDE if key is None else key, rows, fresh)
    if not _number(after.rows, fresh):
        renumber(session, work_id, before, after.rows)


class _Order:
    """All scenes of a work in story order, with the ranks of their episodes."""

    def __init__(self, rows: Sequence[Any], ranks: Sequence[Key]) -> None:
        self.rows = list(rows)
        self._ranks = list(ranks)

    def insert(self, rank: Key, rows: Sequence[Any], fresh: set[int]) -> None:
        """Scenes with the same title, which are told apart by their order, come in the list's."""
        at = self._first(rank, rows, fresh)
        named: dict[str, Any] = {}
        for row in rows:
            before = named.get(same(row.title))
            named[same(row.title)] = row
            if id(row) in fresh:
                if before is not None:
                    at = max(at, self.rows.index(before) + 1)
                self.rows.insert(at, row)
                self._ranks.insert(at, rank)
                at += 1
            else:
                at = self.rows.index(row) + 1

    def _first(self, rank: Key, rows: Sequence[Any], fresh: set[int]) -> int:
        """Where a list begins: before the first scene of it that is there, or at the end."""
        for row in rows:
            if id(row) not in fresh:
                return self.rows.index(row)
        return ordering.end_of_episode(self._ranks, rank)


def _number(rows: Sequence[Any], fresh: set[int]) -> bool:
    """Gives the new ones numbers between their neighbours'. Returns whether there was room."""
    at = 0
    while at < len(rows):
        if id(rows[at]) not in fresh:
            at += 1
            continue
        end = at
        while end < len(rows) and id(rows[end]) in fresh:
            end += 1
        first = rows[at - 1].story_order if at else None
        last = rows[end].story_order if end < len(rows) else None
        numbers = ordering.orders_between(first, last, end - at)
        if numbers is None:
            return False
        for row, number in zip(rows[at:end], numbers, strict=True):
            row.story_order = number
        at = end
    return True
