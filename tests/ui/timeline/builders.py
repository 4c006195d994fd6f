"""Marks and peaks for timeline tests, without a database or a sound file."""

from __future__ import annotations

import math
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.analysis.peaks import BASE_FRAMES, PeakLevel, Peaks, pyramid
from app.core.ids import (
    CharacterId,
    CueId,
    EmotionId,
    EmotionSetId,
    MomentId,
    OccurrenceId,
    SceneId,
    TagId,
    ThemeId,
    TrackId,
    WorkId,
)
from app.core.marks import Mark, MarkKind
from app.core.timecode import Span
from app.emotions.records import Emotion, Mode, Tag, TaggedEmotion
from app.moments.records import Moment
from app.story.records import Character, Cue, Scene
from app.themes.records import Occurrence, OccurrenceStatus, Theme
from app.timeline.records import TrackTimeline

TRACK = TrackId(7)
MADE_AT_MS = 1_700_000_000_000
_VOCABULARY = Path(__file__).parents[3] / "resources" / "vocabularies" / "gems.toml"


def emotions() -> list[Emotion]:
    rows = tomllib.loads(_VOCABULARY.read_text(encoding="utf-8"))["emotion"]
    return [
        Emotion(
            id=EmotionId(n),
            uid=f"emotion-{n}",
            set_id=EmotionSetId(1),
            is_retired=False,
            position=n,
            **row,
        )
        for n, row in enumerate(rows, start=1)
    ]


EMOTIONS = emotions()


def tagged(
    tag_id: int,
    start_ms: int,
    end_ms: int | None = None,
    *,
    emotion: int = 0,
    intensity: int = 3,
    mode: Mode = Mode.FELT,
    note: str = "",
) -> TaggedEmotion:
    span = Span(start_ms, start_ms if end_ms is None else end_ms)
    word = EMOTIONS[emotion % len(EMOTIONS)]
    tag = Tag(
        id=TagId(tag_id),
        uid=f"tag-{tag_id}",
        track_id=TRACK,
        emotion_id=word.id,
        listen_id=None,
        span=span,
        raw=span,
        intensity=intensity,
        mode=mode,
        note=note,
        memory="",
        made_at_ms=MADE_AT_MS,
        made_offset_min=60,
    )
    return TaggedEmotion(tag, word)


def moment(moment_id: int, start_ms: int, end_ms: int | None = None, label: str = "") -> Moment:
    span = Span(start_ms, start_ms if end_ms is None else end_ms)
    return Moment(
        id=MomentId(moment_id),
        uid=f"moment-{moment_id}",
        track_id=TRACK,
        listen_id=None,
        span=span,
        raw=span,
        label=label,
        note="",
        made_at_ms=MADE_AT_MS,
        made_offset_min=60,
    )


def character(character_id: int, name: str, colour: str = "#7A5AD6") -> Character:
    return Character(
        CharacterId(character_id), f"character-{character_id}", WorkId(1), name, colour, None, ""
    )


def scene(
    scene_id: int,
    title: str,
    *,
    is_spoiler: bool = False,
    still: str | None = None,
    characters: tuple[Character, ...] = (),
    summary: str = "The boats come home and nobody speaks.",
) -> Scene:
    return Scene(
        id=SceneId(scene_id),
        uid=f"scene-{scene_id}",
        work_id=WorkId(1),
        work_title="Tidewatch",
        episode_id=None,
        episode_label="S1 E3 · Low water",
        episode_numbers="S1 E3",
        title=title,
        summary=summary,
        story_order=float(scene_id),
        span=None,
        still=still,
        is_spoiler=is_spoiler,
        characters=characters,
    )


def cue(cue_id: int, start_ms: int, end_ms: int, of: Scene | None = None) -> Cue:
    return Cue(
        CueId(cue_id),
        f"cue-{cue_id}",
        TRACK,
        Span(start_ms, end_ms),
        of or scene(cue_id, f"Scene {cue_id}"),
        None,
    )


def occurrence(
    occurrence_id: int,
    start_ms: int,
    end_ms: int,
    status: OccurrenceStatus = OccurrenceStatus.CONFIRMED,
) -> Occurrence:
    theme = Theme(ThemeId(1), "theme-1", None, "My heart", "#2E8F86", "")
    return Occurrence(
        OccurrenceId(occurrence_id),
        f"occurrence-{occurrence_id}",
        theme,
        TRACK,
        Span(start_ms, end_ms),
        status,
        5,
        0.8,
        "",
        "",
    )


def timeline(
    duration_ms: int = 100_000,
    *,
    tags: list[TaggedEmotion] | None = None,
    moments: list[Moment] | None = None,
    cues: list[Cue] | None = None,
    occurrences: list[Occurrence] | None = None,
) -> TrackTimeline:
    lanes: dict[MarkKind, Sequence[Mark]] = {
        MarkKind.TAG: tags or (),
        MarkKind.MOMENT: moments or (),
        MarkKind.CUE: cues or (),
        MarkKind.OCCURRENCE: occurrences or (),
    }
    in_order = {
        kind: tuple(sorted(marks, key=lambda mark: (mark.span, mark.id)))
        for kind, marks in lanes.items()
    }
    return TrackTimeline(TRACK, duration_ms, in_order)


def busy_timeline(duration_ms: int, count: int, seed: int = 5) -> TrackTimeline:
    """A track somebody has heard often: mostly tags, some favourites, scenes one after another."""
    chance = random.Random(seed)
    tags = []
    for n in range(count * 9 // 10):
        start = chance.randrange(duration_ms)
        length = 0 if chance.random() < 0.5 else chance.randrange(1_500, 9_000)
        tags.append(
            tagged(
                n + 1,
                start,
                min(duration_ms, start + length),
                emotion=chance.randrange(9),
                intensity=chance.randint(1, 5),
                mode=Mode.EXPRESSED if chance.random() < 0.3 else Mode.FELT,
            )
        )
    moments = []
    for n in range(count - len(tags)):
        start = chance.randrange(duration_ms)
        length = 0 if n % 3 else 6_000
        moments.append(moment(n + 1, start, min(duration_ms, start + length), f"Moment {n}"))
    step = max(1_000, duration_ms // 5)
    cues = [
        cue(n + 1, at, min(duration_ms, at + step * 9 // 10), scene(n + 1, f"The harbour, {n}"))
        for n, at in enumerate(range(0, duration_ms, step))
    ]
    returns = [occurrence(1, duration_ms // 10, duration_ms // 5)]
    return timeline(duration_ms, tags=tags, moments=moments, cues=cues, occurrences=returns)


def swelling_peaks(duration_ms: int, rate_hz: int = 44_100) -> Peaks:
    """Peaks that swell and fade, made without any sound."""
    frames = duration_ms * rate_hz // 1000
    bins = max(1, math.ceil(frames / BASE_FRAMES))
    swell = 0.15 + 0.7 * np.abs(np.sin(np.linspace(0, 9, bins)))
    rough = swell * (0.7 + 0.3 * np.random.default_rng(3).random(bins))
    base = PeakLevel(
        BASE_FRAMES,
        (-rough * 32767).astype(np.int16),
        (rough * 32767).astype(np.int16),
        (rough * 0.5 * 65535).astype(np.uint16),
    )
    return Peaks(rate_hz, frames, frames, pyramid(base))
