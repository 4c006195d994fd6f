"""Headphones that are heard 200 ms late: the timeline follows the ear, and no saved mark moves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.player.output_device import OutputDevice
from app.player.records import PlayState
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from tests.support.scripted_backend import ScriptedBackend
from ui.shell.loading import PlayerParts

Key = Qt.Key
HEADPHONES = OutputDevice("bluez_sink.00_1B.a2dp", "Headphones")
LATE_MS = 200
LISTENING = frozenset({"listen", "heard_stretch"})


class Ears:
    """A session with the headphones on, playing, and the true place of the sound."""

    def __init__(self, harness: AppHarness) -> None:
        harness.record("theme.wav", seconds=60)
        harness.take_in()
        self.harness = harness
        self._clock = harness.play_by_hand()
        self.sit_down()

    def sit_down(self) -> None:
        """Opens the window and lets the track play."""
        self.backend = ScriptedBackend(self._clock)
        self.backend.device = HEADPHONES
        self.harness.player = PlayerParts(lambda: self.backend, self._clock)
        self.session: WindowSession = self.harness.open()
        self.session.play()

    @property
    def behind_ms(self) -> float:
        return self.backend.position_ms - self.session.playback.position_ms

    @property
    def rows(self) -> dict[str, object]:
        return dict(kept_rows(self.harness.paths, leave_out=LISTENING))

    def set_latency(self, latency_ms: int) -> None:
        """In the settings, by keys."""
        session = self.session
        session.driver.alt(Key.Key_5)
        spin = session.pages.settings.sound.spins[HEADPHONES.id]
        spin.setFocus()
        spin.selectAll()
        session.driver.write(str(latency_ms))
        session.driver.tap(Key.Key_Return)
        session.driver.alt(Key.Key_1)
        session.pages.listen.timeline.setFocus()

    def click_at(self, position_ms: int) -> int:
        """Clicks on the timeline; returns the time at that pixel."""
        view = self.session.pages.listen.timeline
        x = round(view.canvas.gutter_px + view.viewport.axis.x_of(position_ms))
        self.session.driver.click(view.canvas, QPoint(x, view.height() // 2))
        return round(view.viewport.axis.ms_at(x - view.canvas.gutter_px))


@pytest.fixture
def ears(harness: AppHarness) -> Ears:
    return Ears(harness)


def test_the_playhead_follows_the_ear_and_marks_stay(ears: Ears) -> None:
    session = ears.session
    session.turn(5000)
    session.driver.tap(Key.Key_1)
    session.turn(3000)
    session.driver.tap(Key.Key_F)
    session.turn(1000)
    before = ears.rows
    assert ears.behind_ms == pytest.approx(0, abs=25)

    ears.set_latency(LATE_MS)
    session.turn(2000)
    assert ears.behind_ms == pytest.approx(LATE_MS, abs=25)
    assert ears.rows == before
    ears.set_latency(0)
    session.turn(2000)
    assert ears.behind_ms == pytest.approx(0, abs=25)
    assert ears.rows == before


def test_a_click_seeks_to_its_place_and_a_mark_is_where_it_was_heard(ears: Ears) -> None:
    session = ears.session
    ears.set_latency(LATE_MS)
    session.turn(1000)
    wanted_ms = ears.click_at(10_000)
    assert session.playback.position_ms == wanted_ms
    assert ears.backend.position_ms == wanted_ms

    session.turn(2000)
    shown_ms, played_ms = session.playback.position_ms, ears.backend.position_ms
    session.driver.tap(Key.Key_F)
    (moment,) = session.timeline.moments
    assert moment.raw.start_ms == shown_ms
    assert played_ms - moment.raw.start_ms == pytest.approx(LATE_MS, abs=25)


def test_the_latency_is_remembered_on_another_day(ears: Ears) -> None:
    ears.set_latency(LATE_MS)
    ears.session.close()
    ears.sit_down()
    ears.session.turn(2000)
    assert ears.behind_ms == pytest.approx(LATE_MS, abs=25)


def test_calibrating_by_keys_leaves_the_music_where_it_was(ears: Ears) -> None:
    session, playback = ears.session, ears.session.playback
    session.turn(3000)
    at_ms = playback.position_ms
    session.desk.actions["calibrate"].trigger()
    session.until(lambda: not session.driver.has_keyboard)
    assert playback.state is PlayState.PAUSED
    for _ in range(4):
        session.driver.tap(Key.Key_Right)
    session.driver.tap(Key.Key_1)  # no mark: the music doesn't play
    for _ in range(3):  # past the slider and Cancel to Save
        session.driver.tap(Key.Key_Tab)
    session.driver.tap(Key.Key_Space)
    session.until(lambda: QApplication.activeModalWidget() is None)
    session.take_keyboard()
    assert session.services.settings.current.output_latency_ms(HEADPHONES.id) == 20
    assert playback.state is PlayState.PLAYING
    assert playback.position_ms == pytest.approx(at_ms, abs=5)
    assert session.timeline.marks() == []


def test_a_window_closed_while_calibrating_silences_both_players(ears: Ears) -> None:
    session = ears.session
    session.turn(1000)
    session.desk.actions["calibrate"].trigger()
    session.until(lambda: not session.driver.has_keyboard)
    (clicks,) = ears.backend.others
    session.close()
    assert clicks.is_closed
    assert ears.backend.is_closed
