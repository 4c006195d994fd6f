"""A layout that wraps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.flow_layout import FlowLayout

Direction = Qt.LayoutDirection


class Box(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(40, 20)


@pytest.mark.parametrize(
    ("direction", "lefts"),
    [(Direction.LeftToRight, [0, 50, 0]), (Direction.RightToLeft, [60, 10, 60])],
)
def test_it_begins_where_one_begins_to_read(
    qtbot: QtBot, direction: Qt.LayoutDirection, lefts: list[int]
) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.setLayoutDirection(direction)
    flow = FlowLayout(whole, 10)
    boxes = [Box() for _ in range(3)]
    for box in boxes:
        flow.addWidget(box)
    whole.resize(100, 60)
    whole.show()
    qtbot.waitExposed(whole)
    assert [box.x() for box in boxes] == lefts
    assert boxes[2].y() > boxes[0].y()
