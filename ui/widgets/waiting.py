"""How a mark that is not in the journal yet looks and is called, wherever it is shown."""

from __future__ import annotations

WAITS = "waits for the journal"
WAITS_ICON = "hourglass"  # in place of the mark's own
ONLY_A_NOTE = (
    "A mark that waits for the journal can be given a note or deleted; everything else can be "
    "changed once it is kept."
)
