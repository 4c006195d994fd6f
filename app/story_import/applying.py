"""Writes a plan into the journal, inside one unit of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.core.ids import WorkId
from app.core.jobs import JobContext
from app.story.sagas import put_among
from app.story_import.cleaning import same
from app.story_import.placing import place_scenes
from app.story_import.plan import (
    Plan,
    PlannedEpisode,
    PlannedRow,
    PlannedSaga,
    PlannedScene,
    PlannedWork,
    State,
)
from app.transactions import changes
from app.transactions.ledger import Writing
from db.models.character import Character as CharacterRow
from db.models.scene import Scene as SceneRow
from db.models.scene import SceneCharacter
from db.models.work import Episode as EpisodeRow
from db.models.work import Saga as SagaRow
from db.models.work import Work as WorkRow
from db.repositories import rows, sagas, scenes
from db.writing import bulk_rows

# New characters get these in turn, because each has a line of its own along the story. They stand
# out against both themes, and neighbours against one another.
_COLOURS = (
    "#9C5BB5", "#3C8A55", "#D2691E", "#3E72C0", "#BF4A69", "#7D8A1E", "#0E8A9C", "#8C6C51",
)  # fmt: skip
_KINDS = (changes.WORK, changes.EPISODE, changes.CHARACTER, changes.SCENE)

_NO_YEAR = 1 << 30
_APPEARS: Any = SceneCharacter.__table__
_AT_ONCE = 200  # rows

Kept = Mapping[Path, str]  # the pictures that were copied, and their names in the journal


def apply(writing: Writing, plan: Plan, pictures: Kept, job: JobContext) -> tuple[WorkId, ...]:
    """pictures: one that isn't among them is left out. Returns the works it went to."""
    writing.kinds.update(_KINDS)
    steps = _Steps(job, sum(plan.counts.values()))
    works = [_Applying(writing, work, pictures, steps).write() for work in plan.works]
    for saga in plan.sagas:
        steps.take(1, saga.row.title)
        _join(writing, saga, [works[place] for place in saga.parts])
    return tuple(works)


def _join(writing: Writing, saga: PlannedSaga, work_ids: Sequence[WorkId]) -> None:
    """Each behind those of its year and before."""
    session, saga_id = writing.session, saga.row.row_id
    if saga_id is None:
        saga_id = rows.add(session, SagaRow, **saga.row.values).id
    writing.kinds.add(changes.SAGA)
    writing.ids.add(saga_id)
    for work_id in work_ids:
        others = sagas.works_of(session, saga_id)
        row = writing.unit.get(WorkRow, work_id)
        later = (n for n, other in enumerate(others) if _year(other) > _year(row))
        row.saga_id = saga_id
        put_among(row, others, next(later, len(others)))
        session.flush()


def _year(work: WorkRow) -> int:
    return _NO_YEAR if work.year is None else work.year


class _Steps:
    """How many rows of how many are written."""

    def __init__(self, job: JobContext, total: int) -> None:
        self._job = job
        self._total = total
        self._done = 0

    def take(self, rows: int, label: str) -> None:
        """Raises JobCancelled."""
        self._done += rows
        self._job.report(self._done, self._total, label)


class _Applying:
    def __init__(self, writing: Writing, plan: PlannedWork, pictures: Kept, steps: _Steps) -> None:
        self._writing = writing
        self._plan = plan
        self._pictures = pictures
        self._steps = steps
        self._work_id = 0
        self._people: dict[str, int] = {}
        self._there: list[SceneRow] = []

    def write(self) -> WorkId:
        session, plan = self._writing.session, self._plan
        self._steps.take(0, plan.row.title)
        work = self._row(WorkRow, plan.row)
        session.add(work)
        session.flush()
        self._work_id = work.id
        self._writing.ids.add(work.id)
        # Held, because each of them is asked for: one question instead of thousands.
        self._there = scenes.in_story_order(session, self._work_id)
        self._write_people()
        told = [(e.key, self._scenes(row.id, e.scenes)) for row, e in self._write_episodes()]
        outside = self._scenes(None, plan.scenes)
        place_scenes(session, self._work_id, [*told, (None, outside)])
        made = [*(row for _key, rows_of in told for row in rows_of), *outside]
        self._write_in_parts(made)
        self._write_appearances(made)
        return WorkId(work.id)

    def _write_episodes(self) -> list[tuple[Any, PlannedEpisode]]:
        planned = self._plan.episodes
        made = [(self._of_work(EpisodeRow, e.row, _numbers(e.key)), e) for e in planned]
        self._write_in_parts([row for row, _episode in made])
        return made

    def _write_in_parts(self, made: Sequence[Any]) -> None:
        """So that it can be cancelled on the way."""
        for start in range(0, len(made), _AT_ONCE):
            part = made[start : start + _AT_ONCE]
            self._writing.session.add_all(part)
            self._writing.session.flush()
            self._steps.take(len(part), self._plan.row.title)

    def _write_people(self) -> None:
        made = []
        for number, who in enumerate(self._plan.characters):
            colour = {"colour": _COLOURS[number % len(_COLOURS)]}
            made.append((same(who.title), self._of_work(CharacterRow, who, colour)))
        self._write_in_parts([row for _key, row in made])
        self._people = {key: row.id for key, row in made}

    def _scenes(self, episode_id: int | None, planned: tuple[PlannedScene, ...]) -> list[Any]:
        where = {"episode_id": episode_id}
        return [self._of_work(SceneRow, scene.row, where) for scene in planned]

    def _write_appearances(self, scene_rows: list[Any]) -> None:
        pairs = [
            {"scene_id": row.id, "character_id": who}
            for row, scene in zip(scene_rows, self._plan.all_scenes(), strict=True)
            for who in dict.fromkeys(self._people[same(name)] for name in scene.people)
        ]
        bulk_rows.add(self._writing.unit, _APPEARS, pairs)

    def _of_work(self, model: Any, planned: PlannedRow, where: Mapping[str, Any]) -> Any:
        return self._row(model, planned, {"work_id": self._work_id, **where})

    def _row(self, model: Any, planned: PlannedRow, where: Mapping[str, Any] | None = None) -> Any:
        """A new one, which isn't added yet, or the one that is there. where: what only a new one is
        given.
        """
        values = self._stored(planned.values)
        if planned.row_id is None:
            return model(**{**(where or {}), **values})
        row = self._writing.unit.get(model, planned.row_id)
        if planned.state is State.FILLED:
            rows.edit(row, values, frozenset(values))
        return row

    def _stored(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """With the names of the pictures in place of their paths."""
        stored = {
            name: self._pictures.get(value) if isinstance(value, Path) else value
            for name, value in values.items()
        }
        return {name: value for name, value in stored.items() if value is not None}


def _numbers(key: tuple[int, int]) -> dict[str, int]:
    return {"season_number": key[0], "number": key[1]}
