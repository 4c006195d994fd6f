"""What the timeline shows of the music, and how it keeps up with it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from app.profile.settings import Settings, SettingsFile, explanation
from ui.settings.parts import Choice, Section, SettingRow

FOLLOWS = (
    ("page", "By pages", "locate"),
    ("centred", "Centred", "locate-fixed"),
    ("off", "Not at all", "minus"),
)


class TimelineSection(Section):
    """How the view follows, and two things to see in the waveform."""

    def __init__(self, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__("Timeline", parent)
        self._follow = Choice(FOLLOWS)
        self.follows = self._follow.buttons
        self.add(SettingRow("Following", explanation("follow") + ".", self._follow))
        self.colours = QCheckBox("Colour by feelings")
        self.loudness = QCheckBox("Draw the loudness line")
        self.add(SettingRow("Waveform", explanation("wave_colours") + ".", self.colours))
        self.add(SettingRow("Loudness", explanation("loudness_line") + ".", self.loudness))
        self._follow.chosen.connect(lambda key: settings.change(follow=key))
        self.colours.clicked.connect(lambda is_on: settings.change(wave_colours=is_on))
        self.loudness.clicked.connect(lambda is_on: settings.change(loudness_line=is_on))

    def show_settings(self, current: Settings) -> None:
        self._follow.show_choice(current.follow)
        self.colours.setChecked(current.wave_colours)
        self.loudness.setChecked(current.loudness_line)
