"""The pointer is over a whole row of a table, and the keyboard in one frame."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.marks.table.delegate import MarkDelegate
from ui.style.theme import apply_theme, colour
from ui.style.tokens import LIGHT
from ui.widgets.row_hover import WholeRowCell

COLUMNS, ROWS = 3, 4


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)


@pytest.fixture
def model() -> QStandardItemModel:
    made = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            made.setItem(row, column, QStandardItem(""))
    return made


@pytest.fixture(params=[WholeRowCell, lambda table: MarkDelegate(tuple, table)])
def table(
    request: pytest.FixtureRequest, model: QStandardItemModel, qtbot: QtBot
) -> Iterator[QTableView]:
    window, made = QWidget(), QTableView()
    made.setModel(model)
    made.setItemDelegate(request.param(made))
    QVBoxLayout(window).addWidget(made)
    window.resize(500, 300)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    made.setModel(None)


def middle(table: QTableView, row: int, column: int) -> QPoint:
    return table.visualRect(table.model().index(row, column)).center()


def shades(table: QTableView, row: int) -> set[str]:
    picture: QImage = table.viewport().grab().toImage()
    return {picture.pixelColor(middle(table, row, column)).name() for column in range(COLUMNS)}


def test_all_cells_of_a_row_are_lit_and_no_others(table: QTableView, qtbot: QtBot) -> None:
    hovered = {colour("hover").name()}
    QTest.mouseMove(table.viewport(), middle(table, 2, 1))
    qtbot.waitUntil(lambda: shades(table, 2) == hovered)
    assert hovered.isdisjoint(shades(table, 1))
    QTest.mouseMove(table.viewport(), middle(table, 1, 0))
    qtbot.waitUntil(lambda: shades(table, 1) == hovered)
    assert hovered.isdisjoint(shades(table, 2))


def test_a_list_has_one_frame_around_its_current_row(
    model: QStandardItemModel, qtbot: QtBot
) -> None:
    window, view = QWidget(), QListView()
    view.setModel(model)
    QVBoxLayout(window).addWidget(view)
    window.resize(300, 300)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    view.setCurrentIndex(model.index(1, 0))
    picture, ring = view.grab().toImage(), colour("focus").name()
    inner = view.visualRect(model.index(1, 0)).translated(view.viewport().pos())
    framed = QRect(0, inner.center().y(), view.width(), 1)
    at = [x for x in range(framed.width()) if picture.pixelColor(x, framed.y()).name() == ring]
    assert at == [inner.left(), inner.left() + 1, inner.right() - 1, inner.right()]
    view.setModel(None)


def test_the_heading_leaves_the_frame_of_a_table_whole(table: QTableView, qtbot: QtBot) -> None:
    table.verticalHeader().hide()
    table.window().activateWindow()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(table.hasFocus)
    picture = table.grab(QRect(0, 0, 12, 12)).toImage()
    side = range(picture.width())
    ring = [(x, y) for x in side for y in side if _is_tinted(picture.pixelColor(x, y))]
    assert {x for x, _y in ring} == {y for _x, y in ring} == set(side)


def _is_tinted(shade: QColor) -> bool:
    """As the ring is, also where its edge is blended with the ground."""
    return shade.blue() - shade.red() > 12
