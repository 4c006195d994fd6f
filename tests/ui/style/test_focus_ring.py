"""One ring around the widget with the keyboard focus, and no second frame inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QRadioButton,
    QSlider,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT, THEMES, Theme
from ui.widgets.buttons import (
    DangerButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    PushButton,
    QuietButton,
    RoundButton,
    ToggleButton,
)


def _tabs() -> QTabBar:
    tabs = QTabBar()
    tabs.addTab("Sound")
    return tabs


def _choice() -> QComboBox:
    choice = QComboBox()
    choice.addItem("Both ears")
    return choice


_MAKES: dict[str, Callable[[], QWidget]] = {
    "plain": lambda: PushButton("Close"),
    "primary": lambda: PrimaryButton("Repair all", "check"),
    "quiet": lambda: QuietButton("Delete", "trash-2"),
    "link": lambda: LinkButton("Show"),
    "danger": lambda: DangerButton("Discard"),
    "toggle": lambda: ToggleButton("Calendar", "calendar-heart"),
    "icon": lambda: IconButton("x", "Close"),
    "round": lambda: RoundButton("play", "Play"),
    "check box": lambda: QCheckBox("Reduced motion"),
    "radio button": lambda: QRadioButton("Felt"),
    "slider": lambda: QSlider(Qt.Orientation.Horizontal),
    "tabs": _tabs,
    "combo box": _choice,
}


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, LIGHT)


@pytest.mark.parametrize("kind", _MAKES)
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_style_draws_no_focus_frame_inside_the_ring(
    qapp: QApplication, qtbot: QtBot, theme: Theme, kind: str
) -> None:
    apply_theme(qapp, theme)
    dialog, part = QDialog(), _MAKES[kind]()
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    QVBoxLayout(dialog).addWidget(part)
    qtbot.addWidget(dialog)
    dialog.show()
    bare = _painted(dialog)
    dialog.activateWindow()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(part.hasFocus)
    ring = _painted(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as the Tab key sets it
    assert ring != bare, "who has the keyboard is seen"
    assert _painted(dialog) == ring


def _painted(dialog: QDialog) -> QImage:
    return dialog.grab().toImage()
