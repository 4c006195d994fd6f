"""A long story for the benches: 200 episodes, 2,000 scenes, 5,000 cues, 50,000 marks."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bench.profile import DURATION_MS, filled_profile, open_profile
from db.models.all import (
    Character,
    Cue,
    EmotionalTag,
    Episode,
    Occurrence,
    Scene,
    SceneCharacter,
    Theme,
    Work,
)
from db.models.base import new_uid

EPISODES, SCENES, CUES, MARKS, TRACKS = 200, 2_000, 5_000, 50_000, 500
CHARACTERS, THEMES, RETURNS = 40, 12, 600
_CUES_OF_ONE = CUES // TRACKS  # of a track, one after another
_CUE_MS = DURATION_MS // _CUES_OF_ONE
_SCENE_MS = 120_000


def long_story(folder: Path) -> None:
    """A profile with one work."""
    filled_profile(folder, TRACKS)
    services = open_profile(folder)
    chance = random.Random(11)
    with services.store.write() as unit:
        connection = unit.session.connection()
        for model, rows in _rows(chance).items():
            connection.execute(insert(model), rows)
        unit.commit()
    services.close()


def _rows(chance: random.Random) -> dict[Any, list[dict[str, Any]]]:
    return {
        Work: [{"id": 1, "uid": new_uid(), "kind": "series", "title": "My Heart"}],
        Episode: [_episode(n) for n in range(EPISODES)],
        Scene: [_scene(n) for n in range(SCENES)],
        Character: [
            {"id": n + 1, "uid": new_uid(), "work_id": 1, "name": f"Person {n}"}
            for n in range(CHARACTERS)
        ],
        SceneCharacter: [
            {"scene_id": n + 1, "character_id": who + 1}
            for n in range(SCENES)
            for who in chance.sample(range(CHARACTERS), 4)
        ],
        Cue: [_cue(n) for n in range(CUES)],
        EmotionalTag: [_tag(n, chance) for n in range(MARKS)],
        Theme: [
            {"id": n + 1, "uid": new_uid(), "work_id": 1, "name": f"Theme {n}"}
            for n in range(THEMES)
        ],
        Occurrence: [_return(n, chance) for n in range(RETURNS)],
    }


def _episode(n: int) -> dict[str, Any]:
    season, number = divmod(n, 20)
    return {
        "id": n + 1,
        "uid": new_uid(),
        "work_id": 1,
        "season_number": season + 1,
        "number": number + 1,
        "title": f"The harbour, part {n}",
    }


def _scene(n: int) -> dict[str, Any]:
    per_episode = SCENES // EPISODES
    place = n % per_episode
    return {
        "id": n + 1,
        "uid": new_uid(),
        "work_id": 1,
        "episode_id": n // per_episode + 1,
        "title": f"Across the bridges, {n}",
        "summary": "The boats come home and nobody speaks.",
        "story_order": float(n + 1),
        "still": "still.png",
        "start_ms": 2 * place * _SCENE_MS,
        "end_ms": (2 * place + 1) * _SCENE_MS,
    }


def _cue(n: int) -> dict[str, Any]:
    start_ms = n % _CUES_OF_ONE * _CUE_MS
    return {
        "uid": new_uid(),
        "track_id": n // _CUES_OF_ONE + 1,
        "scene_id": n * SCENES // CUES + 1,
        "start_ms": start_ms,
        "end_ms": start_ms + _CUE_MS,
        "scene_offset_ms": n % 3 * _CUE_MS,
    }


def _tag(n: int, chance: random.Random) -> dict[str, Any]:
    start_ms = chance.randrange(DURATION_MS)
    lasts_ms = chance.choice((0, 0, 4_000))
    return {
        "uid": new_uid(),
        "track_id": n % TRACKS + 1,
        "emotion_id": chance.randrange(17) + 1,
        "intensity": chance.randint(1, 5),
        "start_ms": start_ms,
        "end_ms": start_ms + lasts_ms,
        "raw_start_ms": start_ms,
        "raw_end_ms": start_ms + lasts_ms,
        "note": "",
    }


def _return(n: int, chance: random.Random) -> dict[str, Any]:
    start_ms = chance.randrange(DURATION_MS - 12_000)
    return {
        "uid": new_uid(),
        "theme_id": n % THEMES + 1,
        "track_id": chance.randrange(TRACKS) + 1,
        "start_ms": start_ms,
        "end_ms": start_ms + 12_000,
        "status": "confirmed",
    }
