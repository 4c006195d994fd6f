"""What was done about a journal that couldn't be opened, and what to do next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.archive.records import Rescued
from app.core.words import _
from ui.shell.rescue_dialog import WayOut
from ui.widgets.question_dialog import QuestionDialog
from ui.words.dates import clock_time, days_ago, long_date


class RescuedDialog(QuestionDialog):
    """accepted: open the journal; rejected: the button close_word."""

    def __init__(self, way: WayOut, rescued: Rescued, parent: QWidget, close_word: str) -> None:
        says = (_restored if way.backup is not None else _begun_afresh)(way, rescued)
        title, *paragraphs = [words for words in (*says, _kept(rescued)) if words]
        super().__init__(title, "\n\n".join(paragraphs), _("Open my journal"), parent=parent)
        self.no.setText(close_word)


def _restored(way: WayOut, rescued: Rescued) -> tuple[str, ...]:
    assert way.backup is not None
    made = way.backup.made_at.astimezone()
    # Translators: ago is “today”, “five days ago”…
    which = _(
        "It is the backup made {ago}, on {day} at {time}.",
        ago=days_ago(made.date()), day=long_date(made.date()), time=clock_time(made),
    )  # fmt: skip
    # Translators: inside is what is in the journal: “31 tracks, 120 marks”
    inside = _("It holds {inside}.", inside=rescued.inside) if rescued.inside else ""
    return (
        _("Your journal is back"),
        f"{which} {inside}",
        _(
            "Open it and check that your latest marks are there. If an export has more of them, "
            "restore it in Settings, Your data."
        ),
    )


def _begun_afresh(_way: WayOut, _rescued: Rescued) -> tuple[str, ...]:
    return (
        _("Your new journal is ready"),
        _("It is empty. Add your music again, or restore an export in Settings, Your data."),
    )


def _kept(rescued: Rescued) -> str:
    if rescued.aside is None:
        return ""
    name = rescued.aside.name
    return _("The file that couldn’t be read is still there, as “{file}”.", file=name)
