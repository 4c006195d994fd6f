"""The story: works, episodes, characters and scenes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from app.core.errors import Problem
from app.core.ids import CharacterId, EpisodeId, SceneId, WorkId
from app.story import ordering, reading
from app.story.records import Character, Scene, Work, WorkKind
from app.transactions import changes
from app.transactions.ledger import Ledger
from app.transactions.typed import trimmed, words_outlive
from db.models.character import Character as CharacterRow
from db.models.scene import Scene as SceneRow
from db.models.work import Episode as EpisodeRow
from db.models.work import Work as WorkRow
from db.queries import story
from db.repositories import rows, scenes

WORK_FIELDS = frozenset(("kind", "title", "year", "note"))
EPISODE_FIELDS = frozenset(("season_number", "number", "title"))
CHARACTER_FIELDS = frozenset(("name", "colour", "portrait", "note"))
SCENE_FIELDS = frozenset(
    (
        "episode_id",
        "title",
        "summary",
        "story_order",
        "start_ms",
        "end_ms",
        "still",
        "is_spoiler",
    )
)
_NAMES = {"work": "title", "character": "name", "scene": "title"}
# What hangs on a row and goes, or is let go, together with it.
_ALONG = {
    "work": (
        changes.EPISODE,
        changes.CHARACTER,
        changes.SCENE,
        changes.CUE,
        changes.TRACK,
        changes.THEME,
    ),
    "episode": (changes.SCENE,),
    "character": (changes.SCENE,),
    "scene": (changes.CUE,),
}
_ROWS = {"work": WorkRow, "episode": EpisodeRow, "character": CharacterRow, "scene": SceneRow}
_FIELDS = {
    "work": WORK_FIELDS,
    "episode": EPISODE_FIELDS,
    "character": CHARACTER_FIELDS,
    "scene": SCENE_FIELDS,
}


class Scenes:
    """Verbs on the story. Each announces a Change of the noun it touched."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def works(self) -> tuple[Work, ...]:
        with self._ledger.read() as connection:
            return reading.read_works(connection)

    def characters(self, work_id: WorkId) -> tuple[Character, ...]:
        with self._ledger.read() as connection:
            return reading.read_characters(connection, work_id)

    def scenes(self, work_id: WorkId | None = None) -> tuple[Scene, ...]:
        """In story order; of every work when none is named."""
        with self._ledger.read() as connection:
            if work_id is None:
                return reading.read_scenes(connection, story.all_scenes(connection))
            return reading.read_scenes(connection, story.scenes_of_work(connection, work_id))

    def scene(self, scene_id: SceneId) -> Scene:
        """Raises LookupError when there is none."""
        with self._ledger.read() as connection:
            found = reading.read_scenes(connection, story.scenes_by_id(connection, (scene_id,)))
        if not found:
            raise LookupError(f"no scene {scene_id}")
        return found[0]

    def add_work(
        self, kind: WorkKind, title: str, year: int | None = None, initiator: object = None
    ) -> WorkId:
        """Raises Problem for an empty title."""
        title = _named(title, "work")
        with self._ledger.write(f"Add “{title}”", changes.WORK, initiator=initiator) as writing:
            row = rows.add(writing.session, WorkRow, kind=str(kind), title=title, year=year)
            writing.ids.add(row.id)
        return WorkId(row.id)

    def add_episode(
        self,
        work_id: WorkId,
        season_number: int,
        number: int,
        title: str = "",
        initiator: object = None,
    ) -> EpisodeId:
        with self._ledger.write("Add episode", changes.EPISODE, initiator=initiator) as writing:
            row = rows.add(
                writing.session,
                EpisodeRow,
                work_id=work_id,
                season_number=season_number,
                number=number,
                title=title.strip(),
            )
            writing.ids.add(row.id)
        return EpisodeId(row.id)

    def add_character(
        self,
        work_id: WorkId,
        name: str,
        colour: str = "#8a6f9e",
        portrait: str | None = None,
        initiator: object = None,
    ) -> CharacterId:
        """Raises Problem for an empty name."""
        name = _named(name, "character")
        with self._ledger.write(f"Add “{name}”", changes.CHARACTER, initiator=initiator) as writing:
            row = rows.add(
                writing.session,
                CharacterRow,
                work_id=work_id,
                name=name,
                colour=colour,
                portrait=portrait,
            )
            writing.ids.add(row.id)
        return CharacterId(row.id)

    def add_scene(
        self,
        work_id: WorkId,
        title: str,
        *,
        character_ids: Iterable[CharacterId] = (),
        initiator: object = None,
        **values: Any,
    ) -> SceneId:
        """At the end of its episode, or of the story, unless `story_order` says otherwise.

        values: any of SCENE_FIELDS. Raises Problem for an empty title.
        """
        title = _named(title, "scene")
        with self._ledger.write(f"Add “{title}”", changes.SCENE, initiator=initiator) as writing:
            row = rows.add(writing.session, SceneRow, work_id=work_id, title=title)
            rows.edit(row, values, SCENE_FIELDS)
            if "story_order" not in values:
                _place(writing.session, row, None)
            scenes.set_characters(writing.unit, row.id, character_ids)
            writing.ids.add(row.id)
        return SceneId(row.id)

    def set_characters(
        self, scene_id: SceneId, character_ids: Iterable[CharacterId], initiator: object = None
    ) -> None:
        """Exactly these appear in the scene."""
        with self._ledger.write("Edit scene", changes.SCENE, initiator=initiator) as writing:
            scenes.set_characters(writing.unit, scene_id, character_ids)
            writing.ids.add(scene_id)

    def place_scene(
        self,
        scene_id: SceneId,
        episode_id: EpisodeId | None,
        before_id: SceneId | None = None,
        initiator: object = None,
    ) -> None:
        """Moves a scene into an episode (None: outside any), before another scene or to its end.

        Raises LookupError when either scene is gone or they are not of the same work.
        """
        with self._ledger.write("Move scene", changes.SCENE, initiator=initiator) as writing:
            row = writing.unit.get(SceneRow, scene_id)
            if before_id == scene_id:
                return
            row.episode_id = episode_id
            _place(writing.session, row, before_id)
            writing.ids.add(scene_id)

    def edit(self, kind: str, row_id: int, /, initiator: object = None, **values: Any) -> None:
        """Changes fields of a work, episode, character or scene (`kind`).

        Typed words replace none that were written meanwhile. Raises TypeError for a field that is
        not one of the kind's, Problem for an empty name, WordsLeftOver for a text that has lost
        its row.
        """
        name = _NAMES.get(kind, "")
        if name in values:
            values[name] = _named(values[name], kind)
        with (
            words_outlive(values),
            self._ledger.write(f"Edit {kind}", kind, initiator=initiator) as writing,
        ):
            row = writing.unit.get(_ROWS[kind], row_id)
            settled = writing.settled(values, lambda name: getattr(row, name))
            rows.edit(row, settled, _FIELDS[kind])
            writing.ids.add(row_id)

    def remove(self, kind: str, row_id: int, initiator: object = None) -> None:
        """Removes it with everything that hangs on it, cues included; an undo brings all back."""
        with self._ledger.write(
            f"Remove {kind}", kind, *_ALONG[kind], initiator=initiator
        ) as writing:
            writing.unit.remove(writing.unit.get(_ROWS[kind], row_id))


def _place(session: Any, row: Any, before_id: SceneId | None) -> None:
    """Gives a scene its story order; the whole work is numbered afresh when no room is left."""
    others = [scene for scene in scenes.in_story_order(session, row.work_id) if scene is not row]
    index = _index_for(session, row, others, before_id)
    before = others[index - 1].story_order if index else None
    after = others[index].story_order if index < len(others) else None
    order = ordering.order_between(before, after)
    if order is not None:
        row.story_order = order
        return
    for place, scene in enumerate((*others[:index], row, *others[index:]), start=1):
        scene.story_order = float(place)


def _index_for(session: Any, row: Any, others: Sequence[Any], before_id: SceneId | None) -> int:
    if before_id is not None:
        index = next((n for n, scene in enumerate(others) if scene.id == before_id), None)
        if index is None:
            raise LookupError(f"no scene {before_id} in the story of scene {row.id}")
        return index
    by_id = scenes.episode_ranks(session, row.work_id)
    ranks = [by_id.get(scene.episode_id, ordering.OUTSIDE) for scene in others]
    return ordering.end_of_episode(ranks, by_id.get(row.episode_id, ordering.OUTSIDE))


def _named(text: str, noun: str) -> str:
    name = trimmed(text)
    if not name:
        raise Problem(f"A {noun} needs a name.", "", "Type one, then try again.")
    return name
