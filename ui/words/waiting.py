"""What waited to be saved, in words."""

from __future__ import annotations

from app.core.words import ngettext


def kept_now(count: int) -> str:
    """“All 3 things that were waiting have been saved in your journal.” count: of the things."""
    return ngettext(
        "What was waiting has been saved in your journal.",
        "All {n} things that were waiting have been saved in your journal.",
        count,
    )
