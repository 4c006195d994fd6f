"""How a mark that waits to be saved looks and what is said about it, wherever it is shown."""

from __future__ import annotations

from app.core.words import Text

WAITS = Text("waits to be saved")
WAITS_ICON = "hourglass"  # in place of the mark's own
ONLY_A_NOTE = Text(
    "A mark that waits to be saved can be given a note or deleted; everything else can be changed "
    "once it is saved."
)
