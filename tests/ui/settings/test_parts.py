"""A slider whose value takes long to follow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.settings.parts import ValueSlider


def test_several_keys_in_a_row_are_one_change(qtbot: QtBot) -> None:
    field = ValueSlider("Text size", 0.75, 2.0, 0.05, "{:.2f}".format, is_lazy=True)
    qtbot.addWidget(field)
    field.show_value(1.0)
    with qtbot.waitExposed(field):
        field.show()
    told: list[float] = []
    field.value_changed.connect(told.append)
    for _press in range(4):
        qtbot.keyClick(field.slider, Qt.Key.Key_Right)
        field.show_value(1.0)  # as when another setting changes meanwhile
    assert told == [] and field.slider.accessibleDescription() == "1.20"
    qtbot.waitUntil(lambda: told == [1.2])
    qtbot.keyClick(field.slider, Qt.Key.Key_Left)
    field.hide()
    assert told == [1.2, 1.15], "what waits isn't lost"
