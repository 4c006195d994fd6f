"""A journal of many marks, made by Core inserts: thousands per second."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from app.bootstrap import Services
from app.transactions import changes
from app.transactions.changes import Change
from db.models.all import (
    AudioFile,
    Character,
    Cue,
    EmotionalTag,
    FavouriteMoment,
    JournalEntry,
    Listen,
    Scene,
    SceneCharacter,
    Track,
    TrackSource,
    Work,
)

TITLES = (
    "Opening theme", "Love theme", "Farewell on platform four", "The lantern festival",
    "Night train", "Seven bridges", "A letter by the window", "Reunion", "Rooftop garden",
    "The breakwater", "Harbour at dawn", "Observatory",
)  # fmt: skip
SCENES = ("The letter", "Two umbrellas", "The last train", "Lanterns on the river", "Home again")
PEOPLE = ("Mira", "Elio", "Sefa", "Anselm", "Ren")
NOTES = (
    "The cello comes in alone and the room is gone.",
    "Here the strings answer her, half a tone lower than the first time, and everything that was "
    "promised in the opening is taken back so gently that one only notices afterwards.",
    "Goosebumps again.",
    "ここで泣いた。",
)
MEMORIES = ("The kitchen in Porto, rain on the window.", "Driving home with Ada, summer 2019.")
DURATION_MS = 180_000


def fill_diary(services: Services, marks: int, now: datetime, *, seed: int = 1) -> None:
    """`marks` tags and favourites over two years before `now`, with a small story around them.

    One in 150 sessions ends with an entry. The tracks' files are missing, except for the first
    track's, which is empty.
    """
    rng = random.Random(seed)
    emotions = [emotion.id for emotion in services.emotions.emotions()]
    with services.store.write() as unit:
        connection = unit.session.connection()
        tracks = _add_story(connection, services, _ms(now - timedelta(days=720)))
        _add_marks(connection, rng, marks, now, tracks, emotions)
        unit.commit()
    services.feed.announce(Change(frozenset({changes.EVERYTHING})))


def _add_story(connection: Any, services: Services, made_ms: int) -> list[int]:
    work = _added(connection, Work, kind="series", title="Tidewatch")
    tracks = [
        _added(
            connection,
            Track,
            title=title,
            artist="Ada Lind",
            album="Tidewatch, original score",
            duration_ms=DURATION_MS,
            work_id=work,
        )
        for title in TITLES
    ]
    silent = services.paths.data / "silent.ogg"
    silent.touch()
    for number, track in enumerate(tracks):
        _added(
            connection,
            TrackSource,
            track_id=track,
            payload_hash=f"hash {number}",
            duration_ms=DURATION_MS,
        )
        _added(
            connection,
            AudioFile,
            path=str(silent if number == 0 else f"/music/{number}.ogg"),
            size=1,
            mtime_ns=1,
            payload_hash=f"hash {number}",
            is_available=number % 5 != 4,
        )
    people = [_added(connection, Character, work_id=work, name=name) for name in PEOPLE]
    for number, title in enumerate(SCENES):
        scene = _added(connection, Scene, work_id=work, title=title, story_order=number)
        for person in people[number % 3 : number % 3 + 2]:
            connection.execute(insert(SceneCharacter).values(scene_id=scene, character_id=person))
        values = {"start_ms": 20_000, "end_ms": 110_000, "created_at": made_ms}
        _added(connection, Cue, track_id=tracks[number * 2], scene_id=scene, **values)
    return tracks


def _add_marks(
    connection: Any,
    rng: random.Random,
    marks: int,
    now: datetime,
    tracks: list[int],
    emotions: list[int],
) -> None:
    tags: list[dict[str, Any]] = []
    moments: list[dict[str, Any]] = []
    listens: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    days = sorted(rng.sample(range(730), k=min(730, max(1, min(420, marks // 3)))))
    while len(tags) + len(moments) < marks:
        day = now - timedelta(days=rng.choice(days))
        evening = day.replace(hour=rng.choice((7, 12, 20, 21, 22)), minute=rng.randrange(60))
        if evening > now:
            continue
        mood = rng.choice(emotions)
        track = rng.choice(tracks)
        for _ in range(min(rng.randint(1, 9), marks - len(tags) - len(moments))):
            evening += timedelta(seconds=rng.randint(10, 300))
            word = mood if rng.random() < 0.6 else rng.choice(emotions)
            (moments if rng.random() < 0.12 else tags).append(_mark(rng, evening, track, word))
            track = rng.choice(tracks) if rng.random() < 0.3 else track
        listens.append(_listen(evening, track, rng.randint(40_000, DURATION_MS)))
        if rng.random() < 0.02 or not entries:
            entries.append(_entry(rng, evening))
    for moment in moments:
        moment["label"] = moment.pop("note")[:24]
        for name in ("emotion_id", "intensity", "mode", "memory"):
            del moment[name]
    for model, rows in (
        (EmotionalTag, tags),
        (FavouriteMoment, moments),
        (Listen, listens),
        (JournalEntry, entries),
    ):
        if rows:
            connection.execute(insert(model), rows)


def _mark(rng: random.Random, when: datetime, track: int, emotion: int) -> dict[str, Any]:
    start = rng.randrange(0, DURATION_MS - 9_000)
    end = start + (rng.randrange(2_000, 9_000) if rng.random() < 0.4 else 0)
    return {
        "track_id": track,
        "emotion_id": emotion,
        "start_ms": start,
        "end_ms": end,
        "raw_start_ms": start,
        "raw_end_ms": end,
        "intensity": rng.randint(1, 5),
        "mode": "expressed" if rng.random() < 0.1 else "felt",
        "note": rng.choice(NOTES) if rng.random() < 0.25 else "",
        "memory": rng.choice(MEMORIES) if rng.random() < 0.08 else "",
        "made_at": _ms(when),
        "made_offset_min": _offset(when),
    }


def _listen(when: datetime, track: int, heard_ms: int) -> dict[str, Any]:
    return {
        "track_id": track,
        "started_at": _ms(when),
        "started_offset_min": _offset(when),
        "ended_at": _ms(when) + heard_ms,
        "heard_ms": heard_ms,
    }


def _entry(rng: random.Random, when: datetime) -> dict[str, Any]:
    return {
        "title": rng.choice(("A long evening", "Why this score", "After the concert")),
        "text": "I had *not* heard the **love theme** since spring.\n\n- slower than I remembered\n"
        "- the oboe, not the flute\n\nIt holds the whole story in eight bars, and I only "
        "understood tonight that the last chord never comes.",
        "before_valence": -0.4,
        "before_arousal": rng.uniform(-0.5, 0.5),
        "after_valence": 0.6,
        "after_arousal": rng.uniform(-0.5, 0.5),
        "written_at": _ms(when) + 60_000,
        "written_offset_min": _offset(when),
    }


def _added(connection: Any, model: Any, **values: Any) -> int:
    return int(connection.execute(insert(model).values(**values)).inserted_primary_key[0])


def _ms(when: datetime) -> int:
    return int(when.timestamp() * 1000)


def _offset(when: datetime) -> int:
    offset = when.utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0
