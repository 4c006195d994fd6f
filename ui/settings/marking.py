"""How late a key press comes, what is heard before a mark, and covered spoilers."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from app.profile.settings import Settings, SettingsFile, bounds, explanation
from ui.settings.parts import Section, SettingRow, ValueSlider

_REACTION_STEP_S = 0.1
_PREROLL_STEP_S = 0.5
_WHY = {
    "tag_reaction_ms": (
        "A feeling is told later than it is felt: listeners lag the music by 1 to 3 seconds "
        "(Schubert 2004). Tags are set this much earlier; while paused, exactly where you are."
    ),
    "moment_reaction_ms": (
        "A favourite is more of a reflex: a sudden rise is answered within a second "
        "(Schubert 2004). Where you really pressed is kept beside it."
    ),
    "preroll_ms": "So that a moment arrives as it did, and not out of nowhere.",
}


class MarkingSection(Section):
    """Each slider is in seconds and names why it is there."""

    def __init__(self, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__("Marking and hearing again", parent)
        self.sliders: dict[str, ValueSlider] = {}
        for name, why in _WHY.items():
            self._add_slider(settings, name, why)
        self.covered = QCheckBox("Cover spoilers")
        self.covered.clicked.connect(lambda is_on: settings.change(hide_spoilers=is_on))
        self.add(SettingRow("Spoilers", explanation("hide_spoilers") + ".", self.covered))

    def show_settings(self, current: Settings) -> None:
        for name, slider in self.sliders.items():
            slider.show_value(getattr(current, name) / 1000)
        self.covered.setChecked(current.hide_spoilers)

    def _add_slider(self, settings: SettingsFile, name: str, why: str) -> None:
        low, high = bounds(name) or (0, 6000)
        step = _PREROLL_STEP_S if name == "preroll_ms" else _REACTION_STEP_S
        title = explanation(name)
        slider = ValueSlider(title, low / 1000, high / 1000, step, _seconds)
        slider.value_changed.connect(
            lambda seconds: settings.change(**{name: round(seconds * 1000)})
        )
        self.sliders[name] = slider
        self.add(SettingRow(title, why, slider))


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s"
