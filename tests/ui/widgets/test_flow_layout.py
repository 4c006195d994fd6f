"""Items in rows, wrapped like words."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.flow_layout import FlowLayout


class Item(QWidget):
    def __init__(self, wide: int) -> None:
        super().__init__()
        self._wide = wide

    def sizeHint(self) -> QSize:
        return QSize(self._wide, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, 20)


def placed(qtbot: QtBot, *wide: int, is_mirrored: bool = False) -> list[tuple[int, int, int]]:
    """The left, top and width of each, in 200 px."""
    page = QWidget()
    qtbot.addWidget(page)
    if is_mirrored:
        page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow, items = FlowLayout(page, gap=10), [Item(one) for one in wide]
    for item in items:
        flow.addWidget(item)
    page.resize(200, 100)
    with qtbot.waitExposed(page):
        page.show()
    return [(one.x(), one.y(), one.width()) for one in items]


@pytest.mark.parametrize(("is_mirrored", "lefts"), [(False, [0, 110, 0]), (True, [100, 10, 120])])
def test_they_wrap_and_run_as_the_language_is_read(
    qtbot: QtBot, is_mirrored: bool, lefts: list[int]
) -> None:
    found = placed(qtbot, 100, 80, 80, is_mirrored=is_mirrored)
    assert [left for left, _top, _wide in found] == lefts
    assert [top for _left, top, _wide in found] == [0, 0, 30]


def test_one_that_is_too_wide_gets_a_row_and_no_more(qtbot: QtBot) -> None:
    assert placed(qtbot, 300, 50) == [(0, 0, 200), (0, 30, 50)]


def test_its_items_belong_to_no_other_layout(qtbot: QtBot) -> None:
    """Inside another layout, PySide counts them as the other's: they could be gone while shown."""
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(page)
    flow.addWidget(Item(10))
    assert "parent." not in shiboken6.dump(flow.itemAt(0))
    with pytest.raises(TypeError):
        FlowLayout()  # type: ignore[call-arg]
