"""Marks as they are copied: values that mean the same on another track and in another profile.

What a mark says is told by name (its emotion, scene or theme) with the uid beside it, never by a
row's id. Times are relative to the earliest of the marks.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.errors import Problem
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span, format_ms
from app.emotions.records import TaggedEmotion
from app.marks.kinds import kind_named
from app.moments.records import Moment
from app.story.records import Cue
from app.themes.records import Occurrence
from app.timeline.records import TrackTimeline

MIME_TYPE = "application/x-ost-my-heart-marks+json"
FORMAT = "ost-my-heart marks"
VERSION = 1
# What reading a clip runs into that says something else than marks.
NOT_A_CLIP = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
MOST_MARKS = 100_000
_WORD = ("uid", "key", "name", "gloss", "valence", "arousal", "colour", "icon", "pattern")
Copied = TaggedEmotion | Moment | Cue | Occurrence


@dataclass(frozen=True, slots=True)
class ClipMark:
    """span: from the start of the clip. says: what belongs to the kind, ready for JSON.

    made: when it was felt, (UTC ms, zone offset in minutes): only of marks that were cut, because
    a copy is a new mark.
    """

    kind: MarkKind
    span: Span
    says: Mapping[str, Any]
    made: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Clip:
    """Some marks and, for pasting elsewhere, the same as plain text."""

    marks: tuple[ClipMark, ...]
    text: str = ""

    def as_json(self) -> str:
        marks = [
            {
                "kind": str(mark.kind),
                "start_ms": mark.span.start_ms,
                "end_ms": mark.span.end_ms,
                "says": dict(mark.says),
                "made": mark.made,
            }
            for mark in self.marks
        ]
        content = {"format": FORMAT, "version": VERSION, "marks": marks}
        return json.dumps(content, ensure_ascii=False)


def clip_of(timeline: TrackTimeline, refs: Collection[MarkRef], *, is_cut: bool = False) -> Clip:
    """The marks of a track that are meant, in time order."""
    found = [mark for mark in _marks(timeline) if _ref(mark) in refs]
    found.sort(key=lambda mark: (mark.span, _ref(mark)))
    if not found:
        return Clip(())
    start_ms = found[0].span.start_ms
    marks = tuple(
        ClipMark(
            _ref(mark).kind,
            mark.span.moved_to(mark.span.start_ms - start_ms),
            _says(mark),
            _made(mark) if is_cut else None,
        )
        for mark in found
    )
    return Clip(marks, "\n".join(_line(mark) for mark in found))


def clip_from(text: str) -> Clip:
    """The marks that `as_json` wrote. Raises Problem for anything else."""
    try:
        content = json.loads(text)
        if content["format"] != FORMAT or content["version"] != VERSION:
            raise ValueError(f"format {content['format']!r}, version {content['version']!r}")
        if len(content["marks"]) > MOST_MARKS:
            raise ValueError(f"{len(content['marks'])} marks")
        return Clip(tuple(_read(mark) for mark in content["marks"]))
    except NOT_A_CLIP as error:
        raise not_understood(error) from error


def not_understood(error: Exception) -> Problem:
    return Problem(
        "What was copied can’t be pasted here.",
        "It isn’t in a form that this version of the program knows.",
        "Copy the marks again in this window.",
        repr(error),
    )


def _read(mark: Mapping[str, Any]) -> ClipMark:
    span = Span(int(mark["start_ms"]), int(mark["end_ms"]))
    made = mark.get("made")
    when = None if made is None else (int(made[0]), int(made[1]))
    return ClipMark(kind_named(mark["kind"]), span, dict(mark["says"].items()), when)


def _marks(timeline: TrackTimeline) -> list[Copied]:
    return [*timeline.tags, *timeline.moments, *timeline.cues, *timeline.occurrences]


def _ref(mark: Copied) -> MarkRef:
    if isinstance(mark, TaggedEmotion):
        return mark.ref
    kinds = {Moment: MarkKind.MOMENT, Cue: MarkKind.CUE, Occurrence: MarkKind.OCCURRENCE}
    return MarkRef(kinds[type(mark)], mark.id)


def _made(mark: Copied) -> tuple[int, int] | None:
    pressed = mark.tag if isinstance(mark, TaggedEmotion) else mark
    if isinstance(pressed, Cue | Occurrence):
        return None
    return pressed.made_at_ms, pressed.made_offset_min


def _says(mark: Copied) -> dict[str, Any]:
    if isinstance(mark, TaggedEmotion):
        tag = mark.tag
        word = {name: getattr(mark.emotion, name) for name in _WORD}
        return {"emotion": word, "mode": tag.mode.value} | _fields(
            tag, "intensity", "note", "memory", "preroll_ms"
        )
    if isinstance(mark, Moment):
        return _fields(mark, "label", "note", "preroll_ms")
    if isinstance(mark, Cue):
        scene = _fields(mark.scene, "uid", "title", "work_title")
        return {"scene": scene} | _fields(mark, "scene_offset_ms", "preroll_ms")
    theme = _fields(mark.theme, "uid", "name", "colour", "note")
    facts = _fields(mark, "transposition", "tempo_ratio", "variation", "note", "preroll_ms")
    return {"theme": theme, "status": mark.status.value} | facts


def _fields(source: object, *names: str) -> dict[str, Any]:
    return {name: getattr(source, name) for name in names}


def _line(mark: Copied) -> str:
    """“0:12.500–0:15.000  Wonder, felt, 3 of 5: the horns”."""
    start = format_ms(mark.span.start_ms, with_millis=True)
    end = format_ms(mark.span.end_ms, with_millis=True)
    time = start if mark.span.is_point else f"{start}–{end}"
    if isinstance(mark, TaggedEmotion):
        what = f"{mark.emotion.name}, {mark.tag.mode.value}, {mark.tag.intensity} of 5"
        note = mark.tag.note
    elif isinstance(mark, Moment):
        what, note = mark.label or "Favourite moment", mark.note
    elif isinstance(mark, Cue):
        title = "covered, a spoiler" if mark.scene.is_spoiler else mark.scene.title
        what, note = f"Scene: {title} ({mark.scene.work_title})", ""
    else:
        what, note = f"Theme: {mark.theme.name}", mark.note
    return f"{time}  {what}: {' '.join(note.split())}" if note else f"{time}  {what}"
