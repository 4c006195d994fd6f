"""One of several versions: its key, its words, its wave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted
from ui.roles.felt_wave import FeltWave
from ui.roles.words import first_of_version, times_heard
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, ToggleButton, tell_hint
from ui.widgets.text import ElidedLabel, on_button
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from app.roles.records import Version
    from ui.story_line.waves import LineWaves

_WORDS_PX, _NARROW_WORDS_PX = 240, 168
_MOST_NAMES = 3


class VersionRow(QWidget):
    """Signals: play_requested(); play_wanted_at(int ms); opened(), its own page."""

    play_requested = Signal()
    play_wanted_at = Signal(int)
    opened = Signal()

    def __init__(
        self, version: Version, key: str, waves: LineWaves, *, is_shown: bool,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        row, felt = version.track, dict.fromkeys(one.emotion.name for one in version.felt)
        self.version = version
        self.button = ToggleButton(on_button(key))
        tell_hint(self.button, _("Play “{track}”", track=row.title), key)
        self.button.clicked.connect(lambda _on=False: self.play_requested.emit())
        self.title = ElidedLabel(row.title, "strong")
        year = "" if row.year is None else str(row.year)
        self.caption = ElidedLabel(
            dotted(version.place, year, format_ms(row.duration_ms), times_heard(version.heard)),
            "caption",
        )
        self.first = ElidedLabel(first_of_version(version.first), "caption")
        self.felt = ElidedLabel(comma_list(list(felt)[:_MOST_NAMES]), "caption")
        column = QVBoxLayout()
        column.setSpacing(0)
        for label in (self.title, self.caption, self.first, self.felt):
            column.addWidget(label)
        column.addStretch(1)
        self._words = QWidget()
        self._words.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        self.wave = FeltWave(version, waves)
        self.wave.pressed.connect(self.play_wanted_at)
        self.open = IconButton("arrow-right", _("Show “{track}”", track=row.title), size=18)
        self.open.clicked.connect(self.opened)
        keeps = self.open.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.open.setSizePolicy(keeps)
        self.open.setVisible(not is_shown)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.m)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words)
        line.addWidget(self.wave, 1)
        line.addWidget(self.open)
        self.fit(is_narrow=False)

    def fit(self, *, is_narrow: bool) -> None:
        self._words.setFixedWidth(scaled_px(_NARROW_WORDS_PX if is_narrow else _WORDS_PX))

    def show_head(self, *, is_sounding: bool, at_ms: float) -> None:
        self.button.setChecked(is_sounding)
        self.wave.show_head(at_ms if is_sounding or at_ms > 0 else -1)
