"""A tool knows how wide it would be with its label and without, whichever is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ui.style.theme import apply_theme, current_theme
from ui.widgets.tool_button import ToolButton


@pytest.fixture(params=[1.0, 1.5])
def scaled(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    apply_theme(qapp, current_theme(), request.param)
    yield
    apply_theme(qapp, current_theme())


@pytest.mark.usefixtures("scaled")
@pytest.mark.parametrize("has_menu", [False, True])
def test_it_knows_its_width_with_and_without_its_label(qtbot: QtBot, has_menu: bool) -> None:
    button = ToolButton("locate", "Follow", "Follow mode", checkable=not has_menu)
    qtbot.addWidget(button)
    if has_menu:
        button.set_menu(QMenu(button))
    button.show()
    said = [button.px_for(is_brief=is_brief) for is_brief in (False, True)]
    widths = []
    for is_brief in (False, True, False):
        button.set_brief(is_brief)
        widths.append(button.sizeHint().width())
    assert widths == [*said, said[0]]
    assert said == [button.px_for(is_brief=is_brief) for is_brief in (False, True)]


def test_without_its_label_it_is_square_and_keeps_its_name(qtbot: QtBot) -> None:
    button = ToolButton("locate", "Follow", "Follow mode", "Ctrl+L", checkable=True)
    qtbot.addWidget(button)
    button.show()
    button.set_brief(True)
    assert button.sizeHint().width() == button.sizeHint().height() == 32
    assert button.text() == "" and button.accessibleName() == "Follow mode"
    assert button.accessibleDescription() == "Shortcut: Ctrl+L"
    button.set_brief(False)
    assert button.text() == "Follow" and button.sizeHint().height() == 32
