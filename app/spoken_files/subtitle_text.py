"""Subtitles as pysubs2 reads them best: what would confuse it or take hours is put right first.

pysubs2 takes a line that it can't read the times of as words of the line before, the names and
notes of WebVTT too, a negative time as positive, and gives up at an ASS file for one bad number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class SubtitleFormat(StrEnum):
    SRT = "srt"
    VTT = "vtt"
    ASS = "ass"
    SSA = "ssa"


class Prepared(NamedTuple):
    """guessed: how many lines had no time that could be read."""

    text: str
    guessed: int


_ARROW = "-->"
_TIME = re.compile(
    r"\s*(-)?\s*(?:(\d{1,4})\s*:)?\s*(\d{1,3})\s*:\s*(\d{1,2})"
    r"(?:\s*[.,:;]\s*(\d{1,3})\d{0,6})?(?=\s|$)"
)
_STYLES = re.compile(r"^[ \t]*\[v4(\+?) styles\]", re.IGNORECASE | re.MULTILINE)
_EVENTS = re.compile(r"^Dialogue:[^,\n]*,", re.MULTILINE)
_CUE = re.compile(r"^[^\n]*-->", re.MULTILINE)
_FIELDS = (
    *("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"),
)
_MOST_FIELDS = 30
_MOST_HOURS = 99  # pysubs2's own limit
_MS = {0: 0, 1: 100, 2: 10, 3: 1}
_TIME_CHARS = 40  # a time is no longer
_CLOCK = re.compile(r"(:\d)(?=\d[.,]\d)")  # two in a line of words are times to pysubs2
_JOINER = "\N{WORD JOINER}"  # unseen, and taken out with the markup
_DIGIT = re.compile(r"\d")
_DRAWING = re.compile(r"\\p[1-9]")


def format_of(text: str) -> SubtitleFormat | None:
    """By what is in it, whatever its name says."""
    if text.lstrip().startswith("WEBVTT"):
        return SubtitleFormat.VTT
    if styles := _STYLES.search(text[:100_000]):
        return SubtitleFormat.ASS if styles[1] else SubtitleFormat.SSA
    if _CUE.search(text):
        return SubtitleFormat.SRT
    return SubtitleFormat.ASS if _EVENTS.search(text) else None


def prepared(text: str, kind: SubtitleFormat) -> Prepared:
    if kind in (SubtitleFormat.ASS, SubtitleFormat.SSA):
        return _events(text)
    return _cues(text, kind)


def _cues(text: str, kind: SubtitleFormat) -> Prepared:
    """Cues with plain times; of WebVTT without names, notes and styles."""
    lines: list[str] = []
    guessed, before_ms = 0, 0
    is_in_cue = kind is SubtitleFormat.SRT
    point = "." if kind is SubtitleFormat.VTT else ","
    was_blank = True
    for line in text.split("\n"):
        if _ARROW in line and _DIGIT.search(line):
            if lines and not was_blank and not lines[-1].strip().isdigit():
                lines.append("")
            start, end = _times(line)
            if start is None:
                guessed += 1
                start = end = before_ms
            end = start if end is None or end < start else end
            before_ms = max(start, end)
            lines.append(f"{_stamp(start, point)} {_ARROW} {_stamp(end, point)}")
            is_in_cue, was_blank = True, False
        elif not line.strip():
            is_in_cue = is_in_cue and kind is SubtitleFormat.SRT
            if not was_blank:
                lines.append("")
            was_blank = True
        elif is_in_cue:
            lines.append(_CLOCK.sub(f"\\1{_JOINER}", line))
            was_blank = False
    return Prepared("\n".join(lines), guessed)


def _events(text: str) -> Prepared:
    """Only what is spoken: no fonts, pictures, styles, comments or drawings."""
    lines = ["[Events]"]
    guessed, before_ms = 0, 0
    for start, end, who, words in _dialogue(text):
        start_ms, end_ms = _time(start), _time(end)
        if start_ms is None:
            guessed += 1
            start_ms = end_ms = before_ms
        end_ms = start_ms if end_ms is None or end_ms < start_ms else end_ms
        before_ms = max(start_ms, end_ms)
        times = f"{_stamp(start_ms, '.')},{_stamp(end_ms, '.')}"
        lines.append(f"Dialogue: 0,{times},Default,{who},0,0,0,,{words}")
    return Prepared("\n".join(lines), guessed)


def _dialogue(text: str) -> Iterator[tuple[str, str, str, str]]:
    """(start, end, who speaks, words) of each. The file says in which order it has them."""
    names = list(_FIELDS)
    for line in text.split("\n"):
        head, colon, rest = line.partition(":")
        kind = head.strip().lower()
        if kind == "format" and "text" in rest.lower():
            names = [name.strip().lower() for name in rest.split(",")][:_MOST_FIELDS]
        if kind != "dialogue" or not colon:
            continue
        fields = rest.split(",", len(names) - 1)
        said = dict(zip(names, fields, strict=False))
        words = said.get("text", fields[-1])
        if not _DRAWING.search(words):
            who = said.get("name", said.get("actor", ""))
            yield said.get("start", "")[:_TIME_CHARS], said.get("end", "")[:_TIME_CHARS], who, words


def _times(line: str) -> tuple[int | None, int | None]:
    """Behind the second, WebVTT says where the words stand."""
    start, _arrow, end = line.partition(_ARROW)
    behind = end.split(None, 1)[:1] if len(end) > _TIME_CHARS else [end]
    return _time(start[-_TIME_CHARS:]), _time("".join(behind)[:_TIME_CHARS])


def _time(text: str) -> int | None:
    """In ms; a negative one is 0. None for what is none, or later than any film ends."""
    found = _TIME.match(text)
    if found is None:
        return None
    hours, minutes, seconds = int(found[2] or 0), int(found[3]), int(found[4])
    if hours > _MOST_HOURS or seconds > 59 or (found[2] and minutes > 59):
        return None
    fraction = found[5] or ""
    ms = int(fraction or 0) * _MS[len(fraction)]
    return 0 if found[1] else ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def _stamp(ms: int, point: str) -> str:
    seconds, ms = divmod(min(ms, _MOST_HOURS * 3_600_000), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{ms:03d}"
