"""How it works: three pictures that can be left at any time, by keys and for screen readers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.how_it_works.dialog import STEPS, HowItWorks
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT

Key = Qt.Key


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[HowItWorks]:
    made = HowItWorks()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made


def test_next_leads_through_all_and_then_closes(qtbot: QtBot, dialog: HowItWorks) -> None:
    titles = []
    for _step in STEPS:
        titles.append(dialog.title.text())
        qtbot.keyClick(dialog.next, Key.Key_Return)
    assert titles == [str(step.title) for step in STEPS]
    assert not dialog.isVisible()


def test_arrow_keys_go_to_and_fro_and_never_close_it(qtbot: QtBot, dialog: HowItWorks) -> None:
    for key, at in (
        (Key.Key_Left, 0),
        *[(Key.Key_Right, at) for at in (1, 2, 2)],
        (Key.Key_Left, 1),
    ):
        qtbot.keyClick(dialog.next, key)
        assert dialog.at == at and dialog.isVisible()
        assert dialog.focusWidget() is dialog.next


@pytest.mark.parametrize("way", ["escape", "skip"])
def test_it_can_be_left_at_once(qtbot: QtBot, dialog: HowItWorks, way: str) -> None:
    if way == "escape":
        qtbot.keyClick(dialog, Key.Key_Escape)
    else:
        dialog.skip.click()
    assert not dialog.isVisible()


def test_a_screen_reader_is_told_words_and_picture(dialog: HowItWorks) -> None:
    dialog.go(1)
    said = dialog.accessibleDescription()
    step = STEPS[1]
    assert said.startswith("2 of 3")
    assert all(str(text) in said for text in (step.title, step.sentence, step.told))
    assert dialog.picture.accessibleName() == str(step.told)


def test_each_picture_is_painted_in_the_colours_of_the_theme(
    qapp: QApplication, dialog: HowItWorks
) -> None:
    seen = set()
    for theme in (LIGHT, DARK):
        apply_theme(qapp, theme)
        for at in range(len(STEPS)):
            dialog.show_step(at)
            picture = dialog.picture.grab().toImage()
            seen.add(bytes(picture.constBits()))
    apply_theme(qapp, LIGHT)
    assert len(seen) == 2 * len(STEPS)
