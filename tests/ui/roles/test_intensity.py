"""How an action theme builds: walked by keys, and heard from a build to its climax."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.analysis.loudness import IntensityCurve
from app.core.timecode import Span
from app.intensity.records import EventKind, IntensityEvent
from app.roles.records import Dynamics
from ui.roles.intensity.card import IntensityCard

Key = Qt.Key
LASTS_MS = 60_000
EVENTS = (
    IntensityEvent(EventKind.BUILD, Span(5_000, 20_000), 20_000),
    IntensityEvent(EventKind.CLIMAX, Span(20_000, 24_000), 21_000),
    IntensityEvent(EventKind.DROP, Span(24_000, 26_000), 24_000),
)


@pytest.fixture
def card(qtbot: QtBot) -> IntensityCard:
    made = IntensityCard()
    qtbot.addWidget(made)
    made.resize(900, 260)
    curve = IntensityCurve(100, (np.arange(600) / 600).astype(np.float32))
    made.show_dynamics(Dynamics(curve, EVENTS), LASTS_MS)
    made.show()
    return made


def test_it_is_played_from_the_build_that_leads_to_the_climax(card: IntensityCard) -> None:
    played: list[int] = []
    card.play_requested.connect(played.append)
    assert card.counts.text() == "1 build, 1 climax, 1 drop"
    card.to_climax.click()
    assert played == [5_000]


def test_keys_walk_its_events_play_them_and_open_the_track(card: IntensityCard) -> None:
    picture, played, opened = card.picture, list[int](), list[int]()
    card.play_requested.connect(played.append)
    picture.opened.connect(opened.append)
    QTest.keyClick(picture, Key.Key_P)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_P, Key.Key_Return):
        QTest.keyClick(picture, key)
    assert (played, opened) == ([0, 20_000], [20_000])
    assert picture.accessibleDescription().startswith("2 of 3 · Climax, loudest at 0:21")
    QTest.keyClick(picture, Key.Key_Escape)
    assert picture.accessibleDescription() == "1 build, 1 climax, 1 drop"


def test_a_click_plays_from_there_and_on_a_sign_its_event(card: IntensityCard) -> None:
    picture, played = card.picture, list[int]()
    card.play_requested.connect(played.append)
    middle = QPoint(picture.width() // 2, picture.height() - 10)
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle)
    assert abs(played[-1] - LASTS_MS // 2) < 200
    sign = QPoint(round(picture.width() * 22 / 60), 6)
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=sign)
    assert played[-1] == 20_000 and picture.event_selected == EVENTS[1]


def test_until_it_is_listened_through_it_says_what_helps(card: IntensityCard) -> None:
    wanted: list[bool] = []
    card.wanted.connect(lambda: wanted.append(True))
    card.show_dynamics(None, LASTS_MS)
    assert card.picture.isHidden() and card.to_climax.isHidden()
    QTest.keyClick(card.empty, Key.Key_Return)
    assert wanted == [True]
