"""What the search of a keepsake looks in: a script that only says it, for pages opened as files can
read nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from app.core.timecode import format_span
from app.core.words import dotted, listed
from app.keepsake.html.elements import plain
from app.keepsake.html.markdown import words_of
from app.keepsake.html.parts import MUSIC_FILE, Parts
from app.keepsake.records import KeptLine

_LONGEST = 2_000  # characters of a text


def search_words(parts: Parts) -> bytes:
    rows = [row for each in (_lines(parts), _tracks(parts)) for row in each]
    said = ",\n".join(_as_script(row) for row in rows)
    return f"window.keepsakeWords = [\n{said}\n];\n".encode()


def _lines(parts: Parts) -> Iterator[tuple[str, str, str]]:
    """Address, what it is about, and its words. Raises JobCancelled."""
    for line in parts.keepsake.lines:
        parts.job.checkpoint()
        day = parts.craft.day_words(line.day)
        place = "" if line.span is None else format_span(line.span)
        about = dotted(line.heading, line.track_title, place, *line.scenes, day)
        yield parts.address(line), about, _text(line)[:_LONGEST]


def _tracks(parts: Parts) -> Iterator[tuple[str, str, str]]:
    for track in parts.keepsake.tracks:
        address = f"{MUSIC_FILE}#{parts.track_anchor(track.id)}"
        yield address, dotted(track.title, track.artist, track.album), ""


def _text(line: KeptLine) -> str:
    said = words_of(line.text) if line.is_entry else line.text
    return " ".join(filter(None, (" ".join(said.split()), line.memory, listed(line.people))))


def _as_script(row: tuple[str, str, str]) -> str:
    """JSON, in ASCII: no text can end a string or a line of a script."""
    return json.dumps([plain(text) for text in row])
