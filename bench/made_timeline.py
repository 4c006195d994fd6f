"""A track's marks and its peaks for the timeline's benches, without a database or audio."""

from __future__ import annotations

import math
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.analysis.peaks import BASE_FRAMES, PeakLevel, Peaks, pyramid
from app.core.ids import (
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
from app.story.records import Cue, Scene
from app.themes.records import Occurrence, OccurrenceStatus, Theme
from app.timeline.records import TrackTimeline

TRACK = TrackId(7)
MADE_AT_MS = 1_700_000_000_000
VOCABULARY = Path(__file__).parents[1] / "resources" / "vocabularies" / "gems.toml"


def _emotions() -> list[Emotion]:
    rows = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))["emotion"]
    return [
        Emotion(EmotionId(n), f"emotion-{n}", EmotionSetId(1), is_retired=False, position=n, **row)
        for n, row in enumerate(rows, start=1)
    ]


EMOTIONS = _emotions()


def tagged(
    tag_id: int,
    start_ms: int,
    end_ms: int | None = None,
    *,
    emotion: int = 0,
    intensity: int = 3,
    mode: Mode = Mode.FELT,
) -> TaggedEmotion:
    """emotion: a place in the emotion set, modulo its length."""
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
        note="",
        memory="",
        made_at_ms=MADE_AT_MS,
        made_offset_min=60,
    )
    return TaggedEmotion(tag, word)


def timeline(
    duration_ms: int,
    tags: Sequence[TaggedEmotion] = (),
    moments: Sequence[Moment] = (),
    cues: Sequence[Cue] = (),
    occurrences: Sequence[Occurrence] = (),
) -> TrackTimeline:
    lanes: dict[MarkKind, Sequence[Mark]] = {
        MarkKind.TAG: tags,
        MarkKind.MOMENT: moments,
        MarkKind.CUE: cues,
        MarkKind.OCCURRENCE: occurrences,
    }
    in_order = {
        kind: tuple(sorted(marks, key=lambda mark: (mark.span, mark.id)))
        for kind, marks in lanes.items()
    }
    return TrackTimeline(TRACK, duration_ms, in_order)


def busy_timeline(duration_ms: int, count: int, seed: int = 5) -> TrackTimeline:
    """A track that was heard often: mostly emotions, some favourites, scenes one after another."""
    chance = random.Random(seed)
    tags = [_chance_tag(chance, n + 1, duration_ms) for n in range(count * 9 // 10)]
    moments = []
    for n in range(count - len(tags)):
        start = chance.randrange(duration_ms)
        end = start if n % 3 else min(duration_ms, start + 6_000)
        moments.append(_moment(n + 1, Span(start, end), f"Moment {n}"))
    step = max(1_000, duration_ms // 5)
    cues = [
        _cue(n + 1, Span(at, min(duration_ms, at + step * 9 // 10)), f"The harbour, {n}")
        for n, at in enumerate(range(0, duration_ms, step))
    ]
    return timeline(duration_ms, tags, moments, cues, [_occurrence(duration_ms)])


def _chance_tag(chance: random.Random, tag_id: int, duration_ms: int) -> TaggedEmotion:
    start = chance.randrange(duration_ms)
    length = 0 if chance.random() < 0.5 else chance.randrange(1_500, 9_000)
    return tagged(
        tag_id,
        start,
        min(duration_ms, start + length),
        emotion=chance.randrange(9),
        intensity=chance.randint(1, 5),
        mode=Mode.EXPRESSED if chance.random() < 0.3 else Mode.FELT,
    )


def _moment(moment_id: int, span: Span, label: str) -> Moment:
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


def _cue(cue_id: int, span: Span, title: str) -> Cue:
    scene = Scene(
        id=SceneId(cue_id),
        uid=f"scene-{cue_id}",
        work_id=WorkId(1),
        work_title="Tidewatch",
        episode_id=None,
        episode_label="S1 E3 · Low water",
        title=title,
        summary="The boats come home and nobody speaks.",
        story_order=float(cue_id),
        span=None,
        still=None,
        is_spoiler=False,
        characters=(),
    )
    return Cue(CueId(cue_id), f"cue-{cue_id}", TRACK, span, scene, None)


def _occurrence(duration_ms: int) -> Occurrence:
    theme = Theme(ThemeId(1), "theme-1", None, "My heart", "#2E8F86", "")
    span = Span(duration_ms // 10, duration_ms // 5)
    status = OccurrenceStatus.CONFIRMED
    return Occurrence(OccurrenceId(1), "occurrence-1", theme, TRACK, span, status, 5, 0.8, "", "")


def swelling_peaks(duration_ms: int, rate_hz: int = 44_100) -> Peaks:
    """Peaks that rise and fall."""
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
