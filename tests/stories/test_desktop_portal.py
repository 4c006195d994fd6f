"""The desktop's own look, and its screen that stays awake, by its portal."""

from __future__ import annotations

import pytest
from dbus_fast import Variant
from PySide6.QtWidgets import QApplication

from tests.support.app_harness import AppHarness
from tests.support.desktop_portal import desktop_portal, needs_dbusmock
from ui.remote.portal.awake_guest import IDLE
from ui.style.theme import apply_theme, current_theme
from ui.style.tokens import DARK, LIGHT

pytestmark = needs_dbusmock

BLUE = Variant("(ddd)", [0.2, 0.5, 0.9])


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication):
    yield
    apply_theme(qapp, LIGHT)


def test_the_window_looks_as_the_desktop_does(harness: AppHarness) -> None:
    until = harness.qtbot.waitUntil
    with desktop_portal(until, color_scheme=Variant("u", 1)) as portal:
        session = harness.open()
        session.until(lambda: current_theme() is DARK)
        portal.say(color_scheme=Variant("u", 2))
        session.until(lambda: current_theme() is LIGHT)
        portal.say(accent_color=BLUE)
        session.until(lambda: current_theme().name == "light#3380E6")
        portal.say(contrast=Variant("u", 1))
        session.until(lambda: current_theme().name == "light-contrast#3380E6")
        session.services.settings.change(theme="dark", accent="own", contrast="off")
        assert current_theme() is DARK, "what the listener chose counts more"
        portal.say(accent_color=Variant("(ddd)", [9.0, 0.0, 0.0]), contrast=Variant("u", 0))
        session.services.settings.change(theme="system", accent="system", contrast="system")
        session.until(lambda: current_theme() is LIGHT)


def test_the_first_frame_looks_as_the_desktop_did(harness: AppHarness) -> None:
    with desktop_portal(harness.qtbot.waitUntil, color_scheme=Variant("u", 1), accent_color=BLUE):
        session = harness.open()
        session.until(lambda: current_theme().name == "dark#3380E6")
        session.close()
        names: list[str] = []
        window = harness.show()
        names.append(window.memory.theme().name)
        harness.qtbot.waitUntil(lambda: window.desk is not None)
        names.append(current_theme().name)
    assert names == ["dark#3380E6"] * 2


def test_the_screen_stays_awake_while_the_stage_plays(harness: AppHarness) -> None:
    with desktop_portal(harness.qtbot.waitUntil) as portal:
        session = harness.playing(1_000)
        assert not portal.calls("Inhibit")
        session.desk.navigation.open_page("stage")
        session.until(lambda: portal.calls("Inhibit"))
        (asked,) = portal.calls("Inhibit")
        assert asked[1] == IDLE and asked[2]["reason"].value == "Music plays on the Stage"
        session.playback.toggle()
        session.until(lambda: portal.closes() == 1)
        session.playback.toggle()
        session.until(lambda: len(portal.calls("Inhibit")) == 2)
        session.desk.navigation.open_page("listen")
        session.until(lambda: portal.closes() == 2)
