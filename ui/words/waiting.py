"""What waited for the journal, in words."""

from __future__ import annotations

from app.core.counting import counted


def kept_now(count: int) -> str:
    """“All 3 things that waited are kept in your journal now.”"""
    return counted(
        count,
        "What waited is kept in your journal now.",
        "All {n} things that waited are kept in your journal now.",
    )
