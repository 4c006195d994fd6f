"""What to type where a scene or a theme is chosen for a passage."""

from __future__ import annotations

from app.core.timecode import Span, format_ms
from app.core.words import _


def naming_hint(passage: Span | None) -> str:
    """passage: what it is chosen for; None if that is shown elsewhere."""
    if passage is None:
        return _("Type a few letters of its name, or a new name, and press Enter.")
    return _(
        "For {start} to {end}. Type a few letters of its name, or a new name, and press Enter.",
        start=format_ms(passage.start_ms),
        end=format_ms(passage.end_ms),
    )
