"""The story: works, episodes, characters and scenes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from app.core.ids import CharacterId, EpisodeId, SceneId, WorkId
from app.core.words import Text, _, ngettext
from app.story import new_rows, reading
from app.story.new_rows import named
from app.story.records import Character, NewEpisode, NewWork, Scene, Work, WorkKind
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from app.transactions.typed import words_outlive
from db.models.character import Character as CharacterRow
from db.models.scene import Scene as SceneRow
from db.models.work import Episode as EpisodeRow
from db.models.work import Work as WorkRow
from db.queries import story
from db.queries.progress import is_character_covered
from db.repositories import rows, scenes

WORK_FIELDS = frozenset(("kind", "title", "year", "note", "picture"))
EPISODE_FIELDS = frozenset(("season_number", "number", "title"))
CHARACTER_FIELDS = frozenset(("name", "colour", "portrait", "note", "is_spoiler"))
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
_EDIT = {
    "work": Text("Edit work"),
    "episode": Text("Edit episode"),
    "character": Text("Edit character"),
    "scene": Text("Edit scene"),
}
_DELETE = {
    "work": Text("Delete work"),
    "episode": Text("Delete episode"),
    "character": Text("Delete character"),
    "scene": Text("Delete scene"),
}
# What also changes when a row is deleted.
_ALONG = {
    "work": (
        changes.EPISODE,
        changes.CHARACTER,
        changes.SCENE,
        changes.CUE,
        changes.TRACK,
        changes.THEME,
        changes.ECHO,
        changes.SUBTITLE,
    ),
    "episode": (changes.SCENE, changes.SUBTITLE),
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
        """In story order; those of every work when none is given."""
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
        self,
        kind: WorkKind,
        title: str,
        year: int | None = None,
        *,
        track_ids: Iterable[int] = (),
        initiator: object = None,
    ) -> WorkId:
        """track_ids: tracks that belong to it from now on. Raises Problem for an empty title."""
        title = named(title, "work")
        with self._ledger.write(_added(title), changes.WORK, initiator=initiator) as writing:
            work_id = new_rows.add_work(writing, NewWork(kind, title, year), track_ids)
            writing.ids.add(work_id)
        return work_id

    def add_episode(
        self,
        work_id: WorkId,
        season_number: int,
        number: int,
        title: str = "",
        initiator: object = None,
    ) -> EpisodeId:
        with self._ledger.write(_("Add episode"), changes.EPISODE, initiator=initiator) as writing:
            row = _add_episode(writing, work_id, NewEpisode(season_number, number, title))
            writing.ids.add(row.id)
        return EpisodeId(row.id)

    def add_character(
        self,
        work_id: WorkId,
        name: str,
        colour: str = new_rows.COLOUR,
        portrait: str | None = None,
        initiator: object = None,
    ) -> CharacterId:
        """Raises Problem for an empty name."""
        name = named(name, "character")
        with self._ledger.write(_added(name), changes.CHARACTER, initiator=initiator) as writing:
            row = new_rows.add_character(writing, work_id, name, colour, portrait)
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
        """At the end of its episode, or of the story, unless `story_order` is given.

        values: any of SCENE_FIELDS. Raises Problem for an empty title.
        """
        title = named(title, "scene")
        with self._ledger.write(_added(title), changes.SCENE, initiator=initiator) as writing:
            row = new_rows.add_scene(writing, work_id, title, values, SCENE_FIELDS)
            scenes.set_characters(writing.unit, row.id, character_ids)
            writing.ids.add(row.id)
        return SceneId(row.id)

    def set_characters(
        self, scene_id: SceneId, character_ids: Iterable[CharacterId], initiator: object = None
    ) -> None:
        """Exactly these appear in the scene."""
        with self._ledger.write(str(_EDIT["scene"]), changes.SCENE, initiator=initiator) as writing:
            scenes.set_characters(writing.unit, scene_id, character_ids)
            writing.ids.add(scene_id)

    def add_to_scene(
        self, scene_id: SceneId, character: CharacterId | str, initiator: object = None
    ) -> None:
        """One more character appears in the scene. A name: of a new one, added in the same step.

        Raises Problem for an empty name, LookupError when the scene or the character is gone.
        """
        label = str(_EDIT["scene"])
        with self._ledger.write(label, changes.SCENE, initiator=initiator) as writing:
            scene = writing.unit.get(SceneRow, scene_id)
            if isinstance(character, str):
                row = new_rows.add_character(writing, scene.work_id, character)
                writing.label = _added(row.name)
            else:
                row = writing.unit.get(CharacterRow, character)
                if not is_character_covered(writing.session.connection(), row.id):
                    writing.label = _("Add “{name}” to a scene", name=row.name)
            scenes.add_character(writing.session, scene_id, row.id)
            writing.ids.add(scene_id)

    def place_scene(
        self,
        scene_id: SceneId,
        episode: EpisodeId | NewEpisode | None,
        before_id: SceneId | None = None,
        initiator: object = None,
    ) -> None:
        """Moves a scene into an episode (None: outside any), before another scene or to its end.
        A new episode is added in the same step.

        Raises LookupError when either scene no longer exists or they belong to different works.
        """
        with self._ledger.write(_("Move scene"), changes.SCENE, initiator=initiator) as writing:
            row = writing.unit.get(SceneRow, scene_id)
            if before_id == scene_id:
                return
            if isinstance(episode, NewEpisode):
                row.episode_id = _add_episode(writing, row.work_id, episode).id
            else:
                row.episode_id = episode
            new_rows.place_scene(writing.session, row, before_id)
            writing.ids.add(scene_id)

    def place_scenes(
        self,
        scene_ids: Sequence[SceneId],
        episode: EpisodeId | None,
        before_id: SceneId | None = None,
        initiator: object = None,
    ) -> None:
        """Several at once, as one step: they come one after another, in the order given.

        Raises LookupError as `place_scene`; before_id is none of them.
        """
        label = ngettext("Move scene", "Move {n} scenes", len(scene_ids))
        with self._ledger.write(label, changes.SCENE, initiator=initiator) as writing:
            for scene_id in scene_ids:
                row = writing.unit.get(SceneRow, scene_id)
                row.episode_id = episode
                new_rows.place_scene(writing.session, row, before_id)
                writing.ids.add(scene_id)

    def edit(self, kind: str, row_id: int, /, initiator: object = None, **values: Any) -> None:
        """Changes fields of a work, episode, character or scene (`kind`).

        Typed text doesn't replace what was written meanwhile. Raises TypeError for a field that the
        kind doesn't have, Problem for an empty name, WordsLeftOver for a text whose row is gone.
        """
        name = _NAMES.get(kind, "")
        if name in values:
            values[name] = named(values[name], kind)
        with (
            words_outlive(values),
            self._ledger.write(str(_EDIT[kind]), kind, initiator=initiator) as writing,
        ):
            row = writing.unit.get(_ROWS[kind], row_id)
            settled = writing.settled(values, lambda name: getattr(row, name))
            rows.edit(row, settled, _FIELDS[kind])
            writing.ids.add(row_id)

    def remove(self, kind: str, row_id: int, initiator: object = None) -> None:
        """Deletes it with everything that depends on it, cues included; undo restores it all."""
        with self._ledger.write(
            str(_DELETE[kind]), kind, *_ALONG[kind], initiator=initiator
        ) as writing:
            writing.unit.remove(writing.unit.get(_ROWS[kind], row_id))


def _add_episode(writing: Writing, work_id: int, episode: NewEpisode) -> EpisodeRow:
    writing.kinds.add(changes.EPISODE)
    return rows.add(
        writing.session,
        EpisodeRow,
        work_id=work_id,
        season_number=episode.season_number,
        number=episode.number,
        title=episode.title.strip(),
    )


def _added(name: str) -> str:
    return _("Add “{name}”", name=name)
