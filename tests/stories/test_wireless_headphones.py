"""Headphones that are heard 200 ms late: the timeline follows the ear, and nothing kept moves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.player.output_device import OutputDevice
from app.player.records import PlayState
from tests.support.house import House, Visit, kept_rows
from tests.support.scripted_backend import ScriptedBackend
from ui.shell.loading import PlayerParts

Key = Qt.Key
HEADPHONES = OutputDevice("bluez_sink.00_1B.a2dp", "Headphones")
LATE_MS = 200
LISTENING = frozenset({"listen", "heard_stretch"})


class Ears:
    """A visit with the headphones on, playing, and the true place of the sound."""

    def __init__(self, house: House) -> None:
        house.record("theme.wav", seconds=60)
        house.take_in()
        self.house = house
        self._clock = house.play_by_hand()
        self.sit_down()

    def sit_down(self) -> None:
        """Opens the window and lets the track play."""
        self.backend = ScriptedBackend(self._clock)
        self.backend.device = HEADPHONES
        self.house.player = PlayerParts(lambda: self.backend, self._clock)
        self.visit: Visit = self.house.open()
        self.visit.play()

    @property
    def behind_ms(self) -> float:
        return self.backend.position_ms - self.visit.playback.position_ms

    @property
    def rows(self) -> dict[str, object]:
        return dict(kept_rows(self.house.paths, leave_out=LISTENING))

    def set_latency(self, latency_ms: int) -> None:
        """In the settings, by keys."""
        visit = self.visit
        visit.hands.alt(Key.Key_5)
        spin = visit.pages.settings.sound.spins[HEADPHONES.id]
        spin.setFocus()
        spin.selectAll()
        visit.hands.write(str(latency_ms))
        visit.hands.tap(Key.Key_Return)
        visit.hands.alt(Key.Key_1)
        visit.pages.listen.timeline.setFocus()

    def click_at(self, position_ms: int) -> int:
        """On the timeline; the time that the pixel stands for."""
        view = self.visit.pages.listen.timeline
        x = round(view.canvas.gutter_px + view.viewport.axis.x_of(position_ms))
        self.visit.hands.click(view.canvas, QPoint(x, view.height() // 2))
        return round(view.viewport.axis.ms_at(x - view.canvas.gutter_px))


@pytest.fixture
def ears(house: House) -> Ears:
    return Ears(house)


def test_the_playhead_follows_the_ear_and_what_was_marked_stays(ears: Ears) -> None:
    visit = ears.visit
    visit.turn(5000)
    visit.hands.tap(Key.Key_1)
    visit.turn(3000)
    visit.hands.tap(Key.Key_F)
    visit.turn(1000)
    before = ears.rows
    assert ears.behind_ms == pytest.approx(0, abs=25)

    ears.set_latency(LATE_MS)
    visit.turn(2000)
    assert ears.behind_ms == pytest.approx(LATE_MS, abs=25)
    assert ears.rows == before
    ears.set_latency(0)
    visit.turn(2000)
    assert ears.behind_ms == pytest.approx(0, abs=25)
    assert ears.rows == before


def test_a_click_seeks_to_its_own_place_and_a_mark_lies_where_it_was_heard(ears: Ears) -> None:
    visit = ears.visit
    ears.set_latency(LATE_MS)
    visit.turn(1000)
    wanted_ms = ears.click_at(10_000)
    assert visit.playback.position_ms == wanted_ms
    assert ears.backend.position_ms == wanted_ms

    visit.turn(2000)
    shown_ms, played_ms = visit.playback.position_ms, ears.backend.position_ms
    visit.hands.tap(Key.Key_F)
    (moment,) = visit.timeline.moments
    assert moment.raw.start_ms == shown_ms
    assert played_ms - moment.raw.start_ms == pytest.approx(LATE_MS, abs=25)


def test_it_is_known_again_on_another_day(ears: Ears) -> None:
    ears.set_latency(LATE_MS)
    ears.visit.close()
    ears.sit_down()
    ears.visit.turn(2000)
    assert ears.behind_ms == pytest.approx(LATE_MS, abs=25)


def test_calibrating_by_keys_leaves_the_music_where_it_was(ears: Ears) -> None:
    visit, playback = ears.visit, ears.visit.playback
    visit.turn(3000)
    at_ms = playback.position_ms
    visit.desk.actions["calibrate"].trigger()
    visit.until(lambda: not visit.hands.has_keyboard)
    assert playback.state is PlayState.PAUSED
    for _ in range(4):
        visit.hands.tap(Key.Key_Right)
    visit.hands.tap(Key.Key_1)  # no mark: the music does not play
    for _ in range(3):  # over the slider and Cancel to Keep
        visit.hands.tap(Key.Key_Tab)
    visit.hands.tap(Key.Key_Space)
    visit.until(lambda: QApplication.activeModalWidget() is None)
    visit.take_keyboard()
    assert visit.services.settings.current.output_latency_ms(HEADPHONES.id) == 20
    assert playback.state is PlayState.PLAYING
    assert playback.position_ms == pytest.approx(at_ms, abs=5)
    assert visit.timeline.marks() == []


def test_a_window_closed_while_calibrating_silences_both_players(ears: Ears) -> None:
    visit = ears.visit
    visit.turn(1000)
    visit.desk.actions["calibrate"].trigger()
    visit.until(lambda: not visit.hands.has_keyboard)
    (clicks,) = ears.backend.others
    visit.close()
    assert clicks.is_closed
    assert ears.backend.is_closed
