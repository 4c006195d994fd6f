"""Five dots, by pointer and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.intensity_dots import IntensityDots

LEFT, NO = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


@pytest.fixture
def dots(qtbot: QtBot) -> IntensityDots:
    made = IntensityDots(value=2)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def dot(dots: IntensityDots, number: int) -> QPoint:
    return QPoint(round((number - 0.5) * dots.width() / 5), dots.height() // 2)


def move(dots: IntensityDots, to: QPoint, buttons: Qt.MouseButton = NO) -> None:
    """At once: the window system would send it when it likes."""
    at, plain = QPointF(to), Qt.KeyboardModifier.NoModifier
    there = QPointF(dots.mapToGlobal(to))
    QApplication.sendEvent(dots, QMouseEvent(QEvent.Type.MouseMove, at, there, NO, buttons, plain))


def picture(dots: IntensityDots) -> QImage:
    return dots.grab().toImage()


def test_dragging_over_the_dots_chooses_on_the_way(dots: IntensityDots, qtbot: QtBot) -> None:
    chosen: list[int] = []
    dots.intensity_changed.connect(chosen.append)
    qtbot.mousePress(dots, LEFT, pos=dot(dots, 3))
    move(dots, dot(dots, 4), LEFT)
    move(dots, QPoint(dots.width() + 50, 0), LEFT)
    assert chosen == [3, 4, 5] and dots.value() == 5


def test_hovering_shows_what_a_click_would_choose(dots: IntensityDots) -> None:
    before = picture(dots)
    move(dots, dot(dots, 4))
    assert picture(dots) != before and dots.value() == 2
    QApplication.sendEvent(dots, QEvent(QEvent.Type.Leave))
    assert picture(dots) == before


def test_dots_that_only_tell_do_not_answer_the_pointer(qtbot: QtBot) -> None:
    dots = IntensityDots(value=2, editable=False)
    qtbot.addWidget(dots)
    dots.resize(dots.sizeHint())
    dots.show()
    before = picture(dots)
    move(dots, dot(dots, 4), LEFT)
    assert picture(dots) == before and dots.value() == 2


def test_a_key_that_means_nothing_here_goes_on(dots: IntensityDots) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(dots, event)
    assert not event.isAccepted() and dots.value() == 2
