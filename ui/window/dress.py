"""How the window looks: the chosen theme and text size, and enough room for that text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QApplication, QWidget

from ui.style.looks import DesktopLooks, Wanted
from ui.style.motion import know_desktop
from ui.style.scheme import SchemeFollower
from ui.style.theme import scaled_px, theme_signals

if TYPE_CHECKING:
    from app.profile.setting_values import Settings
    from app.profile.settings import SettingsFile

_LEAST_PX = (500, 320)  # of the window at 100 % text; its own minimum is larger


class Dress(QObject):
    """Follows the settings from its creation until `stop`, and the desktop once it says anything.

    looks: how the desktop was when the window was closed last.
    """

    def __init__(self, window: QWidget, settings: SettingsFile, looks: DesktopLooks) -> None:
        super().__init__(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._window = window
        self._smallest = window.minimumSize()
        self.looks = looks
        self._scheme = SchemeFollower(app, wanted_of(settings.current), looks)
        self._scheme.apply()
        theme_signals().theme_changed.connect(self._keep_room_for_text)
        self._keep_room_for_text()
        settings.subscribe(lambda new: self._scheme.choose(wanted_of(new)))

    def know(self, looks: DesktopLooks) -> None:
        """The desktop says how it looks."""
        self.looks = looks
        know_desktop(reduces_motion=looks.reduces_motion)
        self._scheme.know(looks)

    def stop(self) -> None:
        self._scheme.stop()

    def _keep_room_for_text(self, _theme: object = None) -> None:
        """The larger the text, the larger the smallest window, up to the size of the screen."""
        needed = QSize(*(scaled_px(px) for px in _LEAST_PX)).expandedTo(self._smallest)
        self._window.setMinimumSize(needed.boundedTo(self._window.screen().availableSize()))


def wanted_of(settings: Settings) -> Wanted:
    return Wanted(settings.theme, settings.text_scale, settings.contrast, settings.accent)
