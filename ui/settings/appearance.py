"""How the program looks and moves, and which language it speaks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.core.languages import available
from app.core.words import Text, _, pgettext
from app.profile.setting_values import Settings, bounds
from app.profile.settings import SettingsFile
from ui.settings.parts import Choice, Section, SettingRow, ValueSlider
from ui.shell.language import own_name
from ui.widgets.calm_inputs import CalmCombo

THEMES = (
    ("system", Text("System"), "monitor"),
    ("light", Text("Light", "theme"), "sun"),
    ("dark", Text("Dark", "theme"), "moon"),
)
MOTIONS = (
    ("system", Text("System"), "monitor"),
    ("on", Text("Reduced", "motion"), "minus"),
    ("off", Text("Full", "motion"), "move-horizontal"),
)
CONTRASTS = (
    ("system", Text("System"), "monitor"),
    ("off", Text("Normal", "contrast"), "circle"),
    ("on", Text("High", "contrast"), "contrast"),
)
ACCENTS = (
    ("system", Text("System"), "monitor"),
    ("own", Text("Rose", "accent colour"), "heart"),
)
_STEP = 0.05

InPlace = Callable[[QWidget, Callable[[], object]], None]


class AppearanceSection(Section):
    """Language, theme, text size and motion."""

    def __init__(
        self, settings: SettingsFile, in_place: InPlace, parent: QWidget | None = None
    ) -> None:
        """in_place: makes a change while a control stays where it is."""
        super().__init__(_("Appearance"), parent)
        self.language = _LanguageCombo()
        theme, motion = Choice(THEMES), Choice(MOTIONS)
        contrast, accent = Choice(CONTRASTS), Choice(ACCENTS)
        self.themes, self.motions = theme.buttons, motion.buttons
        self._theme, self._motion = theme, motion
        self._contrast, self._accent = contrast, accent
        low, high = bounds("text_scale") or (0.75, 2.0)
        self.text_size = ValueSlider(_("Text size"), low, high, _STEP, _percent, is_lazy=True)
        self.add(
            SettingRow(
                _("Language"),
                _("Takes effect the next time you start OST My Heart."),
                self.language,
            )
        )
        self.add(
            SettingRow(
                pgettext("of the window", "Theme"),
                _("Light, dark, or whatever the system uses."),
                theme,
            )
        )
        self.add(
            SettingRow(
                _("Contrast"), _("High contrast has plain grounds and stronger lines."), contrast
            )
        )
        self.add(
            SettingRow(
                _("Accent colour"),
                _("Of what is chosen and what plays. Emotions keep their own colours."),
                accent,
            )
        )
        self.add(
            SettingRow(_("Text size"), _("The size of all text in the window."), self.text_size)
        )
        self.add(
            SettingRow(
                _("Motion"), _("When reduced, views change at once instead of gliding."), motion
            )
        )
        self.language.activated.connect(
            lambda _index: settings.change(language=self.language.currentData())
        )
        theme.chosen.connect(lambda key: in_place(theme, lambda: settings.change(theme=key)))
        contrast.chosen.connect(
            lambda key: in_place(contrast, lambda: settings.change(contrast=key))
        )
        accent.chosen.connect(lambda key: in_place(accent, lambda: settings.change(accent=key)))
        motion.chosen.connect(lambda key: settings.change(reduced_motion=key))
        self.text_size.value_changed.connect(
            lambda scale: in_place(self.text_size, lambda: settings.change(text_scale=scale))
        )

    def show_settings(self, current: Settings) -> None:
        self.language.setCurrentIndex(max(0, self.language.findData(current.language)))
        self._theme.show_choice(current.theme)
        self._contrast.show_choice(current.contrast)
        self._accent.show_choice(current.accent)
        self._motion.show_choice(current.reduced_motion)
        self.text_size.show_value(current.text_scale)


class _LanguageCombo(CalmCombo):
    """Each language by its own name, after the system's; the data are their codes."""

    def __init__(self) -> None:
        super().__init__(_("Language"))
        self.addItem(_("System default"), "")
        for code in available():
            self.addItem(own_name(code), code)


def _percent(scale: float) -> str:
    # Translators: the size of text, such as “125%”
    return _("{n}%", n=str(round(100 * scale)))
