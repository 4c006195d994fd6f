"""Cells show what the filter found, and their letters stay where the style puts them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.core.search_text import terms_of
from app.library.shelf import Shelf
from app.library.shelf_search import ShelfSearch
from tests.ui.library.test_track_model import row
from ui.library.columns import INDEX
from ui.library.track_model import TrackTableModel
from ui.library.track_table import TrackTable
from ui.style.theme import colour

WIDE, HIGH = 220, 36


@pytest.fixture
def table(qtbot: QtBot) -> TrackTable:
    model = TrackTableModel()
    lines = [
        row(1, "Étoile To AVATAR", artist="Älva Étoile", role="love_theme"),
        row(2, "étoile is far too long for its cell, and ends in etoile"),
        row(3, "Étoile", is_available=False),
    ]
    model.set_shelf(Shelf(lines))
    table = TrackTable(model, lambda _row: ())
    model.setParent(table)
    qtbot.addWidget(table)
    table.show()
    return table


def painted(
    table: TrackTable, place: int, column: str, ground: str, *, is_selected: bool = False
) -> QImage:
    index = table.model().index(place, INDEX[column])
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.rect = QRect(0, 0, WIDE, HIGH)
    if is_selected:
        option.state |= QStyle.StateFlag.State_Selected
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(colour(ground))
    painter = QPainter(image)
    table.itemDelegateForIndex(index).paint(painter, option, index)
    painter.end()
    return image


def places(table: TrackTable) -> range:
    return range(table.model().rowCount())


def search(table: TrackTable, text: str) -> None:
    model = table.model()
    assert isinstance(model, TrackTableModel)
    model.show_found(ShelfSearch(model.shelf.lines).find(terms_of(text)))


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("is_bold", [False, True])
@pytest.mark.parametrize("letters_px", [11, 13, 14, 16, 18, 21, 24])
def test_no_letter_moves(
    table: TrackTable, letters_px: int, is_bold: bool, direction: Qt.LayoutDirection
) -> None:
    """On the same colour, a hit's ground can't be seen; titles are in ink with or without it."""
    table.setLayoutDirection(direction)
    font = table.font()
    font.setPixelSize(letters_px)
    font.setBold(is_bold)
    table.setFont(font)
    before = [painted(table, place, "title", "selection") for place in places(table)]
    plain = [painted(table, place, "title", "raised") for place in places(table)]
    search(table, "etoi")
    assert [painted(table, place, "title", "selection") for place in places(table)][:2] == before[
        :2
    ]
    after = [painted(table, place, "title", "raised") for place in places(table)]
    assert all(one != other for one, other in zip(plain, after, strict=True))


@pytest.mark.parametrize("column", ["title", "artist"])
def test_letters_beside_a_hit_are_as_they_were(table: TrackTable, column: str) -> None:
    before = painted(table, 0, column, "raised")
    search(table, "toile")
    after = painted(table, 0, column, "raised")
    changed = [
        x for x in range(WIDE) if any(before.pixel(x, y) != after.pixel(x, y) for y in range(HIGH))
    ]
    advance = table.fontMetrics().horizontalAdvance
    assert 0 < max(changed) - min(changed) <= advance("toile") + 2


def test_a_hit_in_a_selected_row_can_be_seen(table: TrackTable) -> None:
    before = painted(table, 0, "title", "raised", is_selected=True)
    search(table, "etoi")
    after = painted(table, 0, "title", "raised", is_selected=True)
    assert before.pixelColor(WIDE - 2, HIGH // 2) == colour("selection")
    assert before != after


def test_a_role_and_no_number_is_shown_as_found(table: TrackTable) -> None:
    before = {key: painted(table, 0, key, "raised") for key in ("role", "length", "title")}
    search(table, "love")
    after = {key: painted(table, 0, key, "raised") for key in before}
    assert {key for key in before if before[key] != after[key]} == {"role"}
