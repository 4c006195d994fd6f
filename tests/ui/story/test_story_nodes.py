"""Where a scene is in the tree, and where moving it one step leads."""

from __future__ import annotations

import pytest

from app.core.ids import SceneId
from ui.story.story_nodes import Node, NodeRef, Place, step_place


def scene(number: int) -> Node:
    return Node(NodeRef("scene", number), "", "")


WORK = Node(
    NodeRef("work", 1),
    "",
    "",
    children=(
        Node(NodeRef("episode", 1), "", "", children=(scene(1), scene(2))),
        Node(NodeRef("episode", 2), "", ""),
        scene(3),
    ),
)


@pytest.mark.parametrize(
    ("scene_id", "step", "place"),
    [
        (1, 1, Place(1, None)),  # type: ignore[arg-type]
        (2, -1, Place(1, SceneId(1))),  # type: ignore[arg-type]
        (2, 1, Place(2, None)),  # type: ignore[arg-type]
        (3, -1, Place(2, None)),  # type: ignore[arg-type]
        (1, -1, None),
        (3, 1, None),
        (9, 1, None),
    ],
)
def test_a_step_leads_to_the_neighbour_or_the_next_episode(
    scene_id: int, step: int, place: Place | None
) -> None:
    assert step_place(WORK, scene_id, step) == place
