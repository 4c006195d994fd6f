"""The story as a tree of values: what is shown, in which order, and where scenes can move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.core.ids import EpisodeId, SceneId
from app.story.covering import OPEN, Covering
from app.story.records import Scene, Work
from ui.scenes.work_kinds import KIND_ICONS


class NodeRef(NamedTuple):
    """kind: “work”, “episode”, “scene” or “character”, as in the services."""

    kind: str
    id: int


class Place(NamedTuple):
    """Where a scene goes: into an episode (None: outside any), before a scene or to its end."""

    episode_id: EpisodeId | None
    before_id: SceneId | None


@dataclass(frozen=True, slots=True)
class Node:
    """One row of the tree. name: what F2 edits. count: the number of scenes below. is_covered: a
    spoiler whose title isn't to be seen.
    """

    ref: NodeRef
    label: str
    name: str
    icon: str = ""
    still: str | None = None
    is_spoiler: bool = False
    is_covered: bool = False
    count: int = 0
    children: tuple[Node, ...] = ()


def story_nodes(
    works: Iterable[Work], scenes: Sequence[Scene], covering: Covering = OPEN
) -> tuple[Node, ...]:
    return tuple(
        _work_node(work, [scene for scene in scenes if scene.work_id == work.id], covering)
        for work in works
    )


def step_place(work: Node, scene_id: int, step: int) -> Place | None:
    """The place one step up (-1) or down (1) in the story; None at either end.

    work: the node with the scene. From the end of an episode a scene moves into the next one.
    """
    shelves = _shelves(work)
    number = next((n for n, (_, ids) in enumerate(shelves) if scene_id in ids), None)
    if number is None:
        return None
    episode_id, ids = shelves[number]
    index = ids.index(scene_id)
    if step < 0 and index > 0:
        return Place(episode_id, SceneId(ids[index - 1]))
    if step > 0 and index < len(ids) - 1:
        return Place(episode_id, _at(ids, index + 2))
    beside = number + step
    if not 0 <= beside < len(shelves):
        return None
    other_id, others = shelves[beside]
    return Place(other_id, None if step < 0 else _at(others, 0))


def _shelves(work: Node) -> list[tuple[EpisodeId | None, list[int]]]:
    """The scenes of each episode, then those outside any."""
    found: list[tuple[EpisodeId | None, list[int]]] = [
        (EpisodeId(node.ref.id), [scene.ref.id for scene in node.children])
        for node in work.children
        if node.ref.kind == "episode"
    ]
    outside = [node.ref.id for node in work.children if node.ref.kind == "scene"]
    return [*found, (None, outside)]


def _at(ids: list[int], index: int) -> SceneId | None:
    return SceneId(ids[index]) if index < len(ids) else None


def _work_node(work: Work, scenes: Sequence[Scene], covering: Covering) -> Node:
    told: dict[EpisodeId | None, list[Node]] = defaultdict(list)
    for scene in scenes:
        told[scene.episode_id].append(_scene_node(scene, covering))
    episodes = [
        Node(
            NodeRef("episode", episode.id),
            covering.episode_words(episode, work.progress),
            episode.title,
            count=len(told[episode.id]),
            children=tuple(told[episode.id]),
        )
        for episode in work.episodes
    ]
    return Node(
        NodeRef("work", work.id),
        work.title,
        work.title,
        KIND_ICONS[work.kind],
        count=len(scenes),
        children=(*episodes, *told[None]),
    )


def _scene_node(scene: Scene, covering: Covering) -> Node:
    is_covered = covering.covers(scene)
    return Node(
        NodeRef("scene", scene.id),
        covering.title(scene),
        scene.title,
        "clapperboard",
        None if is_covered else scene.still,
        scene.is_spoiler or scene.is_ahead,
        is_covered,
    )
