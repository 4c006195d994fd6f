"""Labels begin where the window reads from, whatever their words are written in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.cards import SectionTitle
from ui.widgets.text import ElidedLabel, TextLabel

LATIN, HEBREW = "The harbour", "הנמל"
WIDE_PX = 400


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def shown(label: TextLabel, qtbot: QtBot) -> QWidget:
    """A page that is as wide as the label."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(label)
    page.resize(WIDE_PX, 60)
    with qtbot.waitExposed(page):
        page.show()
    return page


def inked(label: TextLabel) -> tuple[int, int]:
    """How far its words are from the left and from the right."""
    seen = label.grab().toImage()
    blank = seen.pixel(0, 0)
    columns = [
        x for x in range(seen.width())
        if any(seen.pixel(x, y) != blank for y in range(seen.height()))
    ]  # fmt: skip
    return columns[0], seen.width() - 1 - columns[-1]


def labels(words: str) -> list[TextLabel]:
    return [
        TextLabel(words), TextLabel(words, wrap=True), SectionTitle(words), ElidedLabel(words),
    ]  # fmt: skip


@pytest.mark.parametrize("words", [LATIN, HEBREW])
@pytest.mark.usefixtures("from_the_right")
def test_where_the_window_reads_from_the_right_they_stand_at_the_right(
    qtbot: QtBot, words: str
) -> None:
    for label in labels(words):
        page = shown(label, qtbot)
        left, right = inked(label)
        page.close()
        assert right < 5 < WIDE_PX / 2 < left, type(label)


@pytest.mark.parametrize("words", [LATIN, HEBREW])
def test_else_they_stand_at_the_left(qtbot: QtBot, words: str) -> None:
    for label in labels(words):
        page = shown(label, qtbot)
        left, right = inked(label)
        page.close()
        assert left < 5 < WIDE_PX / 2 < right, type(label)


@pytest.mark.usefixtures("from_the_right")
def test_what_is_centred_stays_centred_and_an_end_is_the_other_side(qtbot: QtBot) -> None:
    centred, at_end = TextLabel(LATIN), TextLabel(LATIN)
    centred.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    at_end.setAlignment(Qt.AlignmentFlag.AlignRight)
    pages = [shown(label, qtbot) for label in (centred, at_end)]
    left, right = inked(centred)
    assert abs(left - right) < 5
    left, right = inked(at_end)
    assert left < 5 < right
    assert all(page.isVisible() for page in pages)


def test_they_change_sides_with_their_window(qtbot: QtBot) -> None:
    label = TextLabel(LATIN, wrap=True)
    page = shown(label, qtbot)
    assert inked(label)[0] < 5
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert inked(label)[1] < 5
