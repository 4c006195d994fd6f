"""Adds rows of the story inside a verb's unit of work, so that a verb can add several at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from app.core.blank import is_blank
from app.core.errors import Problem
from app.core.ids import SceneId, WorkId
from app.core.words import Text, _
from app.story import ordering
from app.story.records import NewScene, NewWork
from app.transactions import changes
from app.transactions.ledger import Writing
from app.transactions.typed import trimmed
from db.models.character import Character as CharacterRow
from db.models.scene import Scene as SceneRow
from db.models.track import Track as TrackRow
from db.models.work import Work as WorkRow
from db.repositories import rows, scenes

COLOUR = "#8a6f9e"  # of a new character
_NAMELESS = {
    "work": Text("A work needs a title."),
    "character": Text("A character needs a name."),
    "scene": Text("A scene needs a title."),
    "saga": Text("A saga needs a name."),
    "echo": Text("An afterlife needs a title."),
}


def named(text: str, kind: str) -> str:
    """The trimmed name of a row of this kind. Raises Problem for an empty one."""
    name = trimmed(text)
    if is_blank(name):
        raise Problem(str(_NAMELESS[kind]), "", _("Type one, then try again."))
    return name


def add_work(writing: Writing, work: WorkId | NewWork, track_ids: Iterable[int] = ()) -> WorkId:
    """track_ids: tracks that belong to it from now on. An existing one is only checked."""
    if isinstance(work, NewWork):
        title = named(work.title, "work")
        row = rows.add(writing.session, WorkRow, kind=str(work.kind), title=title, year=work.year)
        writing.kinds.add(changes.WORK)
    else:
        row = writing.unit.get(WorkRow, work)
    for track_id in track_ids:
        writing.unit.get(TrackRow, track_id).work_id = row.id
        writing.kinds.add(changes.TRACK)
        writing.track_ids.add(track_id)
    return WorkId(row.id)


def add_character(
    writing: Writing, work_id: int, name: str, colour: str = COLOUR, portrait: str | None = None
) -> CharacterRow:
    says = {"name": named(name, "character"), "colour": colour, "portrait": portrait}
    writing.kinds.add(changes.CHARACTER)
    return rows.add(writing.session, CharacterRow, work_id=work_id, **says)


def add_scene(
    writing: Writing, work_id: int, title: str, values: dict[str, Any], allowed: frozenset[str]
) -> SceneRow:
    """At the end of its episode, or of the story, unless `story_order` is given."""
    row = rows.add(writing.session, SceneRow, work_id=work_id, title=named(title, "scene"))
    rows.edit(row, values, allowed)
    if "story_order" not in values:
        place_scene(writing.session, row, None)
    writing.kinds.add(changes.SCENE)
    return row


def scene_of(writing: Writing, scene: SceneId | NewScene, track_id: int) -> SceneRow:
    """The scene of a mark on a track. A new one's work becomes that of a track without one."""
    if not isinstance(scene, NewScene):
        return writing.unit.get(SceneRow, scene)
    has_work = writing.unit.get(TrackRow, track_id).work_id is not None
    work_id = add_work(writing, scene.work, () if has_work else (track_id,))
    return add_scene(writing, work_id, scene.title, {}, frozenset())


def place_scene(session: Any, row: Any, before_id: SceneId | None) -> None:
    """Gives a scene its story order; the whole work is renumbered when no room is left."""
    others = [scene for scene in scenes.in_story_order(session, row.work_id) if scene is not row]
    index = _index_for(session, row, others, before_id)
    before = others[index - 1].story_order if index else None
    after = others[index].story_order if index < len(others) else None
    order = ordering.order_between(before, after)
    if order is not None:
        row.story_order = order
        return
    renumber(session, row.work_id, others, (*others[:index], row, *others[index:]))


def renumber(
    session: Any, work_id: int, before: Sequence[SceneRow], after: Sequence[SceneRow]
) -> None:
    """Gives whole numbers to all scenes of a work. `before`: those that had a place already; the
    listener's progress stays at the last of them that they have seen.
    """
    work = session.get(WorkRow, work_id)
    reached = work.progress_order
    seen = [] if reached is None else [s for s in before if s.story_order <= reached]
    for place, scene in enumerate(after, start=1):
        scene.story_order = float(place)
    if reached is not None:
        work.progress_order = seen[-1].story_order if seen else 0.0


def _index_for(session: Any, row: Any, others: Sequence[Any], before_id: SceneId | None) -> int:
    if before_id is not None:
        index = next((n for n, scene in enumerate(others) if scene.id == before_id), None)
        if index is None:
            raise LookupError(f"no scene {before_id} in the story of scene {row.id}")
        return index
    by_id = scenes.episode_ranks(session, row.work_id)
    ranks = [by_id.get(scene.episode_id, ordering.OUTSIDE) for scene in others]
    return ordering.end_of_episode(ranks, by_id.get(row.episode_id, ordering.OUTSIDE))
