"""Scenes and tracks dragged along a story line: where they would go."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.ids import EpisodeId, SceneId

if TYPE_CHECKING:
    from app.story_line.layout import Layout
    from app.story_line.records import StoryLine
    from ui.story_line.view import LineView

_EDGE_PX = 32.0  # near it, the line moves on by itself
_PAN_PX = 14.0
_PAN_MS = 30
_BESIDE_PX = 3.0  # half of the gap between two scenes


class DropPlace(NamedTuple):
    """Into an episode, before a scene or at its end. x: of the line between, on the laid-out
    line.
    """

    episode_id: EpisodeId | None
    before_id: SceneId | None
    x: float


def drop_place(
    line: StoryLine, layout: Layout, x: float, moved: Collection[int]
) -> DropPlace | None:
    """moved: places of the scenes that are dragged. None among what is covered, among scenes of
    another work, and where nothing would move.
    """
    found = layout.at(x)
    if found is None:
        return None
    at, scenes = found[0], line.scenes
    is_after = x > (layout.x_of(at) + layout.right_of(at)) / 2
    if is_after:
        at += 1
    # Of the two neighbours, the one under the pointer says which episode.
    near = at - 1 if is_after else at
    is_covered = scenes[near].is_covered
    is_elsewhere = any(scenes[place].work_id != scenes[near].work_id for place in moved)
    if is_covered or is_elsewhere:
        return None
    is_end = at >= len(scenes) or scenes[at].episode_id != scenes[near].episode_id
    follows = _next_unmoved(line, at, moved, near) if not is_end else None
    if _stays(line, at, moved, near):
        return None
    edge = layout.right_of(near) + _BESIDE_PX if is_after else float(layout.lefts[near])
    edge = edge if is_after else edge - _BESIDE_PX
    before_id = None if follows is None else scenes[follows].id
    return DropPlace(scenes[near].episode_id, before_id, edge)


def moved_by(line: StoryLine, moved: Collection[int], by: int) -> DropPlace | None:
    """One place on (1) or back (-1), also into the next episode. None at the end of the story, and
    beside what is covered.
    """
    scenes = line.scenes
    beside = max(moved) + 1 if by > 0 else min(moved) - 1
    if not 0 <= beside < len(scenes) or scenes[beside].is_covered:
        return None
    if any(scenes[place].work_id != scenes[beside].work_id for place in moved):
        return None
    if by > 0:
        past = beside
        episode_id = scenes[past].episode_id
        if any(scenes[place].episode_id != episode_id for place in moved):
            return DropPlace(episode_id, scenes[past].id, 0.0)
        follows = past + 1
        is_last = follows >= len(scenes) or scenes[follows].episode_id != episode_id
        return DropPlace(episode_id, None if is_last else scenes[follows].id, 0.0)
    episode_id = scenes[beside].episode_id
    if any(scenes[place].episode_id != episode_id for place in moved):
        return DropPlace(episode_id, None, 0.0)
    return DropPlace(episode_id, scenes[beside].id, 0.0)


def _next_unmoved(line: StoryLine, at: int, moved: Collection[int], near: int) -> int | None:
    """Scenes can't go before one that goes with them."""
    episode_id = line.scenes[near].episode_id
    for place in range(at, len(line.scenes)):
        if line.scenes[place].episode_id != episode_id:
            return None
        if place not in moved:
            return place
    return None


def _stays(line: StoryLine, at: int, moved: Collection[int], near: int) -> bool:
    """Whether they would be where they are: in a row, and dropped beside themselves."""
    first, last = min(moved), max(moved)
    is_row = last - first + 1 == len(moved)
    is_same = all(line.scenes[n].episode_id == line.scenes[near].episode_id for n in moved)
    return is_row and is_same and first <= at <= last + 1


class EdgePan(QObject):
    """Moves the line on while something is held near its edge. Signal: moved()."""

    moved = Signal()

    def __init__(self, view: LineView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._by = 0.0
        self._timer = QTimer(self, interval=_PAN_MS)
        self._timer.timeout.connect(self._pan)

    def look(self, x: float) -> None:
        """x: in the field."""
        is_left, is_right = x < _EDGE_PX, x > self._view.width_px - _EDGE_PX
        self._by = -_PAN_PX if is_left else _PAN_PX if is_right else 0.0
        if self._by and not self._timer.isActive():
            self._timer.start()
        elif not self._by:
            self._timer.stop()

    def stop(self) -> None:
        self._timer.stop()

    def _pan(self) -> None:
        before = self._view.left_px
        self._view.pan(self._by)
        if self._view.left_px == before:
            self._timer.stop()
        self.moved.emit()
