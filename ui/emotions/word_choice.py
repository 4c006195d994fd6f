"""The emotions to choose from, in a combo box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from app.emotions.records import Emotion
from ui.style.icons import icon, known_icon


def offer_words(box: QComboBox, words: Sequence[Emotion], *current: Emotion) -> None:
    """Those in use; an archived one is offered only for a mark that has it."""
    offered = [word for word in words if not word.is_retired]
    known = {word.id for word in offered}
    offered += [word for word in current if word.id not in known]
    box.clear()
    for word in offered:
        box.addItem(icon(known_icon(word.icon), 16, word.colour), word.name, int(word.id))
