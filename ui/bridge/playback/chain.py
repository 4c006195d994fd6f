"""Passages played one after another, whatever tracks they are on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.player.records import PlayState

if TYPE_CHECKING:
    from app.core.timecode import Span
    from app.player.passage_fade import PassageFade
    from app.themes.records import Passage
    from ui.bridge.playback.playback import Playback

GAP_MS = 600  # of silence between two passages
_BEFORE_END_MS = 40  # more than two looks at the player
_SOUNDING = (PlayState.PLAYING.value, PlayState.LOADING.value)
_OVER = (PlayState.STOPPED.value, PlayState.EMPTY.value, PlayState.ENDED.value)


def always(_place: int) -> bool:
    return True


class PassageChain(QObject):
    """Whoever seeks or plays something else ends it; pausing only pauses it. A passage whose file
    is missing is skipped, after the playback has said so.

    keeps_seeks: a seek inside the passage that is heard keeps it, too.

    Where fades are given, each passage is as loud as its own says; the volume is the listener's
    again once it is over.

    Signal: moved(int), the place of the passage that plays, or would if it weren't paused; -1 once
    it is over.
    """

    moved = Signal(int)

    def __init__(self, playback: Playback, parent: QObject, *, keeps_seeks: bool = False) -> None:
        super().__init__(parent)
        self._playback = playback
        self._keeps_seeks = keeps_seeks
        self._may_play: Callable[[int], bool] = always
        self._passages: tuple[Passage, ...] = ()
        self._fades: tuple[PassageFade, ...] = ()
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
        playback.position_changed.connect(self._fade)
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
        start: int = 0,
        may_play: Callable[[int], bool] = always,
        fades: Sequence[PassageFade] = (),
    ) -> None:
        """lead_ms: what is played before each; None for the length in Settings. start: the place
        of the first one. may_play: asked of each place when its turn comes; it is skipped if not.
        fades: one for each passage, or none.
        """
        self._passages, self._lead_ms = tuple(passages), lead_ms
        self._take(fades)
        self._may_play = may_play
        self._begin_first(range(start, len(self._passages)))

    def go_on_with(
        self, passages: Sequence[Passage], place: int, fades: Sequence[PassageFade] = ()
    ) -> None:
        """Others follow, and came before. place: of the passage that is heard, among them."""
        if self._place >= 0:
            self._passages = tuple(passages)
            self._take(fades)
            self._tell(place)

    def step(self, by: int) -> None:
        """To the next one (1) or the one before (-1) that can be played. After the last one it is
        over; before the first one there is none, which begins again.
        """
        place = self._place
        if place < 0:
            return
        if by > 0:
            self._begin_first(range(place + 1, len(self._passages)))
        else:
            self._begin_first((*range(place - 1, -1, -1), place))

    def stop(self) -> None:
        """The music pauses."""
        if self._place >= 0:
            self._is_going_on = True
            self._playback.pause()  # first: it mustn't be loud for a moment where it fades
            self._is_going_on = False
            self._end()

    def _begin_first(self, places: Iterable[int]) -> None:
        """The first of these passages that can be played."""
        self._gap.stop()
        for one in places:
            if self._may_play(one) and self._begin(one):
                return
        if self._place >= 0 and self._playback.is_playing:
            self.stop()
        else:
            self._end()

    def _begin(self, place: int) -> bool:
        track_id, span = self._passages[place]
        self._is_going_on = True
        self._begin_softly(place)
        try:
            is_there = self._hear(track_id, span)
        finally:
            self._is_going_on = False
        self._begin_softly(place)  # what was heard before may have let go of the volume meanwhile
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
        self._take(())
        self._tell(-1)

    def _tell(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self.moved.emit(place)

    # --- how loud -------------------------------------------------------------------------------

    def _take(self, fades: Sequence[PassageFade]) -> None:
        if self._fades and not fades:
            self._share(1.0)
        self._fades = tuple(fades)

    def _begin_softly(self, place: int) -> None:
        if self._fades:
            self._share(self._fades[place].first)

    def _fade(self, _position_ms: int) -> None:
        if self._fades and self._place >= 0 and not self._is_going_on:
            self._share(self._fades[self._place].at(self._playback.player.heard_ms))

    def _share(self, share: float) -> None:
        self._playback.player.output.set_share(share)

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
        self._begin_first(range(self._place + 1, len(self._passages)))

    def _on_elsewhere(self) -> None:
        if self._is_going_on or self._place < 0:
            return
        player = self._playback.player
        is_seek = player.heard_again is None and player.loop is None  # and no other passage
        if self._keeps_seeks and is_seek and self._is_inside():
            assert self._span is not None
            self._gap.stop()
            self._playback.keep_to(self._span)
        else:
            self._end()

    def _is_inside(self) -> bool:
        """Whether the music is still in the passage."""
        track, span = self._playback.track, self._span
        if track is None or span is None or track.id != self._passages[self._place][0]:
            return False
        return span.start_ms <= self._playback.position_ms < span.end_ms

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
