"""The rail names its pages where there is height for the names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.support.window_parts import SHORTCUTS
from ui.shell.rail import Rail
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.window.page_table import PAGES


@pytest.fixture
def rail(qtbot: QtBot) -> Iterator[Rail]:
    window = QWidget()
    qtbot.addWidget(window)
    rail = Rail(PAGES, SHORTCUTS, window)
    window.show()
    yield rail
    window.close()


def buttons(rail: Rail) -> list[QToolButton]:
    found = rail.findChildren(QToolButton)
    return sorted(found, key=lambda button: button.y())


@pytest.mark.parametrize(("scale", "height"), [(1.0, 500), (1.5, 500), (1.5, 420), (2.0, 460)])
def test_no_button_overlaps_another(
    rail: Rail, qapp: QApplication, scale: float, height: int
) -> None:
    apply_theme(qapp, LIGHT, scale)
    try:
        rail.resize(rail.width(), height)
        QApplication.processEvents()
        assert len(buttons(rail)) == sum(not spec.within for spec in PAGES) + 1
        for above, below in pairwise(buttons(rail)):
            assert above.geometry().bottom() < below.geometry().top()
        assert buttons(rail)[-1].geometry().bottom() < height
    finally:
        apply_theme(qapp, LIGHT)


def test_without_height_for_names_only_icons_are_shown(rail: Rail) -> None:
    rail.resize(rail.width(), 600)
    QApplication.processEvents()
    wide = rail.width()
    styles = {button.toolButtonStyle() for button in buttons(rail)}
    assert styles == {Qt.ToolButtonStyle.ToolButtonTextUnderIcon}
    rail.resize(rail.width(), 280)
    QApplication.processEvents()
    styles = {button.toolButtonStyle() for button in buttons(rail)}
    assert styles == {Qt.ToolButtonStyle.ToolButtonIconOnly}
    assert rail.width() < wide
    assert all(button.accessibleName() and button.toolTip() for button in buttons(rail))
