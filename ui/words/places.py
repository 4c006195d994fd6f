"""Places in tracks, in words."""

from __future__ import annotations

from app.core.timecode import format_ms
from app.core.words import _


def place_in_words(title: str, at_ms: int) -> str:
    """“Opening 0:43”. title: of the track."""
    # Translators: a track and a time in it, “Opening 0:43”
    return _("{track} {time}", track=title, time=format_ms(at_ms))
