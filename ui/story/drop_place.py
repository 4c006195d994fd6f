"""Where a scene dragged over the story tree would be dropped."""

from __future__ import annotations

from PySide6.QtWidgets import QTreeWidgetItem

from app.core.ids import EpisodeId, SceneId
from ui.story.story_nodes import NodeRef, Place
from ui.story.tree_delegate import REF


def drop_place(scene: QTreeWidgetItem, target: QTreeWidgetItem, *, is_below: bool) -> Place | None:
    """Where a drop on `target` would put the scene's row; None where it can't go.

    is_below: after the target, if that is a scene, instead of before it.
    """
    if _root(target) is not _root(scene):
        return None
    ref: NodeRef = target.data(0, REF)
    if ref.kind != "scene":
        return Place(EpisodeId(ref.id) if ref.kind == "episode" else None, None)
    if is_below:
        return Place(_episode_of(target), _scene_after(target))
    return Place(_episode_of(target), SceneId(ref.id))


def _root(item: QTreeWidgetItem) -> QTreeWidgetItem:
    above = item.parent()
    return item if above is None else _root(above)


def _episode_of(item: QTreeWidgetItem) -> EpisodeId | None:
    above = item.parent()
    ref: NodeRef | None = None if above is None else above.data(0, REF)
    return EpisodeId(ref.id) if ref is not None and ref.kind == "episode" else None


def _scene_after(item: QTreeWidgetItem) -> SceneId | None:
    above = item.parent()
    after = None if above is None else above.child(above.indexOfChild(item) + 1)
    return None if after is None else SceneId(after.data(0, REF).id)
