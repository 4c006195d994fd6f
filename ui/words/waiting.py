"""What waits to be saved, or did, in words."""

from __future__ import annotations

from app.core.words import Text, ngettext

_MARKED = {  # by the kind of StorageProblem
    "locked": Text(
        "Marked. It waits to be saved: an import, a restore or another program is writing to your "
        "journal. Until then it is safe on disk."
    ),
    "unreachable": Text(
        "Marked. It waits to be saved: your journal’s disk or folder doesn’t respond. "
        "Until then it is safe on disk."
    ),
    "read_only": Text(
        "Marked. It waits to be saved: your journal can’t be written to. Until then it is safe on "
        "disk."
    ),
    "full": Text(
        "Marked. It waits to be saved: your journal’s disk is full. Until then it is safe on disk."
    ),
    "damaged": Text(
        "Marked. It waits to be saved: your journal is damaged. Until then it is safe on disk."
    ),
}


def kept_now(count: int) -> str:
    """“All 3 things that were waiting have been saved in your journal.” count: of the things."""
    return ngettext(
        "What was waiting has been saved in your journal.",
        "All {n} things that were waiting have been saved in your journal.",
        count,
    )


def marked_but_waits(kind: str) -> str:
    """Said of the first mark that waits: why, and that it is safe. kind: of the StorageProblem."""
    return str(_MARKED[kind])
