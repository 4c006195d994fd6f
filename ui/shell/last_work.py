"""Which work was opened last: what “Story” leads to, and whose story is shown unasked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.core.errors import Problem

if TYPE_CHECKING:
    from app.works.records import WorkLine
    from app.works.service import Works
    from ui.shell.window_memory import WindowMemory

_OPEN = "work"  # what the window remembers: a uid


def remember_work(memory: WindowMemory | None, uid: str) -> None:
    if memory is not None:
        memory.state.setValue(_OPEN, uid)


def remembered_work(memory: WindowMemory | None) -> str:
    """The uid of the work that was opened last; empty for none."""
    return "" if memory is None else memory.text(_OPEN)


def usual_among(lines: Sequence[WorkLine], uid: str) -> WorkLine | None:
    """The one that was opened last, or else the only one."""
    found = next((one for one in lines if one.uid == uid), None)
    return lines[0] if found is None and len(lines) == 1 else found


def usual_work(works: Works, memory: WindowMemory | None) -> WorkLine | None:
    return usual_among(_lines(works), remembered_work(memory))


def last_opened(works: Works, memory: WindowMemory) -> WorkLine | None:
    """With something in it; None if there is none any more."""
    uid = remembered_work(memory)
    lines = _lines(works) if uid else ()
    return next((one for one in lines if one.uid == uid and one.has_something), None)


def _lines(works: Works) -> Sequence[WorkLine]:
    try:
        return works.lines()
    except Problem:  # the page that is opened instead will say so
        return ()
