"""Where a scene that is dragged over the tree would go."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTreeWidgetItem

from ui.story.drop_place import drop_place
from ui.story.story_nodes import NodeRef, Place
from ui.story.tree_delegate import REF

WORK, OTHER = NodeRef("work", 1), NodeRef("work", 2)
FIRST, SECOND = NodeRef("episode", 1), NodeRef("episode", 2)
HARBOUR, STAR, OUTSIDE, ELSEWHERE = (NodeRef("scene", number) for number in range(1, 5))


def items() -> dict[NodeRef, QTreeWidgetItem]:
    """Two works; in one an episode of two scenes, an empty one, and a scene outside of both."""
    made: dict[NodeRef, QTreeWidgetItem] = {}

    def add(ref: NodeRef, above: NodeRef | None) -> None:
        made[ref] = QTreeWidgetItem()
        made[ref].setData(0, REF, ref)
        if above is not None:
            made[above].addChild(made[ref])

    add(WORK, None)
    for ref, above in ((FIRST, WORK), (HARBOUR, FIRST), (STAR, FIRST), (SECOND, WORK)):
        add(ref, above)
    add(OUTSIDE, WORK)
    add(OTHER, None)
    add(ELSEWHERE, OTHER)
    return made


@pytest.mark.parametrize(
    ("target", "is_below", "place"),
    [
        (HARBOUR, False, Place(1, 1)),  # type: ignore[arg-type]
        (HARBOUR, True, Place(1, 2)),  # type: ignore[arg-type]
        (STAR, True, Place(1, None)),  # type: ignore[arg-type]
        (SECOND, False, Place(2, None)),  # type: ignore[arg-type]
        (WORK, False, Place(None, None)),
        (ELSEWHERE, False, None),
        (OTHER, True, None),
    ],
)
def test_a_scene_goes_before_behind_or_into_what_it_is_dropped_on(
    target: NodeRef, is_below: bool, place: Place | None
) -> None:
    made = items()
    assert drop_place(made[OUTSIDE], made[target], is_below=is_below) == place


def test_a_scene_may_stand_outside_of_every_episode() -> None:
    made = items()
    assert drop_place(made[STAR], made[OUTSIDE], is_below=False) == Place(None, OUTSIDE.id)  # type: ignore[arg-type]
