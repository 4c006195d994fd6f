"""Pickers: intensity, affect, colour; and chips."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.affect_grid import AffectGrid
from ui.widgets.chips import Chip, FlowLayout, RemovableChip
from ui.widgets.colour_picker import SWATCHES, ColourPicker, Swatch
from ui.widgets.intensity_dots import IntensityDots

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dots(qtbot: QtBot) -> IntensityDots:
    widget = IntensityDots(3)
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    widget.show()
    return widget


def test_keys_set_the_intensity(qtbot: QtBot, dots: IntensityDots) -> None:
    heard: list[int] = []
    dots.intensity_changed.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_5, Qt.Key.Key_Right, Qt.Key.Key_Home):
        qtbot.keyClick(dots, key)
    assert heard == [4, 5, 1]
    assert dots.accessibleDescription() == "1 of 5"


def test_a_click_sets_the_intensity_under_the_pointer(qtbot: QtBot, dots: IntensityDots) -> None:
    with qtbot.waitSignal(dots.intensity_changed) as told:
        qtbot.mouseClick(dots, LEFT, pos=QPoint(dots.width() - 6, dots.height() // 2))
    assert told.args == [5]


def test_read_only_dots_cannot_be_changed(qtbot: QtBot) -> None:
    dots = IntensityDots(2, editable=False)
    qtbot.addWidget(dots)
    qtbot.mouseClick(dots, LEFT, pos=QPoint(60, 8))
    qtbot.keyClick(dots, Qt.Key.Key_5)
    assert dots.value() == 2
    assert dots.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.fixture
def grid(qtbot: QtBot) -> AffectGrid:
    widget = AffectGrid()
    qtbot.addWidget(widget)
    widget.resize(208, 208)
    widget.show()
    return widget


def test_a_click_in_the_corner_is_pleasant_and_energetic(qtbot: QtBot, grid: AffectGrid) -> None:
    with qtbot.waitSignal(grid.affect_changed):
        qtbot.mouseClick(grid, LEFT, pos=QPoint(204, 4))
    affect = grid.affect()
    assert affect is not None
    assert affect[0] == pytest.approx(1, abs=0.02)
    assert affect[1] == pytest.approx(1, abs=0.02)
    assert grid.accessibleDescription() == "very pleasant, very energetic"


def test_arrows_change_the_answer_and_delete_clears_it(qtbot: QtBot, grid: AffectGrid) -> None:
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.affect() == (-0.1, -0.1)
    with qtbot.waitSignal(grid.affect_cleared):
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.affect() is None
    assert grid.accessibleDescription() == "Not set"


def test_no_answer_lies_beyond_the_edge(qtbot: QtBot, grid: AffectGrid) -> None:
    grid.set_affect((1.0, -7.0))
    assert grid.affect() == (1.0, -1.0)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.affect() == (1.0, -1.0)


def test_a_swatch_chooses_its_colour(qtbot: QtBot) -> None:
    picker = ColourPicker("#3C8A55")
    qtbot.addWidget(picker)
    sheet = picker.open_sheet()
    swatch = next(s for s in sheet.findChildren(Swatch) if s.accessibleName() == "Violet")
    with qtbot.waitSignal(picker.colour_changed) as told:
        qtbot.mouseClick(swatch, LEFT)
    assert str(SWATCHES[told.args[0]]) == "Violet"
    assert picker.value == told.args[0]


def test_a_typed_code_is_checked(qtbot: QtBot) -> None:
    picker = ColourPicker("#3C8A55")
    qtbot.addWidget(picker)
    sheet = picker.open_sheet()
    code = sheet.findChild(QLineEdit)
    assert isinstance(code, QLineEdit)
    code.setText("reddish")
    qtbot.keyClick(code, Qt.Key.Key_Return)
    assert code.property("invalid") is True
    assert picker.value == "#3C8A55"
    code.setText("12ab34")
    with qtbot.waitSignal(picker.colour_changed) as told:
        qtbot.keyClick(code, Qt.Key.Key_Return)
    assert told.args == ["#12AB34"]


def test_a_chip_is_removed_by_click_and_by_key(qtbot: QtBot) -> None:
    chip = RemovableChip("Mia")
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, LEFT)
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert chip.accessibleName() == "Remove “Mia”"


def test_chips_flow_into_further_rows(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, gap=8)
    chips = [Chip(f"Chip {n}") for n in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    width = chips[0].sizeHint().width() * 3 + 2 * 8 + 2
    holder.resize(width, flow.heightForWidth(width))
    holder.show()
    tops = [chip.y() for chip in chips]
    assert tops[0] == tops[2] < tops[3] == tops[5]
    assert flow.heightForWidth(width * 3) < flow.heightForWidth(width)
    flow.clear()
    assert flow.count() == 0
