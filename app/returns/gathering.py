"""Reads what lies around returns: for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.core.ids import ThemeId, TrackId, WorkId
from app.emotions.records import TaggedEmotion
from app.emotions.tagging import tags_read
from app.emotions.vocabulary import Vocabulary
from app.returns.ordering import StoryOrder
from app.story.reading import character_record, read_scenes
from app.story.records import Character, Scene
from app.themes.records import Occurrence, Theme
from app.themes.service import occurrence_record, theme_record
from db.queries import story
from db.queries import themes as queries
from db.queries import timeline as lanes

if TYPE_CHECKING:
    from db.store.engine import Connection

Felt = Mapping[int, list[TaggedEmotion]]


def characters_of(
    connection: Connection, theme_id: ThemeId | None = None
) -> dict[int, tuple[Character, ...]]:
    """By theme; of all themes when none is given."""
    found: dict[int, list[Character]] = defaultdict(list)
    for row in queries.characters(connection, theme_id):
        found[row.theme_id].append(character_record(row))
    return {key: tuple(people) for key, people in found.items()}


def occurrences_of(connection: Connection, themes: Mapping[int, Theme]) -> tuple[Occurrence, ...]:
    """In the order in which they were made."""
    rows = queries.returns_of(connection, themes)
    return tuple(occurrence_record(row, themes[row.theme_id]) for row in rows)


def occurrences_met(connection: Connection, track_id: TrackId) -> tuple[Occurrence, ...]:
    """Those of all themes that return on a track, on whatever tracks they are."""
    there = queries.themes_on(connection, track_id)
    themes = {row.id: theme_record(row) for row in lanes.themes(connection) if row.id in there}
    return occurrences_of(connection, themes)


def by_theme(marks: Iterable[Occurrence]) -> dict[ThemeId, list[Occurrence]]:
    found: dict[ThemeId, list[Occurrence]] = defaultdict(list)
    for mark in marks:
        found[mark.theme.id].append(mark)
    return found


def felt_at(connection: Connection, vocabulary: Vocabulary, theme_ids: Collection[int]) -> Felt:
    """Emotion marks at returns of these themes, in time order, by the return's id."""
    rows = queries.felt_at_returns(connection, theme_ids)
    emotions = {one.id: one for one in vocabulary.emotions(with_retired=True)}
    felt: dict[int, list[TaggedEmotion]] = defaultdict(list)
    for row, tag in zip(rows, tags_read(row[:-1] for row in rows), strict=True):
        felt[row.occurrence_id].append(TaggedEmotion(tag, emotions[tag.emotion_id]))
    return felt


class Scenes:
    """The scenes that a theme's returns play in; of its own work, if it has one, and of the others
    of its saga. order: of these works.
    """

    def __init__(
        self,
        connection: Connection,
        theme: Theme,
        unanswered: Iterable[tuple[Occurrence, Scene | None]] = (),
    ) -> None:
        """unanswered: what is no mark yet, and the scene that plays there."""
        rows = queries.scenes_at_returns(connection, (theme.id,))
        found = read_scenes(connection, story.scenes_by_id(connection, {r.scene_id for r in rows}))
        works = _works_around(connection, theme.work_id)
        self.order = StoryOrder(works)
        scenes = {int(one.id): one for one in found if not works or one.work_id in works}
        self._there: dict[int, dict[int, Any]] = defaultdict(dict)
        for row in rows:
            if row.scene_id in scenes:
                self._there[row.occurrence_id].setdefault(row.scene_id, row)
        self._scenes = scenes
        self._around = {
            mark.id: scene
            for mark, scene in unanswered
            if scene is not None and (not works or scene.work_id in works)
        }

    def of(self, mark: Occurrence) -> tuple[tuple[Scene, ...], int | None]:
        """In story order; and where in the first of them the return begins, in ms, if known."""
        if mark.id in self._around:
            return (self._around[mark.id],), None
        there = self._there.get(mark.id, {})
        scenes = tuple(sorted((self._scenes[key] for key in there), key=self.order.place))
        if not scenes:
            return (), None
        cue = there[scenes[0].id]
        if cue.scene_offset_ms is None:
            return scenes, None
        return scenes, cue.scene_offset_ms + max(0, mark.span.start_ms - cue.start_ms)


def _works_around(connection: Connection, work_id: WorkId | None) -> Sequence[WorkId]:
    """A work, with the others of its saga in their order; none without a work."""
    if work_id is None:
        return ()
    rows = story.works_in_sagas(connection)
    saga = next((row.saga_id for row in rows if row.id == work_id), None)
    return [WorkId(row.id) for row in rows if row.saga_id == saga] or (work_id,)
