"""The feelings that have a key, and favourite, as small chips that wrap."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.core.words import _
from app.emotions.records import Emotion
from ui.and_now.chip import FeelingChip
from ui.bridge.keys.marking_keys import FAVOURITE_KEY
from ui.shell.shortcuts import native_text
from ui.style.tokens import SPACE
from ui.widgets.flow_layout import FlowLayout


class SmallPalette(QWidget):
    """emotion_chosen(Emotion, is_expressed: bool), favourite_chosen(): a chip was used."""

    emotion_chosen = Signal(object, bool)
    favourite_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[int | None, FeelingChip] = {}
        self._flow = FlowLayout(self, gap=SPACE.xs)
        self.setAccessibleName(_("Emotions"))

    def show_emotions(self, emotions: tuple[Emotion, ...]) -> None:
        """Those with a key, in the keys’ order, then the favourite."""
        self._flow.clear()
        self._chips.clear()
        keyed = sorted((word for word in emotions if word.shortcut), key=lambda w: w.shortcut or "")
        for word in keyed:
            chip = FeelingChip(word.name, word.shortcut or "", word.colour, word.icon)
            chip.clicked.connect(lambda _on=False, word=word: self._choose(word))
            self._add(int(word.id), chip)
        heart = FeelingChip(_("Favourite"), native_text(FAVOURITE_KEY), "accent", "heart")
        heart.clicked.connect(self.favourite_chosen)
        self._add(None, heart)
        self._flow.invalidate()
        self.updateGeometry()

    def pulse(self, emotion_id: int | None) -> None:
        chip = self._chips.get(emotion_id)
        if chip is not None:
            chip.pulse()

    def chip(self, emotion_id: int | None) -> FeelingChip:
        """Of an emotion that is shown; None: favourite."""
        return self._chips[emotion_id]

    def _add(self, key: int | None, chip: FeelingChip) -> None:
        self._chips[key] = chip
        self._flow.addWidget(chip)

    def _choose(self, emotion: Emotion) -> None:
        shift = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.emotion_chosen.emit(emotion, bool(shift))
