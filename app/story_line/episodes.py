"""Which scenes of a story line belong to which episode."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from app.core.ids import EpisodeId, WorkId
from app.story.covering import Covering
from app.story.records import Progress
from app.story_line.records import LineEpisode, LineScene, LineWork


def episodes_of(
    works: Sequence[LineWork],
    rows: Iterable[Any],
    scenes: Sequence[LineScene],
    scene_rows: Sequence[Any],
    covering: Covering,
) -> tuple[LineEpisode, ...]:
    """In story order; an episode without scenes after what comes before it by its numbers.

    scene_rows: the scenes' rows. An episode in which the story is twice is there twice.
    """
    known = {row.id: row for row in rows}
    progress = {work.id: work.progress for work in works}
    ahead = _only_ahead(scene_rows)
    found: list[LineEpisode] = []
    for work in works:
        runs = [
            _episode(known.get(key), work, places, progress, ahead, covering)
            for key, places in _runs(scenes, work.id)
        ]
        told = {run.id for run in runs}
        for row in known.values():
            if row.work_id == work.id and row.id not in told:
                at = _place_among(runs, row)
                first = runs[at].first if at < len(runs) else _end_of(scenes, work.id)
                places = range(first, first)
                runs.insert(at, _episode(row, work, places, progress, ahead, covering))
        found += runs
    return tuple(found)


def _runs(scenes: Sequence[LineScene], work_id: WorkId) -> Iterable[tuple[EpisodeId | None, range]]:
    its = [(place, scene) for place, scene in enumerate(scenes) if scene.work_id == work_id]
    for key, run in groupby(its, key=lambda pair: pair[1].episode_id):
        places = [place for place, _scene in run]
        yield key, range(places[0], places[-1] + 1)


def _episode(
    row: Any | None,
    work: LineWork,
    places: range,
    progress: Mapping[WorkId, Progress | None],
    ahead: Mapping[int, bool],
    covering: Covering,
) -> LineEpisode:
    if row is None:
        return LineEpisode(None, work.id, None, None, "", places.start, places.stop)
    is_covered = covering.is_on and _is_ahead(row, progress[work.id], ahead)
    return LineEpisode(
        EpisodeId(row.id),
        work.id,
        row.season_number,
        row.number,
        "" if is_covered else row.title,
        places.start,
        places.stop,
        is_covered,
    )


def _is_ahead(row: Any, progress: Progress | None, ahead: Mapping[int, bool]) -> bool:
    """By its numbers; in a work whose progress is a scene, if all of its scenes are."""
    if progress is None:
        return False
    if progress.season is not None and progress.number is not None:
        return bool((row.season_number, row.number) > (progress.season, progress.number))
    return ahead.get(row.id, False)


def _only_ahead(scene_rows: Iterable[Any]) -> dict[int, bool]:
    """By episode, whether all of its scenes are."""
    found: dict[int, bool] = {}
    for row in scene_rows:
        if row.episode_id is not None:
            found[row.episode_id] = found.get(row.episode_id, True) and bool(row.is_ahead)
    return found


def _place_among(runs: Sequence[LineEpisode], row: Any) -> int:
    """After the last episode before it."""
    rank = (row.season_number, row.number)
    before = [
        place
        for place, run in enumerate(runs)
        if run.season is not None and run.number is not None and (run.season, run.number) < rank
    ]
    return before[-1] + 1 if before else 0


def _end_of(scenes: Sequence[LineScene], work_id: WorkId) -> int:
    return max((n + 1 for n, one in enumerate(scenes) if one.work_id == work_id), default=0)
