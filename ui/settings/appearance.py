"""How the program looks."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from app.settings import Settings, SettingsFile, bounds, explanation
from ui.settings.parts import Section, SettingRow, ValueSlider, holder
from ui.widgets.buttons import ToggleButton

THEMES = (
    ("system", "As the system", "monitor"),
    ("light", "Light", "sun"),
    ("dark", "Dark", "moon"),
)
_STEP = 0.05


class AppearanceSection(Section):
    """Theme and text size."""

    def __init__(self, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__("Appearance", parent)
        self._settings = settings
        self.themes: dict[str, ToggleButton] = {}
        low, high = bounds("text_scale") or (0.75, 2.0)
        self.text_size = ValueSlider(
            "Text size", low, high, _STEP, lambda scale: f"{scale:.0%}", is_lazy=True
        )
        self.add(SettingRow("Theme", explanation("theme") + ".", self._theme_row()))
        self.add(
            SettingRow("Text size", explanation("text_scale") + ", in every part of the window.",
                       self.text_size)
        )  # fmt: skip
        self.text_size.value_changed.connect(lambda scale: settings.change(text_scale=scale))

    def show_settings(self, current: Settings) -> None:
        chosen = self.themes.get(current.theme, self.themes["system"])
        chosen.setChecked(True)
        self.text_size.show_value(current.text_scale)

    def _theme_row(self) -> QWidget:
        group = QButtonGroup(self)
        for key, text, icon_name in THEMES:
            button = ToggleButton(text, icon_name)
            button.clicked.connect(lambda _on=False, key=key: self._settings.change(theme=key))
            group.addButton(button)
            self.themes[key] = button
        return holder(*self.themes.values())
