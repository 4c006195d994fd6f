"""The first page of a journal of 100,000 marks, for every kind of filter; the worst is the figure.

The whole answer is timed, from the service's verb to frozen values. The floor, after
each: sqlite3 alone, reading the newest lines of the journal, as many as the first page has. The
words in the profile make hard cases: “heart” is in every note, “xyzzyq” in none, “港の” in two of
three.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from app.core.ids import CharacterId, EmotionId, TrackId, WorkId
from app.core.marks import MarkKind
from app.journal.records import JournalFilter
from app.journal.service import PAGE, JournalService
from bench.figure import in_a_row, median, ratio_by_turns, say
from bench.profile import filled_profile, open_profile
from db.models.all import Character, Cue, EmotionalTag, Scene, SceneCharacter, Track, Work
from db.models.base import new_uid
from db.store.engine import Store

MARKS, TRACKS, WORKS, SCENES, CHARACTERS = 100_000, 5_000, 200, 4_000, 1_000
FIRST_MS, STEP_MS = 1_500_000_000_000, 3_000_000
RUNS = 7
UNUSED_EMOTION, UNKNOWN = EmotionId(10), 999_999

SENTENCE = "the horns rise while she turns away and snow keeps falling on harbour lights alone home"
WORDS = SENTENCE.split()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        filled_profile(Path(folder), TRACKS)
        services = open_profile(Path(folder))
        _add_story(services.store)
        _add_marks(services.store)
        with closing(sqlite3.connect(services.paths.database)) as raw:
            seen = {n: _timed(services.journal, wanted, raw) for n, wanted in _cases().items()}
        services.close()
    say(
        "journal_search_100k",
        ms={name: round(median([ms for ms, _ in pairs]), 2) for name, pairs in seen.items()},
        floor_ms=median([floor_ms for pairs in seen.values() for _, floor_ms in pairs]),
        worst_ratio=max(ratio_by_turns(*zip(*pairs, strict=True)) for pairs in seen.values()),
    )


def _cases() -> dict[str, JournalFilter]:
    work, person, gone = WorkId(5), CharacterId(7), WorkId(UNKNOWN)
    common = frozenset({EmotionId(1), EmotionId(2), EmotionId(3)})
    days = {"first_day": date(2018, 3, 1), "last_day": date(2018, 3, 31)}
    cases: dict[str, dict[str, Any]] = {
        "everything": {},
        "emotions": {"emotion_ids": common},
        "unused emotion": {"emotion_ids": frozenset({UNUSED_EMOTION})},
        "kind": {"kinds": frozenset({MarkKind.CUE})},
        "work": {"work_id": work},
        "unknown work": {"work_id": gone},
        "character": {"character_id": person},
        "track": {"track_id": TrackId(7)},
        "days": days,
    }
    texts = {
        "word in every note": "heart",
        "word in none": "xyzzyq",
        "two words": "heart harbour",
        "two characters": "港の",
        "two characters in none": "火山",
        "two letters in none": "zq",
        "album": "Score 7",
        "scene": "Scene 39",
        "emotion": "Wonder",
        "every scene": "Scene",
        "every character": "Person",
    }
    for name, text in texts.items():
        cases[name] = {"text": text}
        for other in ("unused emotion", "unknown work", "character", "days"):
            cases[f"{name}, {other}"] = {"text": text, **cases[other]}
    cases["all at once"] = {
        "text": "heart 港の",
        "emotion_ids": common,
        "work_id": work,
        "character_id": person,
        "kinds": frozenset({MarkKind.TAG}),
        "first_day": date(2010, 1, 1),
    }
    return {name: JournalFilter(**values) for name, values in cases.items()}


def _timed(
    journal: JournalService, wanted: JournalFilter, raw: sqlite3.Connection
) -> list[tuple[float, float]]:
    """Some runs, then as many of the floor, in ms; each after one that warms the caches."""
    newest = f"SELECT * FROM journal_line ORDER BY id DESC LIMIT {PAGE}"
    ours = in_a_row(lambda: journal.page(wanted), RUNS)
    floors = in_a_row(lambda: raw.execute(newest).fetchall(), RUNS)
    return list(zip(ours, floors, strict=True))


def _add_story(store: Store) -> None:
    with store.write() as unit:
        connection = unit.session.connection()
        works = [{"uid": new_uid(), "kind": "film", "title": f"Work {n}"} for n in range(WORKS)]
        connection.execute(insert(Work), works)
        people = [
            {"uid": new_uid(), "work_id": n % WORKS + 1, "name": f"Person {n}"}
            for n in range(CHARACTERS)
        ]
        connection.execute(insert(Character), people)
        scenes = [
            {"uid": new_uid(), "work_id": n % WORKS + 1, "title": f"Scene {n}"}
            for n in range(SCENES)
        ]
        connection.execute(insert(Scene), scenes)
        there = [{"scene_id": n + 1, "character_id": n % CHARACTERS + 1} for n in range(SCENES)]
        connection.execute(insert(SceneCharacter), there)
        cues = [
            {
                "uid": new_uid(),
                "track_id": n + 1,
                "scene_id": n % SCENES + 1,
                "start_ms": 0,
                "end_ms": 60_000,
                "created_at": FIRST_MS,
            }
            for n in range(TRACKS)
        ]
        connection.execute(insert(Cue), cues)
        for number in range(WORKS):
            tracks = Track.__table__
            its = tracks.update().where(tracks.c.id % WORKS == number)  # type: ignore[attr-defined]
            connection.execute(its.values(work_id=number + 1))
        unit.commit()


def _add_marks(store: Store) -> None:
    chance = random.Random(1)
    with store.write() as unit:
        connection = unit.session.connection()
        for start in range(0, MARKS, 5_000):
            rows = [_mark(chance, number) for number in range(start, start + 5_000)]
            connection.execute(insert(EmotionalTag), rows)
        unit.commit()


def _mark(chance: random.Random, number: int) -> dict[str, Any]:
    at_ms = chance.randrange(170_000)
    end = "雪が降る" if number % 3 == 0 else "港の灯"
    return {
        "uid": new_uid(),
        "track_id": chance.randrange(TRACKS) + 1,
        "emotion_id": chance.randrange(9) + 1,
        "start_ms": at_ms,
        "end_ms": at_ms,
        "raw_start_ms": at_ms,
        "raw_end_ms": at_ms,
        "note": f"{' '.join(chance.choices(WORDS, k=10))} heart {end}",
        "made_at": FIRST_MS + number * STEP_MS,
        "made_offset_min": 60,
    }


if __name__ == "__main__":
    main()
