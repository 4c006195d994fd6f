"""Reads a file of subtitles, whatever state it is in."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from pathlib import Path

from app.core.errors import Problem
from app.core.path_names import display_name
from app.core.user_files import read_bytes, reason
from app.core.words import _
from app.spoken_files.encoding import NoText, decoded
from app.spoken_files.line import FileWords, Line, in_order
from app.spoken_files.markup import bare
from app.spoken_files.names import language_in
from app.spoken_files.subtitle_text import SubtitleFormat, format_of, prepared

log = logging.getLogger(__name__)

SUBTITLE_ENDINGS = (".srt", ".vtt", ".ass", ".ssa")
MOST_BYTES = 32 * 1024 * 1024  # ASS may bring its fonts; a film's words are 100 KB
_MOST_TEXT = 4 * 1024 * 1024  # of what is spoken


def read_subtitles(path: Path) -> FileWords:
    """Raises Problem with a plain reason when there are none in it."""
    try:
        text = decoded(read_bytes(path, MOST_BYTES))
    except OSError as fault:
        raise _unread(path, reason(fault), str(fault)) from fault
    except NoText as fault:
        raise _unread(path, _("It isn’t a text file."), str(fault)) from fault
    kind = format_of(text)
    if kind is None:
        why = _("It has no times in it, as SRT, WebVTT and ASS have.")
        raise _unread(path, why)
    whole = prepared(text, kind)
    if len(whole.text) > _MOST_TEXT:
        raise _unread(path, _("It is longer than any subtitles are."))
    lines = in_order(_joined(_parsed(whole.text, kind)))
    if not lines:
        raise _unread(path, _("Nothing is said in it."))
    return FileWords(lines, language_in(path.name), whole.guessed)


def _parsed(text: str, kind: SubtitleFormat) -> list[Line]:
    import pysubs2

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of numbers that are left out here
        read = pysubs2.SSAFile.from_string(text, format_=str(kind), keep_html_tags=True)
    found = ((bare(event.text), event.start, event.end) for event in read.events)
    return [
        Line(words, start_ms, end_ms if end_ms > start_ms else None)
        for words, start_ms, end_ms in found
        if words
    ]


def _joined(lines: Iterable[Line]) -> list[Line]:
    """Signs that move are written as many lines of the same words, one after the other."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.text == line.text
            and None not in (last.start_ms, last.end_ms, line.start_ms, line.end_ms)
            and (last.start_ms or 0) <= (line.start_ms or 0) <= (last.end_ms or 0)
        ):
            joined[-1] = last._replace(end_ms=max(last.end_ms or 0, line.end_ms or 0))
        else:
            joined.append(line)
    return joined


def _unread(path: Path, why: str, details: str = "") -> Problem:
    return Problem(
        _("“{file}” couldn’t be read as subtitles.", file=display_name(path)),
        why,
        _("Choose an SRT, WebVTT or ASS file."),
        details,
    )
