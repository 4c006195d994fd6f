"""A click and a flash, and a listener of known latency who taps."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.player.click_track import PERIOD_MS
from app.player.output_device import DEFAULT_OUTPUT, OutputDevice
from app.player.records import PlayState
from app.player.tapping import TAPS_WANTED
from app.player.troubles import vlc_missing
from tests.support.lines import own
from tests.support.scripted_backend import HandClock, ScriptedBackend
from tests.support.window_parts import WindowParts, add_tracks
from ui.settings.calibration_dialog import CalibrationDialog
from ui.settings.flash_dot import light_at

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
HEADPHONES = OutputDevice("bluez", "Headphones")


class Listener:
    """Sits before the dialog, hears every click `latency_ms` late, and taps with a habit."""

    def __init__(self, parts: WindowParts, clock: HandClock, qtbot: QtBot) -> None:
        self.parts, self.clock, self.qtbot = parts, clock, qtbot
        parts.backend.device = HEADPHONES
        self.dialog = CalibrationDialog(parts.context, parts.window)
        with qtbot.waitExposed(self.dialog):
            self.dialog.open()
        self.backend: ScriptedBackend = parts.backend.others[-1]

    def pass_ms(self, ms: float, step_ms: float = 4) -> None:
        left_ms = ms
        while left_ms > 0:
            self.clock.turn_ms(min(step_ms, left_ms))
            left_ms -= step_ms
            self.dialog.clicks.poll()

    def tap_round(self, behind_ms: float, wobble_ms: float = 0) -> None:
        """Taps so long after each click as the player has it, alternately more and less."""
        for number in range(1, TAPS_WANTED + 1):
            self._until(number * PERIOD_MS + behind_ms + (wobble_ms if number % 2 else -wobble_ms))
            self.qtbot.keyClick(self.dialog.dot, Key.Key_Space)

    def _until(self, position_ms: float) -> None:
        for _ in range(5000):
            if abs(self.backend.position_ms - position_ms) < 2:
                return
            self.pass_ms(2, step_ms=2)
        raise AssertionError("the click never came")


@pytest.fixture
def listener(by_hand: WindowParts, clock: HandClock, qtbot: QtBot) -> Iterator[Listener]:
    sitting = Listener(by_hand, clock, qtbot)
    yield sitting
    if not sitting.dialog.clicks.is_closed:
        sitting.dialog.reject()


def kept_ms(parts: WindowParts, device: OutputDevice = HEADPHONES) -> int:
    return parts.context.services.settings.current.output_latency_ms(device.id)


@pytest.mark.parametrize(("latency_ms", "habit_ms"), [(0, -40), (185, -60), (640, 20), (1000, -30)])
def test_taps_find_the_latency_whatever_the_habit(
    listener: Listener, by_hand: WindowParts, latency_ms: int, habit_ms: int
) -> None:
    dialog = listener.dialog
    dialog.by_tapping.click()
    assert not dialog.keep.isEnabled()
    listener.tap_round(latency_ms + habit_ms, wobble_ms=10)
    assert listener.backend.is_muted, "the second round goes by the eye alone"
    listener.tap_round(habit_ms, wobble_ms=10)
    assert dialog.slider.value_ms == pytest.approx(latency_ms, abs=8)
    assert not listener.backend.is_muted
    assert f"{dialog.slider.value_ms} ms" in dialog.prompt.text()
    dialog.keep.click()
    assert kept_ms(by_hand) == pytest.approx(latency_ms, abs=8)


def test_irregular_taps_are_called_that_and_can_be_repeated(listener: Listener) -> None:
    dialog = listener.dialog
    dialog.by_tapping.click()
    listener.tap_round(100, wobble_ms=150)
    listener.tap_round(0, wobble_ms=150)
    assert "vary too much" in dialog.prompt.text()
    dialog.tap_again.click()
    assert "0 of 10" in dialog.prompt.text()
    assert not dialog.keep.isEnabled()


def test_in_the_first_round_the_dot_stays_dark_and_in_the_second_it_flashes(
    listener: Listener,
) -> None:
    dialog = listener.dialog
    dialog.by_tapping.click()
    seen = []
    dialog.clicks.moved.connect(lambda _position_ms: seen.append(dialog.dot.light))
    listener.tap_round(0)
    assert max(seen) == 0
    listener.tap_round(0)
    assert max(seen) == 1


def test_by_eye_the_flash_is_delayed_by_the_sliders_value(listener: Listener, qtbot: QtBot) -> None:
    dialog = listener.dialog
    dialog.slider.slider.setValue(300)
    listener.pass_ms(3 * PERIOD_MS)
    lit = []
    dialog.clicks.moved.connect(
        lambda _at: lit.append(listener.backend.position_ms) if dialog.dot.light == 1 else None
    )
    listener.pass_ms(PERIOD_MS)
    assert lit[0] % PERIOD_MS == pytest.approx(300, abs=12)


def test_the_arrow_keys_move_the_slider_wherever_the_focus_is(
    listener: Listener, qtbot: QtBot
) -> None:
    dialog = listener.dialog
    for widget in (dialog.dot, dialog.slider.slider):
        dialog.slider.slider.setValue(100)
        qtbot.keyClick(widget, Key.Key_Right)
        assert dialog.slider.value_ms == 105
        qtbot.keyClick(widget, Key.Key_Left, SHIFT)
        assert dialog.slider.value_ms == 104
    assert dialog.slider.slider.accessibleDescription() == "104 ms"


def test_it_starts_with_the_devices_saved_latency(
    by_hand: WindowParts, clock: HandClock, qtbot: QtBot
) -> None:
    by_hand.context.services.settings.set_output_latency(HEADPHONES.id, "Headphones", 220)
    listener = Listener(by_hand, clock, qtbot)
    listener.pass_ms(200)
    assert listener.dialog.slider.value_ms == 220
    assert "Headphones" in listener.dialog.device_line.text()
    listener.dialog.reject()


def test_without_a_known_device_it_is_saved_for_the_default_output(
    by_hand: WindowParts, clock: HandClock, qtbot: QtBot
) -> None:
    listener = Listener(by_hand, clock, qtbot)
    listener.backend.device = None
    listener.pass_ms(200)
    listener.dialog.slider.slider.setValue(70)
    listener.dialog.keep.click()
    assert kept_ms(by_hand, DEFAULT_OUTPUT) == 70


def test_escape_saves_nothing(listener: Listener, by_hand: WindowParts, qtbot: QtBot) -> None:
    listener.dialog.slider.slider.setValue(400)
    qtbot.keyClick(listener.dialog.dot, Key.Key_Escape)
    assert kept_ms(by_hand) == 0
    assert listener.backend.is_closed


@pytest.mark.parametrize("was_playing", [True, False])
def test_the_music_pauses_and_goes_on_as_before(
    by_hand: WindowParts, clock: HandClock, qtbot: QtBot, tmp_path: Path, was_playing: bool
) -> None:
    playback = by_hand.context.playback
    (track_id,) = add_tracks(by_hand.context, tmp_path / "music", ["Dawn"]).values()
    playback.play_lines(own(track_id))
    for _ in range(60):
        clock.turn_ms(16)
        playback.poll()
    if not was_playing:
        playback.pause()
    at_ms = playback.position_ms
    listener = Listener(by_hand, clock, qtbot)
    assert playback.state is PlayState.PAUSED
    listener.pass_ms(4000)
    assert playback.position_ms == at_ms
    assert by_hand.backend.path is not None, "the track is still open"
    listener.dialog.reject()
    assert playback.is_playing is was_playing


def test_the_clicks_start_again_when_the_track_ends(listener: Listener) -> None:
    listener.pass_ms(listener.backend.duration_ms + 1000, step_ms=16)
    assert len(listener.backend.opened) == 2
    assert listener.dialog.clicks.position_ms is not None


@pytest.mark.logs("VLC is missing or incomplete")
def test_a_problem_is_shown_in_the_dialog(listener: Listener) -> None:
    problem = vlc_missing("not here")
    listener.backend.fail(problem)
    listener.dialog.clicks.poll()
    assert problem.what in listener.dialog.prompt.text()


def test_a_key_held_down_is_one_tap(listener: Listener) -> None:
    dialog = listener.dialog
    dialog.by_tapping.click()
    listener.pass_ms(2 * PERIOD_MS)
    for _ in range(4):
        listener.qtbot.keyClick(dialog.dot, Key.Key_Space)
        listener.pass_ms(20)
    assert "1 of 10" in dialog.prompt.text()


def test_taps_before_the_first_click_do_not_count(listener: Listener) -> None:
    listener.dialog.by_tapping.click()
    listener.pass_ms(300)
    listener.qtbot.keyClick(listener.dialog.dot, Key.Key_Space)
    assert "0 of 10" in listener.dialog.prompt.text()


def test_the_prompt_is_read_by_screen_readers(listener: Listener) -> None:
    dialog = listener.dialog
    assert dialog.dot.accessibleDescription() == dialog.prompt.text()
    dialog.by_tapping.click()
    assert dialog.dot.accessibleDescription() == dialog.prompt.text()
    assert dialog.focusWidget() is dialog.dot


def test_the_light_is_instant_fades_and_flashes_less_than_once_a_second() -> None:
    lights = [light_at(ms) for ms in range(3 * PERIOD_MS)]
    assert max(lights[:PERIOD_MS]) == 0
    assert (lights[PERIOD_MS - 1], lights[PERIOD_MS]) == (0, 1)
    after = lights[PERIOD_MS : 2 * PERIOD_MS]
    assert after == sorted(after, reverse=True)
    rises = sum(b > a for a, b in itertools.pairwise(lights))
    assert rises == 2
