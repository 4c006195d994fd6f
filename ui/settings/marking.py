"""Reaction times, the lead-in before a mark, spoilers, and what may be asked and suggested."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.words import Text, _, decimal, number
from app.profile.setting_values import Settings, bounds
from app.profile.settings import SettingsFile
from app.suggestions.records import LEAST_MARKS
from ui.bridge.context import Context
from ui.settings.learnt import LearntRow
from ui.settings.parts import Section, SettingRow, ValueSlider

_REACTION_STEP_S = 0.1
_PREROLL_STEP_S = 0.5
_SLIDERS = {  # title, and why it is there
    "tag_reaction_ms": (
        Text("Reaction time for emotions"),
        Text(
            "We notice what we feel a little late: listeners lag behind the music by 1 to "
            "3 seconds (Schubert 2004). Emotions are marked this much earlier; while the "
            "music is paused, exactly at the playhead."
        ),
    ),
    "moment_reaction_ms": (
        Text("Reaction time for favourites"),
        Text(
            "A favourite is more of a reflex: listeners respond to a sudden rise within a "
            "second (Schubert 2004). The place where you pressed the key is saved as well."
        ),
    ),
    "preroll_ms": (
        Text("Lead-in"),
        Text("What is played before a mark, so that the moment doesn’t come out of nowhere."),
    ),
}


class MarkingSection(Section):
    """Each slider is in seconds and says what it is for."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(_("Marking and hearing again"), parent)
        settings = context.services.settings
        self.sliders: dict[str, ValueSlider] = {}
        for name, (title, why) in _SLIDERS.items():
            self._add_slider(settings, name, str(title), str(why))
        self.covered = QCheckBox(_("Hide spoilers"))
        self.covered.clicked.connect(lambda is_on: settings.change(hide_spoilers=is_on))
        sentence = _("Scenes marked as spoilers stay hidden until you show them.")
        self.add(SettingRow(_("Spoilers"), sentence, self.covered))
        self.asked = QCheckBox(_("Ask before and after"))
        self.asked.clicked.connect(lambda is_on: settings.change(ask_feelings=is_on))
        sentence = _("On the Comfort page, at most once while the program runs.")
        self.add(SettingRow(_("How you feel"), sentence, self.asked))
        self.suggested = QCheckBox(_("Suggest emotions"))
        self.suggested.clicked.connect(lambda is_on: settings.change(suggest_emotions=is_on))
        sentence = _(
            "From {n} marks on, the program learns which sounds go with which of your emotions, "
            "and asks at places without one. It never marks by itself. What it has learnt stays in "
            "the cache on this computer, and goes with it.",
            n=number(LEAST_MARKS),
        )
        self.add(SettingRow(_("Suggestions"), sentence, self.suggested))
        self.learnt = LearntRow(context)
        self.card.body.addWidget(self.learnt)

    def show_settings(self, current: Settings) -> None:
        for name, slider in self.sliders.items():
            slider.show_value(getattr(current, name) / 1000)
        self.covered.setChecked(current.hide_spoilers)
        self.asked.setChecked(current.ask_feelings)
        self.suggested.setChecked(current.suggest_emotions)
        self.learnt.show_settings(current)

    def _add_slider(self, settings: SettingsFile, name: str, title: str, why: str) -> None:
        low, high = bounds(name) or (0, 6000)
        step = _PREROLL_STEP_S if name == "preroll_ms" else _REACTION_STEP_S
        slider = ValueSlider(title, low / 1000, high / 1000, step, _seconds)
        slider.value_changed.connect(
            lambda seconds: settings.change(**{name: round(seconds * 1000)})
        )
        self.sliders[name] = slider
        self.add(SettingRow(title, why, slider))


def _seconds(seconds: float) -> str:
    return _("{seconds} s", seconds=decimal(seconds, 1))
