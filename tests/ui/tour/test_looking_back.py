"""The tour hears a mark of the journal again, and looks at it across the years."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.journal.records import JournalFilter
from app.marks.kinds import KINDS
from tests.support.app_harness import AppHarness
from ui.tour.looking_back import hear_again, open_journal, open_years
from ui.tour.stage import Script, Stage, Step, Until
from ui.tour.tour import Tour


def _only_marks(stage: Stage) -> Script:
    """As the tour has them once it has searched for a note."""
    journal = stage.pages.journal
    journal.show_filter(JournalFilter(kinds=frozenset(KINDS)))
    yield Until("no marks are shown", lambda: journal.model.items[0].span is not None)


STEPS = (
    Step("journal", "The journal", open_journal, page="journal"),
    Step("marks", "Its marks", _only_marks),
    Step("again", "One is played again", hear_again),
    Step("same_moment", "Across the years", open_years, page="same_moment"),
)


def test_a_mark_is_heard_again_and_seen_across_the_years(
    harness: AppHarness, tmp_path: Path
) -> None:
    tour = Tour(harness.show("--demo"), tmp_path / "out", STEPS)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.exec()
    assert tour.exit_code == 0
    assert not QImage(str(tmp_path / "out" / "04-same_moment.png")).isNull()
