"""Two passages heard by turns, changing over at the same musical moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.core.aligned_passages import Side
from app.player.records import PlayState
from ui.bridge.playback.lone_track import LoneTrack
from ui.bridge.playback.pace import FRAME_MS, REST_MS

if TYPE_CHECKING:
    from app.core.aligned_passages import AlignedPassages
    from app.core.timecode import Span
    from app.library.records import TrackRow
    from app.player.change_over import ChangeOver
    from app.player.records import PlayableTrack
    from ui.bridge.playback.playback import Playback

LATE_MS = 20  # of a change-over that is better aimed at again, once: something else took its time
AHEAD_MS = 400  # of a passage's end, when what follows is made ready
_BEFORE_END_MS = 40  # more than two looks at the player
_OVER = (PlayState.STOPPED.value, PlayState.EMPTY.value, PlayState.ENDED.value)


class PassageTurns(QObject):
    """One of two passages is heard until `change_over`, which lets the other one sound from the
    same musical moment, without a gap. At its end a passage begins again, or the other one does if
    they alternate, until it is stopped.

    While the music is paused, a change-over only moves the place. A seek inside the passage that is
    heard keeps them; a seek elsewhere, a loop, a mark that is heard or whatever else is played ends
    it. A passage whose file is missing is left out, and `Playback.fault` says so. Speed and volume
    stay.

    As with `PassageChain`, the queue becomes the track that is heard, alone; each track is listened
    to as far as it sounded, and whoever shows the player's track and position, media keys included,
    follows from one to the other. `Playback.in_turn` has the other one's track.

    Signals: sounding_changed(Side | None), None once it is over; place_changed(int ms), in the
    first passage's track.
    """

    sounding_changed = Signal(object)
    place_changed = Signal(int)

    def __init__(self, playback: Playback, parent: QObject) -> None:
        super().__init__(parent)
        self._playback = playback
        self._passages: AlignedPassages | None = None
        self._sounding: Side | None = None
        self._wanted: Side | None = None  # by a change-over that wasn't aimed yet
        self._aimed: Side | None = None
        self._change: ChangeOver | None = None
        self._is_second_try = False
        self.is_alternating = False  # at the ends of the passages
        self._alone = LoneTrack(playback)
        self._at_ms = 0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        playback.pace.wish(self, lambda: REST_MS if self._passages is None else FRAME_MS)

    # --- what is heard --------------------------------------------------------------------------

    @property
    def sounding(self) -> Side | None:
        """The passage that is heard, or would be if it weren't paused; None for none."""
        return self._sounding

    @property
    def passages(self) -> AlignedPassages | None:
        return self._passages

    @property
    def place_ms(self) -> int:
        """The musical moment, in the first passage's track; -1 for none."""
        if self._passages is None or self._sounding is None:
            return -1
        return round(self._passages.musical_ms(self._sounding, self._playback.position_ms))

    # --- verbs ----------------------------------------------------------------------------------

    def play(
        self,
        passages: AlignedPassages,
        side: Side = Side.FIRST,
        *,
        from_ms: float | None = None,
        is_alternating: bool = False,
    ) -> bool:
        """from_ms: a moment in the first passage's track; the start of the passage by default.
        Returns whether it could be loaded.
        """
        self._end()
        track = self._alone.find(passages.track_id(side))
        if track is None:
            return False
        start_ms: float = passages.span(side).start_ms
        place_ms = start_ms if from_ms is None else passages.place_in(side, from_ms)
        self._alone.play(track, round(place_ms))
        if self._playback.state.value in _OVER:  # the playback has said why
            return False
        self._passages, self.is_alternating = passages, is_alternating
        self._follow()
        self._get_ready(track, self._alone.find(passages.track_id(side.other)))
        self._tell(side)
        return True

    def change_over(self) -> None:
        """The other one, from the same moment. Asked again before it is heard, nothing
        changes.
        """
        if self._sounding is None:
            return
        is_asked = self._wanted is not None
        self._let_go()
        if not is_asked:
            self._wanted = self._sounding.other
            self._look()

    def seek(self, musical_ms: float) -> None:
        """To a moment in the first passage's track, in the passage that is heard."""
        if self._passages is not None and self._sounding is not None:
            self._let_go()
            place_ms = round(self._passages.place_in(self._sounding, musical_ms))
            self._alone.seek(place_ms)

    def stop(self) -> None:
        """The music pauses."""
        if self._sounding is not None:
            self._end()
            self._playback.pause()

    def leave(self) -> None:
        """Not by turns any longer: what is heard goes on alone."""
        self._end()

    # --- changing over --------------------------------------------------------------------------

    def _get_ready(self, *tracks: PlayableTrack | None) -> None:
        from app.player.change_over import ChangeOver  # seldom needed, and not early

        playback = self._playback
        if self._change is None:
            self._change = ChangeOver(playback.player, lambda: playback.now_ms * 1_000_000)
        for track in tracks:
            if track is not None:
                self._change.get_to_know(track)

    def _look(self) -> None:
        change, passages, side = self._change, self._passages, self._sounding
        if change is None or passages is None or side is None or self._alone.is_acting:
            return
        if self._aimed is not None:
            self._make_if_due(change, self._aimed)
            return
        change.learn()
        if not self._playback.is_playing:
            self._move_if_wanted(passages, side)
        elif self._wanted is not None:
            self._aim(self._wanted, None, lambda ms: passages.across(side, ms))
        else:
            self._aim_at_end(passages, side)

    def _aim_at_end(self, passages: AlignedPassages, side: Side) -> None:
        player, end_ms = self._playback.player, self._ends_ms(passages, side)
        if end_ms - player.heard_ms <= AHEAD_MS * player.rate:
            following = side.other if self.is_alternating else side
            start_ms = passages.span(following).start_ms
            self._aim(following, end_ms, lambda ms: start_ms + ms - end_ms)

    def _aim(self, side: Side, from_ms: int | None, place_at: Callable[[float], float]) -> None:
        assert self._change is not None and self._passages is not None
        track = self._alone.find(self._passages.track_id(side))
        if track is None:
            self._wanted, self.is_alternating = None, False
            return
        at_ns = self._change.aim(track, place_at, from_ms)
        if at_ns is not None:  # otherwise it isn't known yet where the sound is
            self._aimed, self._at_ms = side, at_ns // 1_000_000
            self._timer.start(max(0, self._at_ms - self._playback.now_ms))

    def _make_if_due(self, change: ChangeOver, side: Side) -> None:
        late_ms = self._playback.now_ms - self._at_ms
        if late_ms < 0:
            return
        if late_ms > LATE_MS and self._wanted is not None and not self._is_second_try:
            self._is_second_try = True
            self._drop_aim()
            self._look()
            return
        self._is_second_try = False
        self._timer.stop()
        self._aimed = self._wanted = None
        self._alone.act(change.make)
        if self._playback.state.value in _OVER:
            self._end()
        else:
            self._tell(side)

    def _move_if_wanted(self, passages: AlignedPassages, side: Side) -> None:
        """A change-over while nothing sounds."""
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        track = self._alone.find(passages.track_id(wanted))
        if track is not None:
            place_ms = round(passages.across(side, self._playback.position_ms))
            self._alone.load(track, place_ms)
            self._tell(wanted)

    def _ends_ms(self, passages: AlignedPassages, side: Side) -> int:
        """A passage ends before its track does, after which nothing would follow."""
        end_ms, lasts_ms = passages.span(side).end_ms, self._playback.duration_ms
        return min(end_ms, lasts_ms - _BEFORE_END_MS) if lasts_ms else end_ms

    def _let_go(self) -> None:
        """What was asked for."""
        self._is_second_try, self._wanted = False, None
        self._drop_aim()

    def _drop_aim(self) -> None:
        """What is still wanted has to be aimed at again, perhaps at another speed."""
        self._timer.stop()
        self._aimed = None
        if self._change is not None:
            self._change.drop()

    def _tell(self, side: Side) -> None:
        assert self._passages is not None
        if side is not self._sounding:
            self._sounding = side
            self._playback.in_turn.show(self._passages.track_id(side.other))
            self.sounding_changed.emit(side)

    # --- news -----------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Nothing is listened to while nothing is heard by turns."""
        for signal, slot in self._news():
            signal.connect(slot)

    def _end(self) -> None:
        if self._passages is None:
            return
        self._let_go()
        for signal, slot in self._news():
            signal.disconnect(slot)
        self._passages = self._sounding = None
        self._playback.in_turn.show(None)
        self.sounding_changed.emit(None)

    def _news(self) -> tuple[tuple[Any, Callable[..., object]], ...]:
        playback = self._playback
        return (
            (playback.position_changed, self._on_position),
            (playback.state_changed, self._on_state),
            (playback.track_changed, self._on_track_changed),
            (playback.went_elsewhere, self._on_elsewhere),
            (playback.loop_changed, self._on_loop_changed),
            (playback.sound.changed, self._drop_aim),
            (playback.closing, self._end),
        )

    def _on_position(self, _position_ms: int) -> None:
        self._look()
        if self._sounding is not None and not self._alone.is_acting:
            self.place_changed.emit(self.place_ms)

    def _on_state(self, state: str) -> None:
        if self._alone.is_acting:
            return
        if state in _OVER:
            self._end()
            return
        if state == PlayState.PAUSED.value:
            self._drop_aim()
        self._look()

    def _on_elsewhere(self) -> None:
        if self._alone.is_acting or self._passages is None or self._sounding is None:
            return
        self._drop_aim()
        span = self._passages.span(self._sounding)
        if not span.start_ms <= self._playback.position_ms < span.end_ms:
            self._end()

    def _on_track_changed(self, row: TrackRow | None) -> None:
        if self._alone.is_acting or self._passages is None or self._sounding is None:
            return
        if row is None or row.id != self._passages.track_id(self._sounding):
            self._end()

    def _on_loop_changed(self, _loop: Span | None) -> None:
        """A loop was set, or a mark is heard, which ends loops."""
        if not self._alone.is_acting:
            self._end()
