"""Makes a story line of rows, each kind of which is read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.core.ids import CharacterId, OccurrenceId, SceneId, ThemeId, TrackId, WorkId
from app.core.timecode import Span
from app.emotions.records import Emotion
from app.emotions.vocabulary import Vocabulary
from app.story.covering import Covering
from app.story.records import Progress
from app.story_line.episodes import episodes_of
from app.story_line.felt import FeltMarks, PlacedCue, felt_in
from app.story_line.records import (
    LineCharacter,
    LineCounts,
    LineCue,
    LineReturn,
    LineScene,
    LineTheme,
    LineTrack,
    LineWork,
    StoryLine,
)
from app.themes.records import stated_in
from db.queries import story_line as queries

if TYPE_CHECKING:
    from db.store.engine import Connection


def read_line(
    connection: Connection,
    vocabulary: Vocabulary,
    work_ids: Sequence[WorkId],
    covering: Covering,
    begun: Any = None,
    progress: Progress | None = None,
) -> StoryLine:
    """begun, progress: to go by instead of what is kept; see `db.queries.story_line.works_at`."""
    works = _works(queries.works(connection, work_ids), work_ids, progress)
    rank = {work.id: place for place, work in enumerate(works)}
    rows = sorted(
        queries.scenes(connection, work_ids, begun), key=lambda row: rank[WorkId(row.work_id)]
    )
    cue_rows = queries.cues(connection, work_ids)
    tracks = {TrackId(row.id): _track(row) for row in queries.tracks(connection, work_ids)}
    people = _people(queries.characters(connection, work_ids, begun), covering)
    scenes = _scenes(connection, work_ids, rows, cue_rows, people, covering)
    placed = [
        PlacedCue(cue.id, cue.track_id, cue.span.start_ms, cue.span.end_ms, place, cue.start_ms)
        for place, scene in enumerate(scenes)
        for cue in scene.cues
    ]
    felt = felt_in(queries.felt(connection, work_ids) if placed else (), placed)
    themes, themes_later = _themes(connection, work_ids, placed, people, covering)
    in_scenes = {row.track_id for row in cue_rows}
    return StoryLine(
        works=works,
        episodes=episodes_of(works, queries.episodes(connection, work_ids), scenes, rows, covering),
        scenes=scenes,
        felt=felt,
        emotions=emotions_of(vocabulary, felt),
        characters=_characters(people, scenes),
        themes=themes,
        tracks=tracks,
        tracks_without_scene=tuple(key for key in tracks if key not in in_scenes),
        characters_later=sum(person is None for person in people.values()),
        themes_later=themes_later,
        counts=LineCounts(
            tracks=len(tracks),
            heard=sum(track.is_heard for track in tracks.values()),
            scenes=len(scenes),
            set_to_music=len({row.scene_id for row in cue_rows}),
            covered=sum(scene.is_covered for scene in scenes),
        ),
    )


def _works(
    rows: Iterable[Any], work_ids: Sequence[WorkId], progress: Progress | None
) -> tuple[LineWork, ...]:
    found = {row.id: row for row in rows}
    works = []
    for row in (found[key] for key in work_ids if key in found):
        kept = Progress(row.progress_season, row.progress_number, row.progress_order)
        at = progress or (None if kept == Progress() else kept)
        works.append(LineWork(WorkId(row.id), row.uid, row.title, at))
    return tuple(works)


def _track(row: Any) -> LineTrack:
    return LineTrack(
        TrackId(row.id),
        row.title,
        row.artist,
        row.album,
        row.duration_ms,
        row.role,
        row.cover,
        bool(row.is_heard),
    )


def _people(rows: Iterable[Any], covering: Covering) -> dict[CharacterId, LineCharacter | None]:
    """By name; None for those that are covered."""
    people: dict[CharacterId, LineCharacter | None] = {}
    for row in rows:
        key = CharacterId(row.id)
        is_covered = covering.covers_character(row)
        who = LineCharacter(key, row.work_id, row.name, row.colour, row.portrait, ())
        people[key] = None if is_covered else who
    return people


def _scenes(
    connection: Connection,
    work_ids: Sequence[WorkId],
    rows: Sequence[Any],
    cue_rows: Iterable[Any],
    people: Mapping[CharacterId, LineCharacter | None],
    covering: Covering,
) -> tuple[LineScene, ...]:
    cues: dict[int, list[Any]] = defaultdict(list)
    for row in cue_rows:
        cues[row.scene_id].append(row)
    there: dict[int, list[CharacterId]] = defaultdict(list)
    order = {key: place for place, key in enumerate(people) if people[key] is not None}
    for scene_id, character_id in queries.appearances(connection, work_ids):
        if character_id in order:
            there[scene_id].append(character_id)
    return tuple(
        LineScene(SceneId(row.id), row.work_id, row.episode_id, is_covered=True)
        if covering.covers(row)
        else _open_scene(
            row, cues.get(row.id, ()), tuple(sorted(there.get(row.id, ()), key=order.__getitem__))
        )
        for row in rows
    )


def _open_scene(row: Any, cue_rows: Sequence[Any], people: tuple[CharacterId, ...]) -> LineScene:
    start_ms = row.start_ms
    span = None if start_ms is None else Span(start_ms, max(start_ms, row.end_ms or 0))
    cues = _in_order(cue_rows)
    lasts = max((cue.end_ms for cue in cues), default=0)
    return LineScene(
        SceneId(row.id),
        row.work_id,
        row.episode_id,
        False,
        row.title,
        row.summary,
        row.still,
        span,
        max(lasts, span.duration_ms if span is not None else 0),
        cues,
        people,
    )


def _in_order(rows: Sequence[Any]) -> tuple[LineCue, ...]:
    """Those that know their place first; the others follow one another after them."""
    cues: list[LineCue] = []
    ends_ms = 0
    for row in sorted(rows, key=_cue_place) if len(rows) > 1 else rows:
        offset_ms = row.scene_offset_ms
        starts_ms = ends_ms if offset_ms is None else max(0, offset_ms)
        span = Span(row.start_ms, row.end_ms)
        cues.append(LineCue(row.id, row.uid, row.track_id, span, starts_ms, offset_ms))
        ends_ms = max(ends_ms, starts_ms + span.duration_ms)
    return tuple(cues)


def _cue_place(row: Any) -> tuple[bool, int, int]:
    offset_ms = row.scene_offset_ms
    return offset_ms is None, offset_ms or 0, row.id


def emotions_of(vocabulary: Vocabulary, felt: FeltMarks) -> tuple[Emotion, ...]:
    """Those that were felt, calm ones first."""
    known = felt.felt_ids()
    found = [one for one in vocabulary.emotions(with_retired=True) if one.id in known]
    return tuple(sorted(found, key=lambda one: one.arousal))


def _characters(
    people: Mapping[CharacterId, LineCharacter | None], scenes: Sequence[LineScene]
) -> tuple[LineCharacter, ...]:
    """Those who are in any of the scenes, as they come; and then those who are in none."""
    places: dict[CharacterId, list[int]] = defaultdict(list)
    for place, scene in enumerate(scenes):
        for key in scene.character_ids:
            places[key].append(place)
    known = [person for person in people.values() if person is not None]
    found = [replace(person, scenes=tuple(places.get(person.id, ()))) for person in known]
    return tuple(sorted(found, key=lambda one: one.scenes[0] if one.scenes else len(scenes)))


def _themes(
    connection: Connection,
    work_ids: Sequence[WorkId],
    cues: Sequence[PlacedCue],
    people: Mapping[CharacterId, LineCharacter | None],
    covering: Covering,
) -> tuple[tuple[LineTheme, ...], int]:
    """Those that return in these cues, in the order in which they are first heard; and how many
    there are that are covered.
    """
    if not cues:
        return (), 0
    theirs: dict[int, list[CharacterId]] = defaultdict(list)
    for theme_id, character_id in queries.theme_characters(connection):
        if people.get(character_id) is not None:
            theirs[theme_id].append(character_id)
    marks: dict[int, list[Any]] = defaultdict(list)
    for row in queries.returns(connection, work_ids):
        marks[row.theme_id].append(row)
    by_track: dict[int, list[PlacedCue]] = defaultdict(list)
    for cue in cues:
        by_track[cue.track_id].append(cue)
    themes, later = [], 0
    for row in queries.themes(connection, work_ids):
        found = _returns(marks[row.id], by_track)
        if not found:
            continue
        if covering.covers_theme(row):
            later += 1
            continue
        who = tuple(theirs.get(row.id, ()))
        themes.append(LineTheme(ThemeId(row.id), row.name, row.colour, who, found))
    themes.sort(key=lambda one: (one.returns[0].scene, one.returns[0].start_ms))
    return tuple(themes), later


def _returns(
    rows: Sequence[Any], cues: Mapping[int, Sequence[PlacedCue]]
) -> tuple[LineReturn, ...]:
    home = stated_in(rows, lambda _row: True)
    found = []
    for row in rows:
        span = Span(row.start_ms, row.end_ms)
        for cue in cues.get(row.track_id, ()):
            if not span.overlaps(Span(cue.start_ms, cue.end_ms)):
                continue
            into = cue.at_ms - cue.start_ms
            starts, ends = max(span.start_ms, cue.start_ms), min(span.end_ms, cue.end_ms)
            found.append(
                LineReturn(
                    OccurrenceId(row.id),
                    cue.scene,
                    cue.cue_id,
                    row.track_id,
                    span,
                    starts + into,
                    max(starts, ends) + into,
                    is_home=row is home,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.scene, one.start_ms)))
