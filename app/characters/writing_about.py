"""What the listener wrote about characters: entries linked to their scenes or the music in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from app.characters.records import TheirCue, Written
from app.core.ids import EntryId, SceneId
from app.core.instant import Instant
from app.emotions.records import Emotion
from app.story.covering import Covering, SceneName
from db.queries import characters as queries
from db.queries import journal_rows

if TYPE_CHECKING:
    from db.store.engine import Connection


class LinkedEntries(NamedTuple):
    """rows: of entries, the latest first, without those that are about a covered scene, too.
    about: what each is linked to: (“scene” or “track”, its id). covered: how many are left out.
    """

    rows: tuple[Any, ...]
    about: Mapping[int, set[tuple[str, int]]]
    covered: int


def linked_entries(
    connection: Connection,
    scene_ids: Collection[int],
    track_ids: Collection[int],
    covering: Covering,
) -> LinkedEntries:
    """Entries that are linked to any of these scenes or tracks."""
    rows = queries.entries_about(connection, scene_ids, track_ids)
    links = journal_rows.links(connection, [row.id for row in rows])
    names = journal_rows.scenes(connection, {row.id for row in links["scene"]})
    about: dict[int, set[tuple[str, int]]] = defaultdict(set)
    covered: set[int] = set()
    for kind in ("scene", "track"):
        for row in links[kind]:
            about[row.entry_id].add((kind, row.id))
    for row in links["scene"]:
        name = names[row.id]
        scene = SceneName(SceneId(row.id), name.title, bool(name.is_spoiler), bool(name.is_ahead))
        if covering.covers(scene):
            covered.add(row.entry_id)
    seen = tuple(row for row in rows if row.id not in covered)
    return LinkedEntries(seen, about, len(covered))


def written(row: Any, emotion: Emotion | None = None) -> Written:
    """From an entry's row."""
    when = Instant(row.written_at, row.written_offset_min)
    return Written(EntryId(row.id), row.uid, when, row.title, row.text, emotion)


def written_about(
    connection: Connection,
    scene_ids: Sequence[int],
    cues: Sequence[TheirCue],
    covering: Covering,
) -> tuple[tuple[Written, ...], int]:
    """Those linked to a scene first, each the latest first; and how many are left out since they
    are about a covered scene, too.
    """
    tracks = {int(cue.track.id) for cue in cues}
    entries = linked_entries(connection, scene_ids, tracks, covering)
    felt, about = _felt_by_link(cues), entries.about
    found = tuple(written(row, _most(felt, about[row.id])) for row in entries.rows)
    scenes = {("scene", int(key)) for key in scene_ids}
    by_scene_first = sorted(found, key=lambda one: not (about[one.entry_id] & scenes))
    return tuple(by_scene_first), entries.covered


def _felt_by_link(cues: Sequence[TheirCue]) -> dict[tuple[str, int], Counter[Emotion]]:
    felt: dict[tuple[str, int], Counter[Emotion]] = defaultdict(Counter)
    for cue in cues:
        counts = dict(cue.felt.counts)
        felt["scene", int(cue.at.scene.id)].update(counts)
        felt["track", int(cue.track.id)].update(counts)
    return felt


def _most(
    felt: dict[tuple[str, int], Counter[Emotion]], links: set[tuple[str, int]]
) -> Emotion | None:
    """In the scenes it is linked to; without any, in the tracks."""
    for kind in ("scene", "track"):
        total: Counter[Emotion] = Counter()
        for link in links:
            if link[0] == kind and link in felt:
                total.update(felt[link])
        if total:
            return max(total, key=lambda one: (total[one], -int(one.id)))
    return None
