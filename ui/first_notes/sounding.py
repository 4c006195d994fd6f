"""The first seconds of a piece, heard on a player of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.player.records import PlaybackFault, PlayState, SpanFinished

if TYPE_CHECKING:
    from app.core.timecode import Span
    from app.player.player import Player
    from app.player.records import PlayableTrack
    from ui.bridge.context import Context

_POLL_MS = 16


class FirstSeconds(QObject):
    """The music pauses while they sound, and where it is played again, they pause.

    Signals: moved(), they sound on, or pause; failed(), they can't be played.
    """

    moved = Signal()
    failed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._player: Player | None = None
        self._span: Span | None = None
        self._before_ms = 0  # heard of the same piece before it was begun again
        self._timer = QTimer(self, interval=_POLL_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.poll)
        playback = context.playback
        playback.state_changed.connect(lambda _state: self._give_way())
        playback.sound.changed.connect(self._follow_volume)
        playback.closing.connect(self.close)

    @property
    def is_on(self) -> bool:
        return self._player is not None and self._player.is_playing

    @property
    def place_ms(self) -> int:
        """The playhead in the track; where they begin while nothing is heard."""
        if self._span is None:
            return 0
        if self._player is None:
            return self._span.start_ms
        return max(self._span.start_ms, self._player.position_ms)

    @property
    def heard_ms(self) -> int:
        """How much of the piece was heard so far, by the player's clock: a second time counts."""
        return self._before_ms + self._heard_now_ms

    @property
    def _heard_now_ms(self) -> int:
        return 0 if self._span is None else max(0, self.place_ms - self._span.start_ms)

    def begin(self, track: PlayableTrack, span: Span) -> None:
        self._before_ms, self._span = 0, span
        player = self._ready_player()
        player.load(track, span.start_ms)
        self._play()

    def again(self) -> None:
        """From the first sound."""
        if self._span is not None and self._player is not None:
            self._before_ms += self._heard_now_ms
            self._play()

    def stop(self) -> None:
        if self._player is not None and self._player.is_playing:
            self._player.pause()
            self.poll()

    def close(self) -> None:
        """Nothing of it stays open."""
        self._timer.stop()
        self._span, self._before_ms = None, 0
        if self._player is not None:
            player, self._player = self._player, None
            player.close()

    def poll(self) -> None:
        player = self._player
        if player is None:
            return
        events = player.poll()
        if any(isinstance(event, PlaybackFault) and event.is_fatal for event in events):
            self.close()
            self.failed.emit()
            return
        is_over = any(isinstance(event, SpanFinished) for event in events)
        if is_over or player.state in (PlayState.PAUSED, PlayState.ENDED, PlayState.STOPPED):
            self._timer.stop()
        self.moved.emit()

    def _play(self) -> None:
        assert self._player is not None and self._span is not None
        playback = self._context.playback
        if playback.is_playing:
            playback.pause()
        self._player.play_span(self._span)
        self._timer.start()
        self.poll()

    def _ready_player(self) -> Player:
        if self._player is None:
            playback = self._context.playback
            self._player = playback.sound.second_player()
            latency_ms = self._context.services.settings.current.output_latency_ms(
                playback.output.device.id
            )
            self._player.output.set_latency(latency_ms)
            self._follow_volume()
        return self._player

    def _follow_volume(self) -> None:
        if self._player is not None:
            output = self._context.playback.player.output
            self._player.output.set_volume(output.volume)
            self._player.output.set_muted(output.is_muted)

    def _give_way(self) -> None:
        if self._context.playback.is_playing:
            self.stop()
