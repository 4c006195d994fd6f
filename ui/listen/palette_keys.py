"""The palette under the timeline: what its buttons do, and when they glow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.transactions.changes import EMOTION, Change
from ui.emotions.palette import Palette

if TYPE_CHECKING:
    from app.capture.capturing import Kept
    from app.emotions.records import Emotion
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.listen.rewording import Rewording


class PaletteKeys(QObject):
    """A click does what the emotion's key does: it marks, or changes the emotion asked about."""

    def __init__(
        self,
        context: Context,
        marking: Marking,
        palette: Palette,
        rewording: Rewording,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._marking = marking
        self._palette = palette
        self._rewording = rewording
        palette.emotion_chosen.connect(self._on_emotion_chosen)
        palette.favourite_chosen.connect(lambda: marking.mark_now(None))
        marking.kept.connect(self._on_kept)
        marking.live_changed.connect(palette.hold)
        context.relay.changed.connect(self._on_change)
        self._show_emotions()

    def _show_emotions(self) -> None:
        self._palette.show_emotions(self._context.services.emotions.emotions())

    def _on_change(self, change: Change) -> None:
        if change.touches(EMOTION):
            self._show_emotions()

    def _on_kept(self, kept: Kept) -> None:
        self._palette.pulse(None if kept.emotion is None else kept.emotion.id)

    def _on_emotion_chosen(self, emotion: Emotion, is_expressed: bool) -> None:
        if not self._rewording.take_key(emotion, is_expressed):
            self._marking.mark_now(emotion, is_expressed)
