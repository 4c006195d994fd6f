"""What a row of the journal shows however long or in whichever script its names are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QApplication

from app.core.marks import MarkKind
from app.core.words import _
from app.journal.records import ENTRY, JournalItem
from tests.ui.journal.test_rows import HOUR, NOON, TRACK, item, no_emotion
from ui.journal.row_painter import RowPainter, RowState
from ui.journal.rows import ItemRow, rows_of
from ui.journal.words import place
from ui.style.theme import colour
from ui.widgets.text import elided

WIDE, HIGH = 600, 120
LONG = "A title that goes on and on, past everything that stands beside it " * 4
ARABIC = "شمس الصباح فوق البحر"


def painted(
    made: JournalItem, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(colour("paper"))
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    row = next(row for row in rows_of([made]) if isinstance(row, ItemRow))
    RowPainter(no_emotion).paint(painter, QRectF(0, 0, WIDE, HIGH), row, RowState())
    painter.end()
    return image


@pytest.mark.parametrize("kind", [ENTRY, MarkKind.MOMENT])
@pytest.mark.parametrize("title", ["Short", LONG, ARABIC, ARABIC * 6])
def test_the_time_is_shown_beside_any_title(qapp: QApplication, kind: MarkKind, title: str) -> None:
    at_noon = replace(item(1, NOON, kind), title=title)
    later = replace(item(1, NOON + HOUR, kind), title=title)
    assert painted(at_noon) != painted(later)


def x_of(text: str, place_in_text: int) -> float:
    layout = QTextLayout(text)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return float(line.cursorToX(place_in_text)[0])


def test_the_time_stays_right_of_an_arabic_title(qapp: QApplication) -> None:
    said = place(replace(item(1, NOON), track=replace(TRACK, title=ARABIC)))
    start = x_of(said, said.index("1:05"))
    assert all(x_of(said, at) <= start for at in range(said.index("1:05")))


def test_a_long_arabic_title_is_cut_at_its_own_end(qapp: QApplication) -> None:
    """Its end is at the left."""
    shown = elided(ARABIC * 6, QFontMetricsF(QApplication.font()), 100)
    assert x_of(shown, shown.index("…")) < x_of(shown, 3)


@pytest.mark.parametrize("title", [ARABIC * 6, f"Low water {ARABIC * 6}"])
@pytest.mark.parametrize("room", [120, 160, 240])
def test_the_time_stays_right_of_an_arabic_title_that_is_cut(
    qapp: QApplication, title: str, room: float
) -> None:
    said = place(replace(item(1, NOON), track=replace(TRACK, title=title)))
    metrics = QFontMetricsF(QApplication.font())
    shown = elided(said, metrics, room, Qt.TextElideMode.ElideMiddle)
    time = shown.rindex("9")
    assert shown != said and all(x_of(shown, at) <= x_of(shown, time) for at in range(time))


@pytest.mark.parametrize("mode", [Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle])
def test_what_is_cut_moves_nothing_that_is_written_after_it(
    qapp: QApplication, mode: Qt.TextElideMode
) -> None:
    shown = elided(ARABIC * 6, QFontMetricsF(QApplication.font()), 100, mode)
    said = _("{artist} · {year}", artist=shown, year="1999")
    assert said.count("\u2068") == said.count("\u2069")
    assert all(x_of(said, at) <= x_of(said, said.index("1999")) for at in range(len(shown)))
