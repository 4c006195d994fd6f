"""What the timeline shows of the music, and how it keeps up with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.settings import Settings, SettingsFile, explanation
from ui.settings.parts import Choice, Section, SettingRow

FOLLOWS = (
    ("page", "By pages", "locate"),
    ("centred", "Centred", "locate-fixed"),
    ("off", "Not at all", "minus"),
)


class TimelineSection(Section):
    """How the view follows."""

    def __init__(self, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__("Timeline", parent)
        self._follow = Choice(FOLLOWS)
        self.follows = self._follow.buttons
        self.add(SettingRow("Following", explanation("follow") + ".", self._follow))
        self._follow.chosen.connect(lambda key: settings.change(follow=key))

    def show_settings(self, current: Settings) -> None:
        self._follow.show_choice(current.follow)
