"""What the Settings page offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import Text
from ui.shell.command import Command, Menu, When

if TYPE_CHECKING:
    from ui.settings.page import SettingsPage

COMMANDS: tuple[Command[SettingsPage], ...] = (
    Command("settings", Text("Settings"), ("Ctrl+,",), "settings", Menu.EDIT,
            lambda _page: None, When.OPENING, place=2),
    Command("calibrate", Text("Calibrate audio latency…"), (), "headphones", Menu.PLAY,
            lambda page: page.sound.calibrate(), When.OPENING, place=1),
)  # fmt: skip
