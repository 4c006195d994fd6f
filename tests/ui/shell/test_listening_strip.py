"""The strip tells how far the listening through is, pauses it and cancels it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.listening_through.records import Outcome, Standing, State, Trouble
from tests.support.hand_workers import HandWorkers
from tests.support.seen import seen
from tests.support.window_parts import WindowParts, add_tracks
from ui.bridge.listening_through.listening_through import ListeningThrough
from ui.shell import listening_strip
from ui.shell.listening_strip import ListeningStrip
from ui.widgets.buttons import IconButton
from ui.widgets.text import TextLabel


class Strip:
    """A strip in a window, over workers turned by hand."""

    def __init__(self, parts: WindowParts, music: Path) -> None:
        self.parts = parts
        self.ids = add_tracks(parts.context, music, ["Dawn", "Dusk", "Night"])
        self.hands: HandWorkers | None = None
        context = parts.context
        self.listening = ListeningThrough(
            context.services,
            context.playback,
            context.relay,
            context.jobs,
            parts.window,
            make_workers=self._make,
        )
        self.strip = ListeningStrip(self.listening, parts.window)
        self.strip.resize(900, 60)
        parts.window.resize(900, 200)
        parts.window.show()

    def _make(self, tell: object) -> HandWorkers:
        self.hands = HandWorkers(tell)  # type: ignore[arg-type]
        return self.hands

    @property
    def under_way(self) -> int:
        return 0 if self.hands is None else len(self.hands.given)

    @property
    def text(self) -> str:
        return seen(self.strip, TextLabel)[0].text()

    def press(self, name: str) -> None:
        (button,) = [each for each in seen(self.strip, IconButton) if each.accessibleName() == name]
        button.click()


@pytest.fixture
def strip(parts: WindowParts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Strip]:
    monkeypatch.setattr(listening_strip, "SHOWN_AFTER_MS", 0)
    made = Strip(parts, tmp_path / "music")
    yield made
    made.listening.close()


def test_it_shows_how_far_it_is_and_goes_when_it_is_done(strip: Strip, qtbot: QtBot) -> None:
    assert not strip.strip.isVisible()
    strip.listening.begin()
    qtbot.waitUntil(lambda: strip.strip.isVisible())
    assert strip.text == "Listened through 0 of 3 tracks"
    assert strip.hands is not None
    strip.hands.answer()
    qtbot.waitUntil(lambda: strip.text == "Listened through 1 of 3 tracks")
    for _track in range(2):
        qtbot.waitUntil(lambda: strip.under_way == 1)
        strip.hands.answer()
    qtbot.waitUntil(lambda: not strip.strip.isVisible())


def test_pause_and_go_on(strip: Strip, qtbot: QtBot) -> None:
    strip.listening.begin()
    qtbot.waitUntil(lambda: strip.strip.isVisible())
    strip.press("Pause")
    assert strip.under_way == 0
    assert strip.text == "Paused: Listened through 0 of 3 tracks"
    assert strip.parts.context.services.settings.current.listening_through_paused
    strip.press("Go on")
    assert strip.under_way == 1
    assert strip.text == "Listened through 0 of 3 tracks"


@pytest.mark.parametrize("is_paused", [False, True])
def test_cancelled_it_is_gone_at_once(strip: Strip, qtbot: QtBot, is_paused: bool) -> None:
    strip.listening.begin()
    qtbot.waitUntil(lambda: strip.strip.isVisible())
    if is_paused:
        strip.press("Pause")
    strip.press("Cancel")
    assert not strip.strip.isVisible()
    assert strip.under_way == 0
    strip.parts.context.services.settings.change(listening_through_paused=False)
    strip.listening.wanted([strip.ids["Dusk"]])
    qtbot.waitUntil(lambda: strip.strip.isVisible())
    assert strip.text == "Listened through 0 of 1 track"
    strip.press("Pause")
    assert strip.under_way == 0


def test_paused_since_the_last_time_it_says_nothing_until_somebody_asks(
    strip: Strip, qtbot: QtBot
) -> None:
    strip.parts.context.services.settings.change(listening_through_paused=True)
    strip.listening.begin()
    qtbot.waitUntil(lambda: strip.listening.standing.state is State.PAUSED)
    assert not strip.strip.isVisible()
    strip.listening.wanted([strip.ids["Dusk"]])
    qtbot.waitUntil(lambda: strip.strip.isVisible())


@pytest.mark.logs("not_kept", "unreadable")
def test_trouble_is_told_in_the_same_place(strip: Strip, qtbot: QtBot) -> None:
    strip.listening.begin()
    qtbot.waitUntil(lambda: strip.under_way == 1)
    assert strip.hands is not None
    strip.hands.answer(Outcome.UNREADABLE)
    qtbot.waitUntil(lambda: "1 track couldn’t be read." in strip.text)
    strip.hands.answer(Outcome.NOT_KEPT)
    qtbot.waitUntil(lambda: "the disk may be full" in strip.text)
    assert strip.strip.isVisible()
    strip.press("Go on")
    assert strip.under_way == 1


def test_the_time_left_is_part_of_the_sentence(strip: Strip) -> None:
    for left_s, text in (
        (30, "less than a minute left"),
        (61, "about 1 minute left"),
        (130, "about 2 minutes left"),
        (3 * 3600, "about 3 hours left"),
    ):
        strip.strip.show_standing(Standing(State.WORKING, 11, 14, left_s))
        strip.strip.show()
        assert strip.text == f"Listened through 11 of 14 tracks, {text}"
    strip.strip.show_standing(Standing(State.RESTING, 1, 14, 60, trouble=Trouble.ENDED))
    assert "memory" in strip.text
