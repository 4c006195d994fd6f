"""What the timeline shows of the music, and how it follows the playhead."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.words import Text, _
from app.profile.setting_values import Settings
from app.profile.settings import SettingsFile
from ui.settings.parts import Choice, Section, SettingRow

FOLLOWS = (
    ("page", Text("By page", "follow mode"), "locate"),
    ("centred", Text("Centred", "follow mode"), "locate-fixed"),
    ("off", Text("Off", "follow mode"), "minus"),
)


class TimelineSection(Section):
    """The follow mode, and two options for the waveform."""

    def __init__(self, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__(_("Timeline"), parent)
        self._follow = Choice(FOLLOWS)
        self.follows = self._follow.buttons
        self.add(SettingRow(_("Follow mode"), _("How the view follows the music."), self._follow))
        self.colours = QCheckBox(_("Colour by emotion"))
        self.loudness = QCheckBox(_("Show loudness line"))
        why = _("The waveform takes the colours of what you felt.")
        self.add(SettingRow(_("Waveform"), why, self.colours))
        why = _("A line over the waveform shows how loud the music is.")
        self.add(SettingRow(_("Loudness"), why, self.loudness))
        self._follow.chosen.connect(lambda key: settings.change(follow=key))
        self.colours.clicked.connect(lambda is_on: settings.change(wave_colours=is_on))
        self.loudness.clicked.connect(lambda is_on: settings.change(loudness_line=is_on))

    def show_settings(self, current: Settings) -> None:
        self._follow.show_choice(current.follow)
        self.colours.setChecked(current.wave_colours)
        self.loudness.setChecked(current.loudness_line)
