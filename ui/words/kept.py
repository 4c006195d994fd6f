"""What has just been marked, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import _
from ui.words.marks import span_in_words

if TYPE_CHECKING:
    from app.capture.capturing import Kept


def kept_in_words(kept: Kept) -> str:
    """“Wonder, at 0:12.345”; raised, “Wonder, 4 of 5, at 0:12.345”."""
    name = kept.emotion.name if kept.emotion is not None else _("Favourite moment")
    if not kept.is_new and kept.emotion is not None:
        name = _("{emotion}, {intensity} of 5", emotion=name, intensity=str(kept.intensity))
    return _("{mark}, {time}", mark=name, time=span_in_words(kept.span))
