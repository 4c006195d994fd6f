"""Writes a plan into the journal, inside one unit of work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.core.ids import WorkId
from app.core.jobs import JobContext
from app.story_import.cleaning import same
from app.story_import.placing import place_scenes
from app.story_import.plan import Plan, PlannedRow, PlannedScene, PlannedWork, State
from app.transactions import changes
from app.transactions.ledger import Writing
from db.models.character import Character as CharacterRow
from db.models.scene import Scene as SceneRow
from db.models.scene import SceneCharacter
from db.models.work import Episode as EpisodeRow
from db.models.work import Work as WorkRow
from db.repositories import rows

# New characters get these in turn, because each has a line of its own along the story. They stand
# out against both themes, and neighbours against one another.
_COLOURS = (
    "#9C5BB5", "#3C8A55", "#D2691E", "#3E72C0", "#BF4A69", "#7D8A1E", "#0E8A9C", "#8C6C51",
)  # fmt: skip
_KINDS = (changes.WORK, changes.EPISODE, changes.CHARACTER, changes.SCENE)

Kept = Mapping[Path, str]  # the pictures that were copied, and their names in the journal


def apply(writing: Writing, plan: Plan, pictures: Kept, job: JobContext) -> tuple[WorkId, ...]:
    """pictures: one that isn't among them is left out. Returns the works it went to."""
    writing.kinds.update(_KINDS)
    total, done = sum(plan.counts.values()), 0
    works = []
    for work in plan.works:
        applying = _Applying(writing, work, pictures)
        job.report(done, total, work.row.title)
        works.append(applying.write())
        done += sum(work.counts.values())
    return tuple(works)


class _Applying:
    def __init__(self, writing: Writing, plan: PlannedWork, pictures: Kept) -> None:
        self._writing = writing
        self._plan = plan
        self._pictures = pictures
        self._work_id = 0
        self._people: dict[str, int] = {}
        self._new: list[Any] = []  # scenes that have no place in the story yet

    def write(self) -> WorkId:
        session = self._writing.session
        work = self._row(WorkRow, self._plan.row)
        session.flush()
        self._work_id = work.id
        self._writing.ids.add(work.id)
        self._write_people()
        episodes = [(self._of_work(EpisodeRow, e.row, _numbers(e.key)), e) for e in
                    self._plan.episodes]  # fmt: skip
        session.flush()
        told = [(episode.key, self._scenes(row.id, episode.scenes)) for row, episode in episodes]
        outside = self._scenes(None, self._plan.scenes)
        session.flush()
        place_scenes(session, self._work_id, [*told, (None, outside)], self._new)
        self._write_appearances([*(scene for _key, scenes in told for scene in scenes), *outside])
        session.flush()
        return WorkId(work.id)

    def _write_people(self) -> None:
        made = []
        for number, who in enumerate(self._plan.characters):
            colour = {"colour": _COLOURS[number % len(_COLOURS)]}
            made.append((same(who.title), self._of_work(CharacterRow, who, colour)))
        self._writing.session.flush()
        self._people = {key: row.id for key, row in made}

    def _scenes(self, episode_id: int | None, planned: tuple[PlannedScene, ...]) -> list[Any]:
        where = {"episode_id": episode_id}
        found = [self._of_work(SceneRow, scene.row, where) for scene in planned]
        pairs = zip(found, planned, strict=True)
        self._new += [row for row, scene in pairs if scene.row.row_id is None]
        return found

    def _write_appearances(self, scene_rows: list[Any]) -> None:
        for row, scene in zip(scene_rows, self._plan.all_scenes(), strict=True):
            for who in dict.fromkeys(self._people[same(name)] for name in scene.people):
                self._writing.session.add(SceneCharacter(scene_id=row.id, character_id=who))

    def _of_work(self, model: Any, planned: PlannedRow, where: Mapping[str, Any]) -> Any:
        return self._row(model, planned, {"work_id": self._work_id, **where})

    def _row(self, model: Any, planned: PlannedRow, where: Mapping[str, Any] | None = None) -> Any:
        """where: what only a new row is given."""
        values = self._stored(planned.values)
        if planned.row_id is None:
            row = model(**{**(where or {}), **values})
            self._writing.session.add(row)
            return row
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
