"""What is missing between the music and the story of a work, each with what would mend it.

Nothing is proposed that names a covered scene, or that moves a scene out of its episode.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.core.ids import EpisodeId, SceneId, TrackId
from app.library.records import TrackRow
from app.story.covering import Covering
from app.story.records import Scene
from app.works.likeness import likest
from app.works.records import AlbumRest, WorkGlance


@dataclass(frozen=True, slots=True)
class Missing:
    """All that is missing in a work."""

    rests: tuple[AlbumRest, ...] = ()
    tracks: tuple[LooseTrack, ...] = ()
    scenes: tuple[SilentScene, ...] = ()
    order: tuple[OddScene, ...] = ()


@dataclass(frozen=True, slots=True)
class LooseTrack:
    """A track that plays in no scene. scene: the one that is proposed; None for no idea."""

    track: TrackRow
    scene: Scene | None


@dataclass(frozen=True, slots=True)
class SilentScene:
    """A scene without music. track: the one that is proposed; None for no idea."""

    scene: Scene
    track: TrackRow | None


@dataclass(frozen=True, slots=True)
class OddScene:
    """A scene whose music comes at another place on the album than the scene in its episode.

    track: its first. before_id: the scene it would be moved before; None for the end of the
    episode. after: the scene it would then follow; None if it came first.
    """

    scene: Scene
    track: TrackRow
    before_id: SceneId | None
    after: Scene | None


def missing(glance: WorkGlance, covering: Covering) -> Missing:
    tracks = loose_tracks(glance, covering)
    silent, odd = _silent(glance, covering, tracks), odd_scenes(glance, covering)
    return Missing(glance.album_rests, tracks, silent, odd)


def loose_tracks(glance: WorkGlance, covering: Covering) -> tuple[LooseTrack, ...]:
    """In the library's order."""
    open_scenes = [scene for scene in glance.scenes if not covering.covers(scene)]
    silent = [scene for scene in open_scenes if scene.id not in glance.scenes_with_music]
    loose = glance.tracks_without_scene
    liked = likest([row.title for row in loose], [f"{one.title}" for one in open_scenes])
    found = []
    taken: set[SceneId] = set()
    for place, row in enumerate(loose):
        at = liked[place]
        scene = open_scenes[at] if at is not None else _by_order(row, glance, silent, taken)
        if scene is not None:
            taken.add(scene.id)
        found.append(LooseTrack(row, scene))
    return tuple(found)


def silent_scenes(glance: WorkGlance, covering: Covering) -> tuple[SilentScene, ...]:
    """In story order, without those that are covered."""
    return _silent(glance, covering, loose_tracks(glance, covering))


def _silent(
    glance: WorkGlance, covering: Covering, loose: Sequence[LooseTrack]
) -> tuple[SilentScene, ...]:
    silent = [one for one in glance.scenes_without_music if not covering.covers(one)]
    proposed = {one.scene.id: one.track for one in loose if one.scene is not None}
    liked = likest([one.title for one in silent], [row.title for row in glance.tracks])
    return tuple(
        SilentScene(one, glance.tracks[at] if at is not None else proposed.get(one.id))
        for one, at in zip(silent, liked, strict=True)
    )


def odd_scenes(glance: WorkGlance, covering: Covering) -> tuple[OddScene, ...]:
    """As few as would have to move for the story to follow the album, inside each episode."""
    found: list[OddScene] = []
    for scenes in _by_episode(one for one in glance.scenes if not covering.covers(one)):
        found += _odd_of(scenes, glance)
    return tuple(found)


def _by_order(
    row: TrackRow, glance: WorkGlance, silent: Sequence[Scene], taken: set[SceneId]
) -> Scene | None:
    """A scene without music between those of the tracks before and after it; else that of the
    track before it.
    """
    places = [one.id for one in glance.tracks]
    at = places.index(row.id)
    firsts = _first_scenes(glance)
    before = next((firsts[key] for key in reversed(places[:at]) if key in firsts), None)
    after = next((firsts[key] for key in places[at + 1 :] if key in firsts), None)
    low = float("-inf") if before is None else before.story_order
    high = float("inf") if after is None else after.story_order
    between = (one for one in silent if low < one.story_order < high and one.id not in taken)
    if before is None and after is None:
        return next(iter(between), None)
    known = {one.id for one in glance.scenes}
    fallback = before if before is not None and before.id in known and not before.is_ahead else None
    return next(between, fallback)


def _first_scenes(glance: WorkGlance) -> dict[TrackId, Scene]:
    """Where in the story each track is first heard."""
    found: dict[TrackId, Scene] = {}
    for cue in glance.cues:
        found.setdefault(cue.track_id, cue.scene)
    return found


def _by_episode(scenes: Iterable[Scene]) -> Iterator[list[Scene]]:
    groups: dict[EpisodeId | None, list[Scene]] = defaultdict(list)
    for scene in scenes:
        groups[scene.episode_id].append(scene)
    return iter(groups.values())


def _odd_of(scenes: Sequence[Scene], glance: WorkGlance) -> Iterator[OddScene]:
    place = {row.id: number for number, row in enumerate(glance.tracks)}
    first: dict[SceneId, tuple[int, int]] = {}
    for cue in glance.cues:
        if cue.track_id in place:
            where = (place[cue.track_id], cue.span.start_ms)
            first[cue.scene.id] = min(where, first.get(cue.scene.id, where))
    told = [one for one in scenes if one.id in first]
    kept = _longest_rising([first[one.id] for one in told])
    staying = [told[at] for at in kept]
    for at, scene in enumerate(told):
        if at not in kept:
            yield _moved(scene, first, scenes, staying, glance)


def _moved(
    scene: Scene,
    first: dict[SceneId, tuple[int, int]],
    scenes: Sequence[Scene],
    staying: Sequence[Scene],
    glance: WorkGlance,
) -> OddScene:
    """Right after the last of the others whose music comes before its own."""
    earlier = [one for one in staying if first[one.id] <= first[scene.id]]
    after = earlier[-1] if earlier else None
    others = [one for one in scenes if one.id != scene.id]
    at = 0 if after is None else others.index(after) + 1
    before_id = others[at].id if at < len(others) else None
    return OddScene(scene, glance.tracks[first[scene.id][0]], before_id, after)


def _longest_rising(values: Sequence[tuple[int, int]]) -> list[int]:
    """The places of a longest part that never falls: patience sorting."""
    ends: list[tuple[int, int]] = []
    places: list[int] = []
    before: list[int | None] = []
    for place, value in enumerate(values):
        at = bisect_left(ends, (value[0], value[1] + 1))  # equal ones may follow one another
        before.append(places[at - 1] if at else None)
        if at == len(ends):
            ends.append(value)
            places.append(place)
        else:
            ends[at], places[at] = value, place
    found: list[int] = []
    last = places[-1] if places else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]
