"""A row folds where its parts don't fit, and unfolds again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.widgets.folding_row import FoldingRow

NEEDED_PX = 200


@pytest.fixture
def row(qtbot: QtBot) -> FoldingRow:
    row = FoldingRow(lambda: NEEDED_PX)
    qtbot.addWidget(row)
    row.add(QPushButton("a"), 1)
    row.add(QLabel("to"), is_joining=True)
    row.add(QPushButton("b"), 1)
    row.resize(NEEDED_PX, 100)
    with qtbot.waitExposed(row):
        row.show()
    return row


def test_with_enough_room_its_parts_are_side_by_side(row: FoldingRow) -> None:
    left, right = row.findChildren(QPushButton)

    assert not row.is_folded
    assert left.y() == right.y()
    assert left.geometry().right() < right.geometry().left()


def test_without_enough_room_they_are_one_below_the_other(row: FoldingRow, qtbot: QtBot) -> None:
    upper, lower = row.findChildren(QPushButton)
    (joining,) = row.findChildren(QLabel)

    row.resize(NEEDED_PX - 1, 100)

    assert row.is_folded
    qtbot.waitUntil(lambda: upper.geometry().bottom() < lower.geometry().top())
    assert not joining.isVisible()


def test_it_unfolds(row: FoldingRow) -> None:
    row.resize(NEEDED_PX - 1, 100)
    row.resize(NEEDED_PX, 100)

    assert not row.is_folded
    assert all(joining.isVisible() for joining in row.findChildren(QLabel))


def test_it_can_be_as_narrow_as_its_widest_part(row: FoldingRow) -> None:
    widest = max(button.minimumSizeHint().width() for button in row.findChildren(QPushButton))

    assert row.minimumSizeHint().width() == widest
