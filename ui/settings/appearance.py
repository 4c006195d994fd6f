"""How the program looks and moves."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.profile.settings import Settings, SettingsFile, bounds, explanation
from ui.settings.parts import Choice, Section, SettingRow, ValueSlider

THEMES = (
    ("system", "As the system", "monitor"),
    ("light", "Light", "sun"),
    ("dark", "Dark", "moon"),
)
MOTIONS = (
    ("system", "As the system", "monitor"),
    ("on", "Reduced", "minus"),
    ("off", "Full", "move-horizontal"),
)
_STEP = 0.05


class AppearanceSection(Section):
    """Theme, text size and motion."""

    def __init__(self, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__("Appearance", parent)
        theme, motion = Choice(THEMES), Choice(MOTIONS)
        self.themes, self.motions = theme.buttons, motion.buttons
        self._theme, self._motion = theme, motion
        low, high = bounds("text_scale") or (0.75, 2.0)
        self.text_size = ValueSlider(
            "Text size", low, high, _STEP, lambda scale: f"{scale:.0%}", is_lazy=True
        )
        self.add(SettingRow("Theme", explanation("theme") + ".", theme))
        self.add(
            SettingRow("Text size", explanation("text_scale") + ", in every part of the window.",
                       self.text_size)
        )  # fmt: skip
        self.add(SettingRow("Motion", explanation("reduced_motion") + ".", motion))
        theme.chosen.connect(lambda key: settings.change(theme=key))
        motion.chosen.connect(lambda key: settings.change(reduced_motion=key))
        self.text_size.value_changed.connect(lambda scale: settings.change(text_scale=scale))

    def show_settings(self, current: Settings) -> None:
        self._theme.show_choice(current.theme)
        self._motion.show_choice(current.reduced_motion)
        self.text_size.show_value(current.text_scale)
