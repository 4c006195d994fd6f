"""Rows that no page can show, put into a journal by plain sqlite3 as another program might."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from app.bootstrap import Services
from app.core.instant import Instant
from app.core.timecode import Span
from app.journal.records import EntryDraft, Feeling
from app.story.records import WorkKind
from app.traces.records import STEP_MS, Stretch
from db.ranges.columns import RANGES
from db.ranges.limits import Day, Real, Shape, Whole, Words
from db.ranges.row_faults import unshowable
from tests.support.pictures import png
from tests.support.plain_file import connected

DERIVED = frozenset({"journal_line"})  # made from the others by triggers
# Rows that refer to a row that can't be shown, so that it is looked up: table and column.
_CHILDREN = {
    "track": (("emotional_tag", "track_id"), ("favourite_moment", "track_id")),
    "emotion": (("emotional_tag", "emotion_id"),),
    "listen": (("emotional_tag", "listen_id"), ("heard_stretch", "listen_id")),
    "scene": (("cue", "scene_id"), ("entry_scene", "scene_id")),
    "theme": (("occurrence", "theme_id"),),
    "work": (("scene", "work_id"), ("episode", "work_id"), ("character", "work_id")),
    "episode": (("scene", "episode_id"),),
    "favourite_moment": (("entry_moment", "moment_id"),),
}


class Absurdity(NamedTuple):
    """A value that makes a row impossible to show."""

    table: str
    column: str
    value: Any


def absurdities() -> Iterator[Absurdity]:
    """For every column of every table that a page depends on."""
    for table in RANGES.keys() - DERIVED:
        for column, limits in RANGES[table].items():
            for value in _beyond(limits):
                if unshowable(table, {column: value}):
                    yield Absurdity(table, column, value)
        if "end_ms" in RANGES[table]:
            yield Absurdity(table, "end_ms", -1)


def _beyond(limits: Any) -> list[Any]:
    if isinstance(limits, Whole):
        return [limits.least - 1, limits.most + 1, 2**63 - 1, -(2**63), limits.most * 1000]
    if isinstance(limits, Real):
        return [limits.least - 1, 9e99, math.inf, -math.inf]
    if isinstance(limits, Words):
        return ["dreamt", ""]
    if isinstance(limits, Day):
        return ["soon", "2026-02-30", "1799-12-31", 20261128]
    return ["red", "", "#12"] if isinstance(limits, Shape) else []


def fill(services: Services, track_id: int) -> None:
    """One row of every table, on a track that is there."""
    works, themes = services.scenes, services.themes
    work = works.add_work(WorkKind.SERIES, "My Heart", 2024)
    episode = works.add_episode(work, 1, 1, "The Winding Key")
    mira = works.add_character(work, "Mira")
    scene = works.add_scene(
        work, "Harbour", episode_id=episode, character_ids=[mira], start_ms=0, end_ms=9000
    )
    services.cues.add_cue(track_id, Span(0, 5000), scene)  # type: ignore[arg-type]
    wonder = services.emotions.named("wonder")
    assert wonder is not None
    now_ms = Instant.now().utc_ms
    listen = services.listening.begin(track_id, now_ms - 90_000_000)  # type: ignore[arg-type]
    services.listening.update(listen, track_id, [Span(0, 8000)], now_ms - 89_000_000)  # type: ignore[arg-type]
    services.tagging.add_tag(track_id, wonder.id, Span(2000, 3000), listen_id=listen)  # type: ignore[arg-type]
    moment = services.moments.add_moment(track_id, Span.point(4000), listen_id=listen)  # type: ignore[arg-type]
    themes.mark_returns("The heart", track_id, [Span(0, 4000)], work)  # type: ignore[arg-type]
    stretch = Stretch(0, bytes(2 * 8000 // STEP_MS))
    services.traces.record(track_id, [stretch], listen_id=listen)  # type: ignore[arg-type]
    services.journal.write_entry(
        EntryDraft(
            text="That evening",
            before=Feeling(0, 0),
            after=Feeling(1, 1),
            track_ids=(track_id,),  # type: ignore[arg-type]
            scene_ids=(scene,),
            moment_ids=(moment.id,),
        )
    )
    with closing(connected(services.paths.database)) as raw:
        raw.execute(
            "INSERT INTO track_source (uid, created_at, updated_at, track_id, payload_hash,"
            " start_ms, offset_ms, tempo_ratio, duration_ms, length_by, is_preferred)"
            " VALUES ('source', 1, 1, ?, '1:a', 0, 0, 1, 9000, 'header', 0)",
            (track_id,),
        )
        raw.execute(
            "INSERT INTO album_entry (uid, created_at, updated_at, track_id, title, artist,"
            " composer, album, album_artist, words_by)"
            " VALUES ('album', 1, 1, ?, 'Prologue', '', '', 'The best of', '', 'tags')",
            (track_id,),
        )
        raw.execute(
            "INSERT INTO refusal (uid, created_at, updated_at, kind, track_id, what)"
            " VALUES ('no', 1, 1, 'same_track', ?, 'another')",
            (track_id,),
        )
        raw.execute("INSERT INTO theme_character (theme_id, character_id) VALUES (1, 1)")
        raw.execute(
            "INSERT INTO intensity_event (uid, created_at, updated_at, track_id, kind, start_ms,"
            " end_ms, peak_ms, is_removed) VALUES ('build', 1, 1, ?, 'build', 0, 4000, 3000, 0)",
            (track_id,),
        )
        raw.execute(
            "INSERT INTO echo (uid, created_at, updated_at, track_id, kind, title, who, date, "
            "link, note) VALUES ('echo', 1, 1, ?, 'cover', 'For piano', '', '', '', '')",
            (track_id,),
        )
        raw.execute(
            "INSERT INTO saga (uid, created_at, updated_at, name) VALUES ('saga', 1, 1, 'Hearts')"
        )
        raw.execute(
            "INSERT INTO alignment (uid, created_at, updated_at, track_id, other_track_id, anchors,"
            " found_by) VALUES ('alignment', 1, 1, ?, ?, '[[0,0],[4000,5000]]', 'listener')",
            (track_id, track_id),
        )
        lines = '[[0,900,"Someone is at the door."]]'
        raw.execute(
            "INSERT INTO subtitle (uid, created_at, updated_at, work_id, language, source, lines)"
            " VALUES ('subtitle', 1, 1, 1, 'en', '', ?)",
            (lines,),
        )
        raw.execute(
            "INSERT INTO lyrics (uid, created_at, updated_at, track_id, language, source, lines)"
            " VALUES ('lyrics', 1, 1, ?, 'en', '', ?)",
            (track_id, lines),
        )
        picture = services.paths.pictures / "a.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(png())
        raw.execute(
            "INSERT INTO entry_picture (entry_id, file, position, words, width, height)"
            " VALUES (1, 'a.png', 0, 'The harbour', 640, 480)"
        )
        raw.execute("INSERT INTO entry_person (entry_id, name) VALUES (1, 'Ida')")
        raw.execute(
            "INSERT INTO recognition (uid, created_at, updated_at, track_id, theme_id, start_ms,"
            " variant, after_ms, made_at, made_offset_min)"
            " VALUES ('known', 1, 1, ?, 1, 0, '', 1800, 1, 0)",
            (track_id,),
        )
        raw.commit()


class Planter:
    """Copies the first row of a table with one column changed, and rows that refer to it."""

    def __init__(self, database: Path) -> None:
        self._raw = connected(database, isolation_level=None)
        self._raw.execute("PRAGMA busy_timeout = 4000")
        self._raw.execute("PRAGMA ignore_check_constraints = ON")
        self._count = 0

    def close(self) -> None:
        self._raw.close()

    def plant(self, absurd: Absurdity) -> int:
        """The id of the new row."""
        row_id = self._copy(absurd.table, {absurd.column: absurd.value})
        for child, column in _CHILDREN.get(absurd.table, ()):
            self._copy(child, {column: row_id})
        return row_id

    def _copy(self, table: str, changed: dict[str, Any]) -> int:
        self._raw.row_factory = sqlite3.Row
        (first,) = self._raw.execute(f"SELECT * FROM {table} ORDER BY id LIMIT 1").fetchall()
        self._raw.row_factory = None
        row = {name: first[name] for name in first.keys() if name != "id"}  # noqa: SIM118
        self._count += 1
        for name in ("uid", "key", "path", "payload_hash"):
            if name in row:
                row[name] = f"planted-{self._count}"
        row |= changed
        marks = ", ".join("?" * len(row))
        cursor = self._raw.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values())
        )
        return int(cursor.lastrowid or 0)
