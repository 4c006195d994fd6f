"""Makes the plan: compares what was found with what the journal has."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.core.timecode import Span
from app.core.words import _
from app.story import reading
from app.story.records import Character, Progress, Scene, Work, WorkKind, episode_label
from app.story_import.aims import aimed
from app.story_import.cleaning import same
from app.story_import.overview import whole_scene
from app.story_import.plan import (
    Aim,
    Plan,
    PlannedEpisode,
    PlannedRow,
    PlannedScene,
    PlannedWork,
    What,
)
from app.story_import.records import Found, FoundEpisode, FoundScene, FoundWork
from app.story_import.saga_plan import SagaPlan
from db.queries import story

if TYPE_CHECKING:
    from db.store.engine import Connection

Key = tuple[int, int]


def make_plan(connection: Connection, found: Found, aim: Aim) -> Plan:
    """Raises LookupError when the work that it is to go to is gone."""
    aims, nowhere = aimed(found, aim, reading.read_works(connection))
    sagas = SagaPlan(story.sagas(connection))
    works = tuple(_Comparing(connection, work, known, sagas).plan() for work, known in aims)
    years = [work.year if known is None else known.year or work.year for work, known in aims]
    return Plan.of(works, (*found.not_taken, *nowhere), sagas.planned(works, years))


class _Comparing:
    """One work that was found, with the one of the journal."""

    def __init__(
        self, connection: Connection, found: FoundWork, known: Work | None, sagas: SagaPlan
    ) -> None:
        self._found = found
        self._known = known
        self._sagas = sagas
        cast: tuple[Character, ...] = ()
        scenes: tuple[Scene, ...] = ()
        if known is not None:
            cast = reading.read_characters(connection, known.id)
            rows = story.scenes_of_work(connection, known.id)
            scenes = reading.read_scenes(connection, rows)
        self._cast = {same(who.name): who for who in reversed(cast)}
        self._episodes = {(e.season_number, e.number): e for e in reversed(_episodes(known))}
        self._scenes: dict[int | None, list[Scene]] = defaultdict(list)
        for scene in scenes:
            self._scenes[scene.episode_id].append(scene)
        self._progress = None if known is None else known.progress

    def plan(self) -> PlannedWork:
        episodes = tuple(self._episode(episode) for episode in self._found.episodes)
        last = self._scenes_at(None, self._found.scenes, is_ahead=self._progress is not None)
        scenes = [scene for episode in episodes for scene in episode.scenes] + list(last)
        joins = self._sagas.joined_by(self._found, self._known)
        return PlannedWork(self._work(), self._characters(scenes), episodes, last, joins)

    def _work(self) -> PlannedRow:
        found, known = self._found, self._known
        says = {"year": found.year, "note": found.plot, "picture": found.poster}
        if known is None:
            kind = found.kind or (WorkKind.SERIES if found.episodes else WorkKind.FILM)
            values = {"kind": str(kind), "title": found.title, **_said(says)}
            return PlannedRow(What.WORK, found.title, None, values, place=found.place)
        has = {"year": known.year, "note": known.note, "picture": known.picture}
        row = _filled(What.WORK, known.title, known.id, says, has, found)
        if self._sagas.is_elsewhere(found, known):
            return replace(row, kept=(*row.kept, "saga"))
        return row

    def _episode(self, found: FoundEpisode) -> PlannedEpisode:
        known = self._episodes.get(found.key)
        says = {"title": found.title}
        if known is None:
            row = PlannedRow(What.EPISODE, _label(found.key, found.title), None, says,
                             place=found.place)  # fmt: skip
        else:
            label = _label(found.key, known.title or found.title)
            has = {"title": known.title}
            row = _filled(What.EPISODE, label, known.id, says, has, found)
        there = [] if known is None else self._scenes[known.id]
        scenes = found.scenes or whole_scene(found, known, there)
        is_ahead = _is_ahead(found.key, self._progress)
        at = None if known is None else known.id
        planned = self._scenes_at(at, scenes, is_ahead=is_ahead, is_new=known is None)
        return PlannedEpisode(row, found.key, planned)

    def _scenes_at(
        self,
        episode_id: int | None,
        found: Sequence[FoundScene],
        *,
        is_ahead: bool,
        is_new: bool = False,
    ) -> tuple[PlannedScene, ...]:
        """Scenes with the same title are told apart by their order."""
        there: dict[str, deque[Scene]] = defaultdict(deque)
        for told in () if is_new else self._scenes[episode_id]:
            there[same(told.title)].append(told)
        planned = []
        for scene in found:
            known = there[same(scene.title)]
            planned.append(_scene(scene, known.popleft() if known else None, is_ahead))
        return tuple(planned)

    def _characters(self, scenes: Iterable[PlannedScene]) -> tuple[PlannedRow, ...]:
        """Those the files tell of, then those who only appear in scenes."""
        says: dict[str, dict[str, Any]] = {}
        names: dict[str, str] = {}
        covered: dict[str, bool] = {}
        for who in self._found.characters:
            key = same(who.name)
            names.setdefault(key, who.name)
            note = _("Played by {actor}", actor=who.actor) if who.actor else ""
            known = says.setdefault(key, {"note": "", "portrait": None})
            known["note"] = known["note"] or note
            known["portrait"] = known["portrait"] or who.portrait
        for scene in scenes:
            for name in scene.named:
                key = same(name)
                if name not in scene.people and key not in self._cast:
                    continue  # the scene keeps its own, so nobody needs to be added
                names.setdefault(key, name)
                covered[key] = covered.get(key, True) and scene.row.is_covered
        return tuple(
            self._character(key, name, says.get(key, {}), is_covered=covered.get(key, False))
            for key, name in names.items()
        )

    def _character(
        self, key: str, name: str, says: Mapping[str, Any], *, is_covered: bool
    ) -> PlannedRow:
        known = self._cast.get(key)
        place = self._found.place
        if known is None:
            values = {"name": name, **_said(says)}
            return PlannedRow(
                What.CHARACTER, name, None, values, place=place, is_covered=is_covered
            )
        has = {"note": known.note, "portrait": known.portrait}
        is_covered = known.is_ahead or known.is_spoiler
        return _filled(
            What.CHARACTER, known.name, known.id, says, has, self._found, is_covered=is_covered
        )


def _scene(found: FoundScene, known: Scene | None, is_ahead: bool) -> PlannedScene:
    says: dict[str, Any] = {"summary": found.summary, "still": found.still}
    if known is None:
        values = {"title": found.title, **_said({**says, **_times(found.span, None)})}
        row = PlannedRow(
            What.SCENE, found.title, None, values, place=found.place, is_covered=is_ahead
        )
        return PlannedScene(row, found.characters, found.characters)
    has: dict[str, Any] = {"summary": known.summary, "still": known.still}
    times = _times(found.span, known.span)
    if known.span is not None and "start_ms" in times:
        has["start_ms"] = known.span.start_ms
    row = _filled(
        What.SCENE,
        known.title,
        known.id,
        {**says, **times},
        has,
        found,
        is_covered=known.is_ahead or known.is_spoiler,
    )
    people = () if known.characters else found.characters
    return PlannedScene(row, people, found.characters)


def _times(found: Span | None, known: Span | None) -> dict[str, Any]:
    """What a found time says beyond the known one. A different start stands for all of it."""
    if found is None:
        return {}
    end = {} if found.is_point else {"end_ms": found.end_ms}
    if known is None:
        return {"start_ms": found.start_ms, **end}
    if found.start_ms == known.start_ms and (known.is_point or found.is_point):
        return end
    return {} if found == known else {"start_ms": found.start_ms}


def _filled(
    what: What,
    title: str,
    row_id: int,
    says: Mapping[str, Any],
    has: Mapping[str, Any],
    found: FoundWork | FoundEpisode | FoundScene,
    *,
    is_covered: bool = False,
) -> PlannedRow:
    values = {name: value for name, value in _said(says).items() if has.get(name) in (None, "")}
    # A picture has another name in the journal: whether it is the same isn't asked.
    kept = tuple(
        name
        for name, value in _said(says).items()
        if name not in values and isinstance(value, str | int) and has.get(name) != value
    )
    return PlannedRow(what, title, row_id, values, kept, found.place, is_covered)


def _said(says: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in says.items() if value not in (None, "")}


def _episodes(work: Work | None) -> Sequence[Any]:
    return () if work is None else work.episodes


def _is_ahead(key: Key, progress: Progress | None) -> bool:
    if progress is None or progress.season is None or progress.number is None:
        return progress is not None and progress.story_order is not None
    return key > (progress.season, progress.number)


def _label(key: Key, title: str) -> str:
    return episode_label(*key, title)
