"""The player's latency is the one set for its output device."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.player.output_device import DEFAULT_OUTPUT, OutputDevice
from tests.ui.bridge.conftest import Evening
from ui.bridge.playback.output_watch import OutputWatch

HEADPHONES = OutputDevice("bluez", "Headphones")
SPEAKERS = OutputDevice("card", "Speakers")


@pytest.fixture
def watch(evening: Evening) -> OutputWatch:
    return evening.playback.output


def behind_ms(evening: Evening) -> float:
    return evening.backend.position_ms - evening.playback.position_ms


def test_the_devices_latency_applies_as_soon_as_it_is_known(
    evening: Evening, watch: OutputWatch
) -> None:
    evening.services.settings.set_output_latency(HEADPHONES.id, HEADPHONES.name, 300)
    evening.backend.device = HEADPHONES
    evening.play("Dawn")
    evening.pass_ms(1200)
    assert watch.device == HEADPHONES
    assert behind_ms(evening) == pytest.approx(300, abs=20)


def test_without_known_devices_there_is_one_latency_for_all(evening: Evening) -> None:
    evening.services.settings.set_output_latency(DEFAULT_OUTPUT.id, DEFAULT_OUTPUT.name, 150)
    evening.play("Dawn")
    evening.pass_ms(1000)
    assert behind_ms(evening) == pytest.approx(150, abs=20)


def test_a_device_known_just_after_the_start_counts_from_the_start(
    evening: Evening, watch: OutputWatch, qtbot: QtBot
) -> None:
    evening.services.settings.set_output_latency(HEADPHONES.id, HEADPHONES.name, 300)
    evening.play("Dawn")
    evening.pass_ms(64)
    evening.backend.device = HEADPHONES
    with qtbot.waitSignal(watch.device_changed, timeout=300):
        pass
    evening.pass_ms(320)
    assert behind_ms(evening) == pytest.approx(300, abs=30)


def test_a_new_value_applies_at_once_and_the_position_never_steps_back(
    evening: Evening,
) -> None:
    evening.play("Dawn")
    evening.pass_ms(600)
    seen = [evening.playback.position_ms]
    evening.playback.position_changed.connect(seen.append)
    evening.services.settings.set_output_latency(DEFAULT_OUTPUT.id, DEFAULT_OUTPUT.name, 250)
    evening.pass_ms(800)
    assert behind_ms(evening) == pytest.approx(250, abs=20)
    assert seen == sorted(seen)


def test_moving_to_another_device_uses_that_ones_latency(
    evening: Evening, watch: OutputWatch, qtbot: QtBot
) -> None:
    evening.services.settings.set_output_latency(HEADPHONES.id, HEADPHONES.name, 200)
    evening.backend.device = SPEAKERS
    evening.play("Dawn")
    evening.pass_ms(500)
    assert behind_ms(evening) == pytest.approx(0, abs=20)
    evening.backend.device = HEADPHONES
    with qtbot.waitSignal(watch.device_changed) as told:
        pass
    assert told.args == [HEADPHONES]
    evening.pass_ms(800)
    assert behind_ms(evening) == pytest.approx(200, abs=20)


def test_while_no_device_is_known_the_last_one_counts(evening: Evening, watch: OutputWatch) -> None:
    evening.backend.device = HEADPHONES
    evening.play("Dawn")
    evening.pass_ms(300)
    evening.backend.device = None
    watch.look()
    assert watch.device == HEADPHONES


def test_it_looks_only_while_music_plays(evening: Evening, watch: OutputWatch) -> None:
    evening.play("Dawn")
    evening.pass_ms(300)
    looks = watch.findChild(QTimer)
    assert looks.isActive()
    evening.playback.pause()
    assert not looks.isActive()


def test_present_devices_and_those_set_before_are_known(
    evening: Evening, watch: OutputWatch
) -> None:
    assert watch.known_devices() == (DEFAULT_OUTPUT,)
    evening.backend.devices = (SPEAKERS,)
    evening.services.settings.set_output_latency(HEADPHONES.id, HEADPHONES.name, 200)
    assert watch.known_devices() == (HEADPHONES, SPEAKERS)


def test_a_second_player_leaves_the_music_alone(evening: Evening) -> None:
    evening.playback.sound.set_volume(35)
    evening.play("Dawn")
    evening.pass_ms(300)
    second = evening.playback.sound.second_player()
    (other,) = evening.backend.others
    assert other.volume == 35
    second.close()
    assert other.is_closed and not evening.backend.is_closed
