"""What a page of the journal costs without this program: its query, by sqlite3 alone.

A page shows 50 lines: when and where each mark was made, its emotion, intensity and words, its
track with work and cover, whether a file of it can be played, and the scenes that play there. Its
query is what any program has to ask for that: one statement, written by hand, with its rows as
Python values. The program's own statements would be no floor, as a slow one would excuse itself;
nor would all marks that a figure counts, as a page ends after 50 of them; nor their ids alone,
which show nothing, though they are told beside it, because finding them is what no program can do
faster. All marks in these profiles are emotions, and none is unreadable.

`expect_same` makes sure that the floor is about the page: it has the same lines.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.journal.records import JournalPage
from app.journal.service import PAGE

_SHOWN = """
SELECT line.id, line.kind, line.owner_id, line.made_at, line.made_offset_min, line.start_ms,
    line.end_ms, tag.uid, emotion.id, emotion.name, emotion.colour, tag.intensity, tag.mode,
    tag.note, tag.memory, tag.listen_id, tag.preroll_ms, track.id, track.title, track.artist,
    track.album, track.cover, track.role, track.duration_ms, work.id, work.title,
    EXISTS (SELECT 1 FROM track_source AS source JOIN audio_file AS file
        ON file.payload_hash = source.payload_hash
        WHERE source.track_id = track.id AND file.is_available),
    (SELECT group_concat(scene.title, char(10)) FROM cue JOIN scene ON scene.id = cue.scene_id
        WHERE cue.track_id = line.track_id AND cue.start_ms < line.end_ms
        AND cue.end_ms > line.start_ms)
FROM journal_line AS line
JOIN emotional_tag AS tag ON +line.kind = 'tag' AND tag.id = line.owner_id
JOIN emotion ON emotion.id = tag.emotion_id
JOIN track ON track.id = line.track_id
LEFT JOIN work ON work.id = track.work_id
WHERE {condition} ORDER BY line.id DESC LIMIT {limit}
"""
_IDS = """
SELECT line.id FROM journal_line AS line {joined}
WHERE {condition} ORDER BY line.id DESC LIMIT {limit}
"""
_JOINED = """
JOIN emotional_tag AS tag ON +line.kind = 'tag' AND tag.id = line.owner_id
JOIN track ON track.id = line.track_id
"""


@dataclass(frozen=True)
class PageQuery:
    """The newest lines of which a condition is true, of `line`, its `tag` and its `track`.

    joined: what the condition needs besides the lines. also: a statement on which it depends, with
    the same values.
    """

    condition: str
    values: Mapping[str, Any]
    joined: str = _JOINED
    also: str = "SELECT 1"

    def floor(self, raw: sqlite3.Connection) -> Callable[[], list[Any]]:
        return self._asked(raw, _SHOWN, PAGE)

    def ids(self, raw: sqlite3.Connection) -> Callable[[], list[Any]]:
        """Of the lines alone, and of one more, which tells whether there is another page."""
        return self._asked(raw, _IDS, PAGE + 1)

    def _asked(self, raw: sqlite3.Connection, query: str, limit: int) -> Callable[[], list[Any]]:
        sql = query.format(joined=self.joined, condition=self.condition, limit=limit)

        def asked() -> list[Any]:
            raw.execute(self.also, self.values).fetchall()
            return raw.execute(sql, self.values).fetchall()

        return asked


def expect_same(page: JournalPage, query: PageQuery, raw: sqlite3.Connection) -> None:
    """Raises AssertionError if the floor has other lines than the page."""
    ours = [item.cursor.line_id for item in page.items]
    for found in (query.floor(raw)(), query.ids(raw)()):
        theirs = [row[0] for row in found][:PAGE]
        assert theirs == ours, f"{query.condition}: {len(theirs)} lines, {len(ours)} on the page"
