"""Passages played one after another, whatever tracks they are on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.player.records import PlayState

if TYPE_CHECKING:
    from app.core.timecode import Span
    from app.themes.records import Passage
    from ui.bridge.playback.playback import Playback

GAP_MS = 600  # of silence between two passages
_BEFORE_END_MS = 40  # more than two looks at the player
_SOUNDING = (PlayState.PLAYING.value, PlayState.LOADING.value)
_OVER = (PlayState.STOPPED.value, PlayState.EMPTY.value, PlayState.ENDED.value)


class PassageChain(QObject):
    """Whoever seeks or plays something else ends it; pausing only pauses it. A passage whose file
    is missing is skipped, after the playback has said so.

    Signal: moved(int), the place of the passage that plays, or would if it weren't paused; -1 once
    it is over.
    """

    moved = Signal(int)

    def __init__(self, playback: Playback, parent: QObject) -> None:
        super().__init__(parent)
        self._playback = playback
        self._passages: tuple[Passage, ...] = ()
        self._place = -1
        self._span: Span | None = None  # that the player was given
        self._lead_ms: int | None = 0
        self._is_going_on = False
        self._gap = QTimer(self, singleShot=True, interval=GAP_MS)
        self._gap.timeout.connect(self._go_on)
        playback.span_finished.connect(self._on_finished)
        playback.went_elsewhere.connect(self._on_elsewhere)
        playback.state_changed.connect(self._on_state)
        playback.track_changed.connect(self._on_track_changed)
        playback.closing.connect(self._gap.stop)

    @property
    def place(self) -> int:
        """Of the passage that plays; -1 for none."""
        return self._place

    def play(
        self,
        passages: Sequence[Passage],
        *,
        lead_ms: int | None = 0,
    ) -> None:
        """From the first one on. lead_ms: what is played before each; None for the length in
        Settings.
        """
        self._passages, self._lead_ms = tuple(passages), lead_ms
        self._begin_from(0)

    def stop(self) -> None:
        """The music pauses."""
        if self._place >= 0:
            self._end()
            self._playback.pause()

    def _begin_from(self, place: int) -> None:
        """The first passage from there on that can be played."""
        self._gap.stop()
        for one in range(place, len(self._passages)):
            if self._begin(one):
                return
        self._end()

    def _begin(self, place: int) -> bool:
        track_id, span = self._passages[place]
        self._is_going_on = True
        try:
            is_there = self._hear(track_id, span)
        finally:
            self._is_going_on = False
        if is_there:
            self._tell(place)
        return is_there

    def _hear(self, track_id: int, span: Span) -> bool:
        """The queue becomes this track alone, and the passage ends before the track does: nothing
        else may follow.
        """
        playback = self._playback
        is_loaded = playback.track is not None and playback.track.id == track_id
        if not (is_loaded and len(playback.queue) == 1) and not playback.cue_up(track_id):
            return False
        ends_ms = playback.duration_ms - _BEFORE_END_MS
        self._span = span.clamped(ends_ms) if ends_ms > 0 else span
        return playback.hear(track_id, self._span, self._lead_ms)

    def _end(self) -> None:
        self._gap.stop()
        self._passages = ()
        self._tell(-1)

    def _tell(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self.moved.emit(place)

    # --- news -----------------------------------------------------------------------------------

    def _on_finished(self, span: Span) -> None:
        if self._place >= 0 and span == self._span:
            self._pass_on()

    def _pass_on(self) -> None:
        """The passage is over."""
        if self._place + 1 < len(self._passages):
            self._gap.start()
        else:
            self._end()

    def _go_on(self) -> None:
        self._begin_from(self._place + 1)

    def _on_elsewhere(self) -> None:
        if not self._is_going_on and self._place >= 0:
            self._end()

    def _on_state(self, state: str) -> None:
        if self._is_going_on or self._place < 0:
            return
        if self._gap.isActive() and state in _SOUNDING:  # Play was pressed in the silence
            self._go_on()
        elif state in _OVER:
            self._end()

    def _on_track_changed(self, row: object) -> None:
        if row is None and self._place >= 0:
            self._end()
