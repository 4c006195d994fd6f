"""What was done about a journal that couldn't be opened, and what to do next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.archive.records import Rescued
from ui.shell.rescue_dialog import WayOut
from ui.widgets.dates import clock_time, days_ago, long_date
from ui.widgets.question_dialog import QuestionDialog


class RescuedDialog(QuestionDialog):
    """accepted: open the journal; rejected: what close_word says."""

    def __init__(self, way: WayOut, rescued: Rescued, parent: QWidget, close_word: str) -> None:
        says = (_restored if way.backup is not None else _begun_afresh)(way, rescued)
        title, *paragraphs = [words for words in (*says, _kept(rescued)) if words]
        super().__init__(title, "\n\n".join(paragraphs), "Open my journal", parent=parent)
        self.no.setText(close_word)


def _restored(way: WayOut, rescued: Rescued) -> tuple[str, ...]:
    assert way.backup is not None
    made = way.backup.made_at.astimezone()
    inside = f"It holds {rescued.inside}." if rescued.inside else ""
    return (
        "Your journal is back",
        f"It is the backup that was made {days_ago(made.date())}, on {long_date(made.date())} at "
        f"{clock_time(made)}. {inside}",
        "Open it and check that your latest marks are there. An export that has more of them can "
        "be restored in Settings, Your data.",
    )


def _begun_afresh(_way: WayOut, _rescued: Rescued) -> tuple[str, ...]:
    return (
        "A fresh journal has begun",
        "It is empty. Add your music again, or restore an export in Settings, Your data.",
    )


def _kept(rescued: Rescued) -> str:
    if rescued.aside is None:
        return ""
    return f"The file that couldn’t be read was kept beside it, as “{rescued.aside.name}”."
