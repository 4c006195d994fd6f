"""“Music in this scene”: its passages on all tracks, to hear again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted
from app.library.records import TrackRow
from app.story.records import Cue
from ui.bridge.context import Shortcuts
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.emptying import empty
from ui.widgets.text import ElidedLabel, TextLabel


class MusicList(QWidget):
    """Signals: hear_requested(Cue), removal_requested(Cue)."""

    hear_requested = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
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
        empty(self._column)
        for cue, track in shown:
            self._column.addWidget(self._row(cue, track))
        if not shown:
            self._column.addWidget(TextLabel(self._invitation(), "muted", wrap=True))

    def _invitation(self) -> str:
        return _(
            "No music yet. While a track plays, select a passage on its timeline and press {keys}, "
            "or {keys_for_track} for the whole track.",
            keys=self._shortcuts.text("scene"),
            keys_for_track=self._shortcuts.text("scene_whole"),
        )

    def _row(self, cue: Cue, track: TrackRow) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        hear = _("Hear “{title}” in this scene", title=track.title)
        play = IconButton("play", hear, colour_token="accent_ink")
        play.clicked.connect(partial(self.hear_requested.emit, cue))
        play.setEnabled(track.is_available)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(track.title, "strong"))
        words.addWidget(ElidedLabel(_where(cue, track), "caption"))
        remove = _("Remove “{title}” from this scene", title=track.title)
        away = IconButton("x", remove, size=16)
        away.clicked.connect(partial(self.removal_requested.emit, cue))
        row.addWidget(play)
        row.addLayout(words, 1)
        row.addWidget(away)
        return holder


def _where(cue: Cue, track: TrackRow) -> str:
    span = cue.span
    is_whole = span.start_ms == 0 and span.end_ms >= track.duration_ms
    times = f"{format_ms(span.start_ms)} – {format_ms(span.end_ms)}"
    when = _("whole track") if is_whole else times
    missing = "" if track.is_available else _("file missing")
    return dotted(when, track.album, missing)
