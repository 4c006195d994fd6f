"""Beads by the thousand: each mark is looked at once, until there are others or other room."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.journal.records import JournalItem
from ui.same_moment.beads import BeadPicture

MANY = 2_000


class Marked:
    """What a bead is made of. asked: how often its strength was."""

    asked = 0

    def __init__(self, number: int) -> None:
        self.uid = str(number)
        self.day = date(2020, 1, 1) + timedelta(number)
        self.emotion_id = None

    @property
    def intensity(self) -> int:
        Marked.asked += 1
        return 3


def test_a_mark_is_looked_at_once_however_often_it_is_painted(qtbot: QtBot) -> None:
    picture = BeadPicture()
    qtbot.addWidget(picture)
    items = cast("Any", [Marked(number) for number in range(MANY)])
    Marked.asked = 0
    picture.show_beads(tuple(items), _no_emotion)
    picture.resize(400, 160)
    with qtbot.waitExposed(picture):
        picture.show()
    for x in range(20, 380, 10):
        QTest.mouseMove(picture, QPointF(x, 60).toPoint())
    picture.repaint()
    assert Marked.asked <= 4 * MANY


def _no_emotion(_item: JournalItem) -> None:
    return None


def test_beads_follow_the_room_there_is(qtbot: QtBot) -> None:
    picture = BeadPicture()
    qtbot.addWidget(picture)
    picture.show_beads(cast("Any", (Marked(0), Marked(30))), _no_emotion)
    rights = []
    for width in (300, 600):
        picture.resize(width, 160)
        rights.append(picture.beads()[-1].at.x())
    assert rights[1] - rights[0] == 300
    picture.show_beads(cast("Any", (Marked(0),)), _no_emotion)
    assert len(picture.beads()) == 1
