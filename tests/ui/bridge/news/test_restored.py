"""What a restore is told by: its way back where there is one, or what it could not take."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app.archive.records import LeftOut, RestoreReport
from tests.support.seen import seen
from tests.support.window_parts import WindowParts
from ui.bridge.news.restored import say_restored
from ui.widgets.quiet_line import QuietLine

RESTORED = RestoreReport({"scene": 2}, {}, {}, backup=Path("/b/before.db"))


def offers(parts: WindowParts) -> int:
    """How many buttons with words stand beside what is said."""
    line = parts.window.findChild(QuietLine)
    assert isinstance(line, QuietLine)
    return len([button for button in seen(line, QPushButton) if button.text()])


@pytest.mark.parametrize(
    ("report", "offered"),
    [
        (RESTORED, 1),
        (replace(RESTORED, is_undoable=False), 0),
        (RestoreReport({}, {}, {"scene": 2}), 0),
    ],
)
def test_undo_is_offered_where_it_leads_back(
    parts: WindowParts, report: RestoreReport, offered: int
) -> None:
    parts.window.show()
    say_restored(parts.context, report)
    assert parts.said == report.news and offers(parts) == offered


@pytest.mark.logs("Restored")
def test_what_was_skipped_is_said_with_its_details(parts: WindowParts) -> None:
    parts.window.show()
    say_restored(parts.context, replace(RESTORED, skipped=(LeftOut("a.png", "It is empty."),)))
    assert parts.said.startswith("Restored") and offers(parts) == 1
