"""A held key under X11, when Qt doesn't see both halves of a repeat at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.bridge.keys.key_repeats import PAIR_MS, KeyRepeats

PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
CODES = {Qt.Key.Key_4: 13, Qt.Key.Key_9: 18}


class Desk(QWidget):
    """Filters repeats as the window does, and records what arrives."""

    def __init__(self, *, in_pairs: bool = True) -> None:
        super().__init__()
        self.heard: list[tuple[str, int, bool]] = []
        self.repeats = KeyRepeats(self, in_pairs)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and self.repeats.takes(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append(("press", event.key(), event.isAutoRepeat()))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.heard.append(("release", event.key(), event.isAutoRepeat()))

    def send(
        self,
        kind: QEvent.Type,
        key: Qt.Key,
        at_ms: int,
        code: int | None = None,
        *,
        is_repeat: bool = False,
    ) -> None:
        scan = CODES[key] if code is None else code
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, scan, 0, 0, "", is_repeat)
        event.setTimestamp(at_ms)
        QApplication.sendEvent(self, event)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    return desk


def test_pairs_with_the_same_timestamp_are_repeats(qtbot: QtBot, desk: Desk) -> None:
    desk.send(PRESS, Qt.Key.Key_4, 1_000)
    for at_ms in (1_660, 1_700, 1_740):
        desk.send(RELEASE, Qt.Key.Key_4, at_ms)
        desk.send(PRESS, Qt.Key.Key_4, at_ms)
    desk.send(RELEASE, Qt.Key.Key_4, 1_780)
    qtbot.waitUntil(lambda: desk.heard[-1][0] == "release")
    four = Qt.Key.Key_4
    assert desk.heard == [
        ("press", four, False),
        *[("press", four, True)] * 3,
        ("release", four, False),
    ]


def test_a_quick_second_tap_is_a_tap(desk: Desk) -> None:
    desk.send(PRESS, Qt.Key.Key_4, 1_000)
    desk.send(RELEASE, Qt.Key.Key_4, 1_070)
    desk.send(PRESS, Qt.Key.Key_4, 1_070 + PAIR_MS + 1)
    assert [kind for kind, _, _ in desk.heard] == ["press", "release", "press"]
    assert not any(is_repeat for _, _, is_repeat in desk.heard)


def test_another_key_does_not_wait_for_the_first(qtbot: QtBot, desk: Desk) -> None:
    desk.send(PRESS, Qt.Key.Key_4, 1_000)
    desk.send(PRESS, Qt.Key.Key_9, 1_500)
    desk.send(RELEASE, Qt.Key.Key_4, 2_000)
    desk.send(RELEASE, Qt.Key.Key_9, 2_000)
    qtbot.waitUntil(lambda: len(desk.heard) == 4)
    assert {key for kind, key, _ in desk.heard if kind == "release"} == {
        Qt.Key.Key_4,
        Qt.Key.Key_9,
    }


def test_losing_the_focus_releases_the_key_at_once(desk: Desk) -> None:
    desk.send(PRESS, Qt.Key.Key_4, 1_000)
    desk.send(RELEASE, Qt.Key.Key_4, 1_500)
    assert [kind for kind, _, _ in desk.heard] == ["press"]
    desk.repeats.let_go()
    assert [kind for kind, _, _ in desk.heard] == ["press", "release"]


def test_a_press_isnt_a_repeat_if_its_release_went_to_another_window(desk: Desk) -> None:
    four = Qt.Key.Key_4
    desk.send(PRESS, four, 1_000)
    desk.send(RELEASE, four, 1_660, is_repeat=True)
    desk.send(PRESS, four, 1_660, is_repeat=True)
    desk.send(PRESS, four, 9_000, is_repeat=True)  # as Qt tells it: it never heard the release
    desk.send(RELEASE, four, 9_100, is_repeat=True)
    desk.send(PRESS, four, 9_100, is_repeat=True)
    assert [is_repeat for kind, _, is_repeat in desk.heard if kind == "press"] == [
        False,
        True,
        False,
        True,
    ]


def test_events_that_came_from_no_keyboard_pass_unchanged(desk: Desk) -> None:
    desk.send(PRESS, Qt.Key.Key_4, 1_000, code=0)
    desk.send(RELEASE, Qt.Key.Key_4, 1_000, code=0)
    assert [kind for kind, _, _ in desk.heard] == ["press", "release"]


def test_other_systems_mark_their_repeats_themselves(qtbot: QtBot) -> None:
    desk = Desk(in_pairs=False)
    qtbot.addWidget(desk)
    desk.send(PRESS, Qt.Key.Key_4, 1_000)
    desk.send(RELEASE, Qt.Key.Key_4, 1_000)
    assert [kind for kind, _, _ in desk.heard] == ["press", "release"]
