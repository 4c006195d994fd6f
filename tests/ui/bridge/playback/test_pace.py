"""The playback looks at the player as often as somebody who is seen needs it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from tests.ui.bridge.conftest import Evening
from ui.bridge.playback.pace import FRAME_MS, REST_MS, Pace


def test_it_rests_while_nothing_that_moves_is_seen(qtbot: QtBot) -> None:
    pace, widget = Pace(), QWidget()
    qtbot.addWidget(widget)
    pace.wish(widget, lambda: 40)
    assert pace.next_ms() == REST_MS, "it isn’t shown"
    with qtbot.waitExposed(widget):
        widget.show()
    assert pace.next_ms() == 40
    widget.showMinimized()
    assert pace.next_ms() == REST_MS


def test_the_most_demanding_wish_counts_within_what_is_sensible(qtbot: QtBot) -> None:
    pace, ms = Pace(), [0.2]
    owners = [QObject(), QObject()]
    pace.wish(owners[0], lambda: ms[0])
    pace.wish(owners[1], lambda: 90.0)
    assert pace.next_ms() == FRAME_MS
    ms[0] = 4000.0
    assert pace.next_ms() == 90


def test_a_wish_ends_with_its_owner(qtbot: QtBot) -> None:
    pace, widget = Pace(), QWidget()
    pace.wish(widget, lambda: 40)
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert pace.next_ms() == REST_MS


def test_looks_come_as_often_as_frames_where_something_is_due(evening: Evening) -> None:
    playback = evening.playback
    evening.play("Dawn")
    evening.pass_ms(400)
    assert playback.duration_ms - playback.position_ms > 1_500
    assert playback._next_ms() == REST_MS, "nothing is seen"
    playback.set_loop(Span(100, 900))
    assert playback._next_ms() == FRAME_MS
    playback.set_loop(None)
    assert playback._next_ms() == REST_MS
    assert playback.hear(evening.ids["Dawn"], Span(100, 900), 0)
    assert playback._next_ms() == FRAME_MS, "it pauses at its end"
    playback.seek_ms(playback.duration_ms - 1_000)
    playback.player.play()
    evening.pass_ms(100)
    assert playback._next_ms() == FRAME_MS, "what follows may begin"
    playback.pause()
    assert playback._next_ms() == REST_MS
