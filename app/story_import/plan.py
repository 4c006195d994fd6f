"""What taking something in would do: what is new, what fills a gap, and what stays as it is.

Only empty fields are filled: nothing that was typed is replaced. Whatever is planned was compared
with the journal by title, year and kind (works), numbers (episodes), title within the episode
(scenes) and name (characters); so a second time there is nothing left to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from app.core.ids import WorkId
from app.story.records import WorkKind
from app.story_import.records import PASTED, NotTaken, Place


class What(StrEnum):
    SAGA = "saga"
    WORK = "work"
    CHARACTER = "character"
    EPISODE = "episode"
    SCENE = "scene"


class State(StrEnum):
    NEW = "new"
    FILLED = "filled"
    UNCHANGED = "unchanged"


class WorkNamed(NamedTuple):
    """A work by what it is called: the one of the journal, or else a new one. kind, year: None
    where nothing is said, which fits any.
    """

    title: str
    kind: WorkKind | None = None
    year: int | None = None


# The work that a list belongs to; None: as the list itself says.
Aim = WorkId | WorkNamed | None


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """values: the columns to write; a picture is the path it is copied from. filled: those of a row
    that is there; kept: those that are found otherwise and stay as they were typed. place: where it
    was found. is_covered: it comes after what the listener has seen, or is marked as a spoiler.
    """

    what: What
    title: str
    row_id: int | None
    values: Mapping[str, Any]
    kept: tuple[str, ...] = ()
    place: Place = PASTED
    is_covered: bool = False

    @property
    def state(self) -> State:
        if self.row_id is None:
            return State.NEW
        return State.FILLED if self.values else State.UNCHANGED


@dataclass(frozen=True, slots=True)
class PlannedScene:
    """people: who appears in it from now on, by name; empty where that stays as it is. named: all
    whom the list names.
    """

    row: PlannedRow
    people: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        is_filled = self.row.state is State.UNCHANGED and self.people
        return State.FILLED if is_filled else self.row.state

    @property
    def filled(self) -> tuple[str, ...]:
        """The fields that are filled in a scene that is there."""
        names = tuple(self.row.values) if self.row.row_id is not None else ()
        return (*names, "characters") if self.people and self.row.row_id is not None else names


@dataclass(frozen=True, slots=True)
class PlannedEpisode:
    """key: its season and number."""

    row: PlannedRow
    key: tuple[int, int]
    scenes: tuple[PlannedScene, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """scenes: those outside of episodes. joins: the name of the saga that it becomes a part of."""

    row: PlannedRow
    characters: tuple[PlannedRow, ...] = ()
    episodes: tuple[PlannedEpisode, ...] = ()
    scenes: tuple[PlannedScene, ...] = ()
    joins: str = ""

    @property
    def state(self) -> State:
        is_filled = self.row.state is State.UNCHANGED and self.joins
        return State.FILLED if is_filled else self.row.state

    @property
    def filled(self) -> tuple[str, ...]:
        """The fields that are filled in a work that is there."""
        if self.row.row_id is None:
            return ()
        return (*self.row.values, "saga") if self.joins else tuple(self.row.values)

    @property
    def counts(self) -> Counter[tuple[What, State]]:
        rows = (*self.characters, *(episode.row for episode in self.episodes))
        counts = Counter((row.what, row.state) for row in rows)
        counts[What.WORK, self.state] += 1
        counts.update((What.SCENE, scene.state) for scene in self.all_scenes())
        return counts

    def all_scenes(self) -> Iterator[PlannedScene]:
        for episode in self.episodes:
            yield from episode.scenes
        yield from self.scenes

    def pictures(self) -> Iterator[Path]:
        """Those that are copied."""
        rows = (self.row, *self.characters, *(scene.row for scene in self.all_scenes()))
        for row in rows:
            yield from (value for value in row.values.values() if isinstance(value, Path))


@dataclass(frozen=True, slots=True)
class PlannedSaga:
    """parts: the places of the works that come into it, among those of the plan, in order."""

    row: PlannedRow
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """not_taken: what isn't understood, or can't be kept."""

    works: tuple[PlannedWork, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    sagas: tuple[PlannedSaga, ...] = ()
    counts: Counter[tuple[What, State]] = field(default_factory=Counter)

    @classmethod
    def of(
        cls,
        works: tuple[PlannedWork, ...],
        not_taken: tuple[NotTaken, ...],
        sagas: tuple[PlannedSaga, ...] = (),
    ) -> Plan:
        counts = Counter((saga.row.what, saga.row.state) for saga in sagas)
        return cls(works, not_taken, sagas, sum((work.counts for work in works), counts))

    @property
    def changes_nothing(self) -> bool:
        return not self.how_many(State.NEW) and not self.how_many(State.FILLED)

    def how_many(self, state: State, what: What | None = None) -> int:
        return sum(
            count
            for (kind, its_state), count in self.counts.items()
            if its_state is state and what in (None, kind)
        )

    def pictures(self) -> list[Path]:
        """Those that are copied, each once."""
        return list(dict.fromkeys(path for work in self.works for path in work.pictures()))
