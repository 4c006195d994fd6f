"""Every part can be shown in both themes and at 150 %, and no text is cut there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT
from ui.widgets.gallery import build_gallery, save_gallery


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, LIGHT)


def test_the_gallery_is_saved(qapp: QApplication, tmp_path: Path) -> None:
    saved = save_gallery(qapp, DARK, 1.0, tmp_path)
    assert [path.name for path in saved] == ["gallery-dark-100.png", "problem-dark-100.png"]
    assert all(path.stat().st_size > 10_000 for path in saved)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_button_or_field_cuts_its_text(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    apply_theme(qapp, LIGHT, scale)
    page = build_gallery()
    qtbot.addWidget(page)
    page.resize(round(1900 * scale), round(1500 * scale))
    page.show()
    for kind in (QAbstractButton, QLineEdit):
        for part in page.findChildren(kind):
            if part.isVisible() and part.text():
                assert part.height() >= part.fontMetrics().height(), part.text()


def test_everything_that_takes_the_focus_has_a_name(qapp: QApplication, qtbot: QtBot) -> None:
    page = build_gallery()
    qtbot.addWidget(page)
    nameless = [
        type(part).__name__
        for part in page.findChildren(QWidget)
        if part.focusPolicy().value & 1  # Qt.TabFocus
        and type(part).__module__.startswith("ui.")
        and not (part.accessibleName() or getattr(part, "text", lambda: "")())
    ]
    assert nameless == []
