"""Copied marks: values that mean the same on another track and in another profile.

A mark's emotion, scene or theme is given by name and uid, never by a row's id. Times are relative
to the earliest mark.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.errors import Problem
from app.core.marks import Mark, MarkKind, MarkRef
from app.core.timecode import Span, format_ms
from app.core.words import _
from app.marks.kinds import KINDS, as_text, kind_named
from app.story.covering import OPEN, Covering

MIME_TYPE = "application/x-ost-my-heart-marks+json"
FORMAT = "ost-my-heart marks"  # not shown
VERSION = 1
# What can be raised while reading a clip that isn't one.
NOT_A_CLIP = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
MOST_MARKS = 100_000


@dataclass(frozen=True, slots=True)
class ClipMark:
    """span: from the start of the clip. says: what belongs to the kind, ready for JSON.

    made: when it was made, (UTC ms, zone offset in minutes); only if the mark was cut, because a
    copy is a new mark. uid: of the mark that was copied, by which a text can name it; empty if it
    was cut.
    """

    kind: MarkKind
    span: Span
    says: Mapping[str, Any]
    made: tuple[int, int] | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Clip:
    """Some marks, and the same as plain text for other programs."""

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
                "uid": mark.uid,
            }
            for mark in self.marks
        ]
        content = {"format": FORMAT, "version": VERSION, "marks": marks}
        return json.dumps(content, ensure_ascii=False)


def clip_of(
    marks: Iterable[Mark],
    refs: Collection[MarkRef],
    *,
    is_cut: bool = False,
    covering: Covering = OPEN,
) -> Clip:
    """Those of the marks that refs names, in time order.

    covering: which scenes the plain text may not name.
    """
    found = [mark for mark in marks if mark.ref in refs]
    found.sort(key=lambda mark: (mark.span, mark.ref))
    if not found:
        return Clip(())
    start_ms = found[0].span.start_ms
    return Clip(
        tuple(_copied(mark, start_ms, is_cut) for mark in found),
        "\n".join(_line(mark, covering) for mark in found),
    )


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
        _("What was copied can’t be pasted here."),
        _("This version of the program doesn’t know its format."),
        _("Copy the marks again in this window."),
        repr(error),
    )


def _read(mark: Mapping[str, Any]) -> ClipMark:
    span = Span(int(mark["start_ms"]), int(mark["end_ms"]))
    made = mark.get("made")
    when = None if made is None else (int(made[0]), int(made[1]))
    uid = str(mark.get("uid", ""))
    return ClipMark(kind_named(mark["kind"]), span, dict(mark["says"].items()), when, uid)


def _copied(mark: Mark, start_ms: int, is_cut: bool) -> ClipMark:
    spec, span = KINDS[mark.kind], mark.span
    made = spec.made(mark) if is_cut else None
    when = None if made is None else (made.utc_ms, made.offset_min)
    moved, uid = span.moved_to(span.start_ms - start_ms), "" if is_cut else mark.uid
    return ClipMark(spec.kind, moved, spec.copied(mark), when, uid)


def _line(mark: Mark, covering: Covering) -> str:
    """“0:12.500–0:15.000  Wonder, felt, 3 of 5: the horns”."""
    start = format_ms(mark.span.start_ms, with_millis=True)
    end = format_ms(mark.span.end_ms, with_millis=True)
    time = start if mark.span.is_point else f"{start}–{end}"
    return f"{time}  {as_text(mark, covering)}"
