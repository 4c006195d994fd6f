"""“Music in this scene”: its stretches over all tracks, each to be heard again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.library.records import TrackRow
from app.story.records import Cue
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.text import ElidedLabel, TextLabel

NOTHING = (
    "No music yet. While a track plays, drag over a stretch of its timeline and press S, "
    "or Shift+S for the whole track."
)


class MusicList(QWidget):
    """hear_requested(Cue), removal_requested(Cue)."""

    hear_requested = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.xs)

    def show_cues(self, cues: Sequence[Cue], tracks: Mapping[int, TrackRow]) -> None:
        """tracks: the row of each cue's track."""
        shown = tuple((cue, tracks[cue.track_id]) for cue in cues if cue.track_id in tracks)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for cue, track in shown:
            self._column.addWidget(self._row(cue, track))
        if not shown:
            self._column.addWidget(TextLabel(NOTHING, "muted", wrap=True))

    def _row(self, cue: Cue, track: TrackRow) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        play = IconButton("play", f"Hear “{track.title}” in this scene", colour_token="accent_ink")
        play.clicked.connect(partial(self.hear_requested.emit, cue))
        play.setEnabled(track.is_available)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(track.title, "strong"))
        words.addWidget(ElidedLabel(_where(cue, track), "caption"))
        away = IconButton("x", f"Take “{track.title}” out of this scene", size=16)
        away.clicked.connect(partial(self.removal_requested.emit, cue))
        row.addWidget(play)
        row.addLayout(words, 1)
        row.addWidget(away)
        return holder


def _where(cue: Cue, track: TrackRow) -> str:
    span = cue.span
    is_whole = span.start_ms == 0 and span.end_ms >= track.duration_ms
    when = "whole track" if is_whole else f"{format_ms(span.start_ms)} – {format_ms(span.end_ms)}"
    missing = "" if track.is_available else "file missing"
    return "  ·  ".join(part for part in (when, track.album, missing) if part)
