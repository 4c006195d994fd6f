"""Which work was opened last: what “Story” leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.errors import Problem

if TYPE_CHECKING:
    from app.works.records import WorkLine
    from app.works.service import Works
    from ui.shell.window_memory import WindowMemory

OPEN = "work"  # what the window remembers: a uid


def last_opened(works: Works, memory: WindowMemory) -> WorkLine | None:
    """With something in it; None if there is none any more."""
    uid = memory.text(OPEN)
    if not uid:
        return None
    try:
        lines = works.lines()
    except Problem:  # the page that is opened instead will say so
        return None
    return next((one for one in lines if one.uid == uid and one.has_something), None)
