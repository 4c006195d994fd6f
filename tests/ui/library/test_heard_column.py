"""The library’s column that says when a track was last heard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.instant import Instant
from tests.support.seen import model_of
from tests.support.window_parts import WindowParts, add_tracks
from ui.library.columns import INDEX
from ui.library.page import LibraryPage
from ui.library.track_model import TrackTableModel
from ui.shell.window_memory import WindowMemory

HEARD = INDEX["heard"]
IN_2003 = 1_045_850_000_000  # 21 February, about 18:00 in UTC


@pytest.fixture
def memory(tmp_path: Path) -> WindowMemory:
    return WindowMemory(tmp_path / "memory")


@pytest.fixture
def page(parts: WindowParts, memory: WindowMemory, tmp_path: Path, qtbot: QtBot) -> LibraryPage:
    """Three tracks: Dawn, Dusk and Night, none of which was heard."""
    add_tracks(parts.context, tmp_path / "music", ["Dawn", "Dusk", "Night"])
    return opened(parts, memory, qtbot)


def opened(parts: WindowParts, memory: WindowMemory, qtbot: QtBot) -> LibraryPage:
    page = LibraryPage(parts.context, memory, parts.window)
    page.resize(1300, 700)
    parts.window.resize(1300, 700)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    page.show()
    return page


def hear(parts: WindowParts, title: str, at_ms: int, offset_min: int = 0) -> None:
    services = parts.context.services
    (track_id,) = [row.id for row in services.library.tracks() if row.title == title]
    services.listening.begin(track_id, at_ms, offset_min)


def said(page: LibraryPage, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[str]:
    """In the column, from top to bottom."""
    model = page.table.model()
    return [str(model.index(row, HEARD).data(role)) for row in range(model.rowCount())]


def titles(page: LibraryPage) -> list[str]:
    return [row.title for row in model_of(page.table, TrackTableModel).shown]


def choose(page: LibraryPage) -> None:
    menu = page.columns.open()
    next(action for action in menu.actions() if action.text() == "Last heard").trigger()
    menu.close()


def test_it_is_hidden_until_it_is_chosen_and_stays_chosen(
    page: LibraryPage, parts: WindowParts, memory: WindowMemory, qtbot: QtBot
) -> None:
    hear(parts, "Dusk", Instant.now().utc_ms)
    assert page.table.isColumnHidden(HEARD)
    choose(page)
    qtbot.waitUntil(lambda: said(page) == ["", "Today", ""])
    assert not page.table.isColumnHidden(HEARD)
    page.hide()
    again = opened(parts, memory, qtbot)
    qtbot.waitUntil(lambda: said(again) == ["", "Today", ""])
    assert not again.table.isColumnHidden(HEARD)


def test_it_stays_away_while_nothing_was_heard(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    choose(page)
    assert page.table.isColumnHidden(HEARD)
    hear(parts, "Night", IN_2003)
    qtbot.waitUntil(lambda: not page.table.isColumnHidden(HEARD))


def test_the_day_is_that_of_the_place_and_the_tooltip_says_the_time(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    """In Japan the next day has begun."""
    hear(parts, "Dawn", IN_2003)
    hear(parts, "Dusk", IN_2003, 540)
    choose(page)
    qtbot.waitUntil(lambda: said(page) == ["21 Feb 2003", "22 Feb 2003", ""])
    whole = "Saturday 22 February 2003, "
    assert whole in said(page, Qt.ItemDataRole.ToolTipRole)[1]
    assert said(page, Qt.ItemDataRole.AccessibleTextRole)[1].startswith(whole)


def test_what_was_heard_last_comes_first_and_what_never_was_last(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    hear(parts, "Dawn", IN_2003)
    hear(parts, "Night", IN_2003 + 1)
    choose(page)
    page.table.sortByColumn(HEARD, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: titles(page) == ["Night", "Dawn", "Dusk"])


def test_the_column_is_as_wide_as_any_day(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    hear(parts, "Dawn", IN_2003)
    choose(page)
    qtbot.waitUntil(lambda: not page.table.isColumnHidden(HEARD))
    index = page.table.model().index(0, HEARD)
    assert page.table.sizeHintForIndex(index).width() <= page.table.columnWidth(HEARD)
