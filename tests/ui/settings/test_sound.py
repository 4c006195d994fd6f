"""An audio latency for each device, set by hand or calibrated."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.player.output_device import DEFAULT_OUTPUT, OutputDevice
from tests.support.scripted_backend import HandClock
from tests.support.seen import words
from tests.support.window_parts import WindowParts
from ui.settings.page import SettingsPage
from ui.settings.sound import IN_USE, SoundSection

HEADPHONES = OutputDevice("bluez", "Headphones")
SPEAKERS = OutputDevice("card", "Speakers")


@pytest.fixture
def sound(by_hand: WindowParts) -> SoundSection:
    by_hand.backend.devices = (SPEAKERS, HEADPHONES)
    page = SettingsPage(by_hand.context, by_hand.archiving, print, by_hand.window)
    page.resize(by_hand.window.size())
    page.show()
    return page.sound


def kept_ms(parts: WindowParts, device: OutputDevice) -> int:
    return parts.context.services.settings.current.output_latency_ms(device.id)


def in_use(sound: SoundSection) -> list[str]:
    return [key for key, spin in sound.spins.items() if str(IN_USE) in words(spin.parentWidget())]


def test_each_device_has_its_own_latency(sound: SoundSection, by_hand: WindowParts) -> None:
    assert list(sound.spins) == [HEADPHONES.id, SPEAKERS.id]
    sound.spins[HEADPHONES.id].setValue(190)
    assert (kept_ms(by_hand, HEADPHONES), kept_ms(by_hand, SPEAKERS)) == (190, 0)
    assert "Headphones" in sound.spins[HEADPHONES.id].accessibleName()


def test_a_typed_value_counts_when_it_is_complete(
    sound: SoundSection, by_hand: WindowParts, qtbot: QtBot
) -> None:
    spin = sound.spins[HEADPHONES.id]
    spin.selectAll()
    qtbot.keyClicks(spin, "250")
    assert kept_ms(by_hand, HEADPHONES) == 0
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert kept_ms(by_hand, HEADPHONES) == 250


def test_the_device_in_use_is_marked_as_soon_as_it_is_known(
    sound: SoundSection, by_hand: WindowParts
) -> None:
    assert in_use(sound) == []
    by_hand.context.playback.output.take(SPEAKERS)
    assert in_use(sound) == [SPEAKERS.id]
    by_hand.context.playback.output.take(HEADPHONES)
    assert in_use(sound) == [HEADPHONES.id]


def test_an_absent_device_keeps_its_row(sound: SoundSection, by_hand: WindowParts) -> None:
    sound.spins[HEADPHONES.id].setValue(190)
    by_hand.backend.devices = (SPEAKERS,)
    sound.list_devices()
    assert sound.spins[HEADPHONES.id].value() == 190


def test_a_row_set_to_zero_stays_while_it_is_being_set(
    sound: SoundSection, by_hand: WindowParts
) -> None:
    sound.spins[HEADPHONES.id].setValue(190)
    by_hand.backend.devices = (SPEAKERS,)
    sound.list_devices()
    spin = sound.spins[HEADPHONES.id]
    spin.setValue(0)
    assert sound.spins[HEADPHONES.id] is spin and spin.isVisible()
    assert kept_ms(by_hand, HEADPHONES) == 0


def test_without_known_devices_there_is_one_row(by_hand: WindowParts) -> None:
    page = SettingsPage(by_hand.context, by_hand.archiving, print, by_hand.window)
    page.sound.list_devices()
    assert list(page.sound.spins) == [DEFAULT_OUTPUT.id]
    assert in_use(page.sound) == []


def test_the_calibrated_latency_is_shown(
    sound: SoundSection, by_hand: WindowParts, clock: HandClock
) -> None:
    by_hand.backend.device = HEADPHONES
    dialog = sound.calibrate()
    for _ in range(10):
        clock.turn_ms(16)
        dialog.clicks.poll()
    dialog.slider.slider.setValue(165)
    dialog.keep.click()
    assert sound.spins[HEADPHONES.id].value() == 165
    assert in_use(sound) == [HEADPHONES.id]
