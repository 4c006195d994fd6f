"""What is heard of the moment: its seconds, once or in a loop, or a single mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.timecode import POINT_LASTS_MS, Span
from app.player.records import PlayState
from ui.entries.hearing import hear_passage

if TYPE_CHECKING:
    from app.journal.moment_records import AskedMoment
    from app.journal.records import JournalItem
    from ui.bridge.context import Context

_LEAST_LOOP_MS = 100


class MomentSounding(QObject):
    """Signals: moved(float ms), the playhead in the track that is asked about, below 0 while
    another one is loaded; changed(), something else is heard.
    """

    moved = Signal(float)
    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._asked: AskedMoment | None = None
        self._heard = ""
        playback = context.playback
        playback.position_changed.connect(lambda _ms: self._tell_head())
        playback.track_changed.connect(lambda _row: self._look())
        playback.state_changed.connect(lambda _state: self._look())
        playback.loop_changed.connect(lambda _span: self.changed.emit())
        playback.span_finished.connect(lambda _span: self._forget())

    def show(self, asked: AskedMoment | None) -> None:
        self._asked = asked
        self._tell_head()

    @property
    def uid(self) -> str:
        """Of the mark that is heard; empty for none."""
        return self._heard if self._context.playback.is_playing else ""

    @property
    def is_heard(self) -> bool:
        """Whether the track plays."""
        return self._is_loaded and self._context.playback.is_playing

    @property
    def is_looped(self) -> bool:
        loop = self._context.playback.loop
        return self._is_loaded and loop is not None and loop == self._loop_span()

    def toggle(self) -> None:
        """Hears the seconds that are asked about; pauses while they sound."""
        if self.is_heard:
            self._context.playback.pause()
        elif self._asked is not None:
            self._hear(self._asked.track_id, self._asked.span)

    def toggle_mark(self, item: JournalItem) -> None:
        """With its own lead-in; pauses while it sounds."""
        if item.uid == self.uid:
            self._context.playback.pause()
        elif item.track is not None and item.span is not None:
            self._heard = ""
            if hear_passage(self._context, item.track, item.span, item.preroll_ms):
                self._heard = item.uid
            self.changed.emit()

    def toggle_loop(self) -> None:
        playback, asked, loop = self._context.playback, self._asked, self._loop_span()
        if asked is None or loop is None:
            return
        if self.is_looped:
            playback.set_loop(None)
            return
        if not self._is_loaded and not self._hear(asked.track_id, asked.span):
            return
        playback.seek_ms(loop.start_ms)
        playback.set_loop(loop)
        if not playback.is_playing:
            playback.toggle()

    def seek(self, at_ms: int) -> None:
        """Goes there, and on from there if it plays or is loaded; hears the seconds otherwise."""
        if self._is_loaded:
            self._context.playback.seek_ms(at_ms)
        else:
            self.toggle()

    @property
    def _is_loaded(self) -> bool:
        track = self._context.playback.track
        return track is not None and self._asked is not None and track.id == self._asked.track_id

    def _loop_span(self) -> Span | None:
        if self._asked is None:
            return None
        span = self._asked.span
        if span.duration_ms >= _LEAST_LOOP_MS:
            return span
        lead_ms = self._context.services.settings.current.preroll_ms
        return Span.between(span.start_ms - lead_ms, span.start_ms + POINT_LASTS_MS)

    def _hear(self, track_id: int, span: Span) -> bool:
        playback = self._context.playback
        heard: list[bool] = []
        self._heard = ""
        self._context.look(lambda: heard.append(playback.hear(track_id, span)))
        self.changed.emit()
        return any(heard)

    def _look(self) -> None:
        if self._context.playback.state not in (PlayState.PLAYING, PlayState.LOADING):
            self._heard = ""
        self._tell_head()
        self.changed.emit()

    def _forget(self) -> None:
        self._heard = ""
        self.changed.emit()

    def _tell_head(self) -> None:
        is_loaded = self._is_loaded
        self.moved.emit(float(self._context.playback.position_ms) if is_loaded else -1.0)
