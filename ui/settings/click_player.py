"""Plays clicks, and says where they are, through the same player as the music."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.player.click_track import DURATION_MS, write_click_track
from app.player.output_device import OutputDevice
from app.player.records import PlayableTrack, PlaybackFault, PlayState

if TYPE_CHECKING:
    from app.player.player import Player
    from ui.bridge.playback.playback import Playback

POLL_MS = 16  # as often as the timeline's playhead is moved
QUIETEST = 30  # inaudible clicks would be useless
LOOK_MS = 500


class ClickPlayer(QObject):
    """Plays clicks in a loop until `close`.

    Signals: moved(int ms), the position that the timeline would show; device_found(OutputDevice),
    the device that plays the clicks; problem(Problem), nothing can be heard.
    """

    moved = Signal(int)
    device_found = Signal(object)
    problem = Signal(object)

    def __init__(self, playback: Playback, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = tempfile.TemporaryDirectory(prefix="ost-my-heart-clicks-")
        self._player: Player = playback.sound.second_player()
        self._player.output.set_volume(max(QUIETEST, playback.player.output.volume))
        self.device: OutputDevice | None = None
        self.is_closed = False
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.poll)
        self._look_timer = QTimer(self, interval=LOOK_MS)
        self._look_timer.timeout.connect(self._look)

    def start(self) -> None:
        track = write_click_track(Path(self._folder.name) / "clicks.wav")
        self._player.load(PlayableTrack(0, track, DURATION_MS))
        self._player.play()
        self._timer.start()
        self._look_timer.start()

    def close(self) -> None:
        self.is_closed = True
        self._timer.stop()
        self._look_timer.stop()
        self._player.close()
        self._folder.cleanup()

    def set_latency(self, latency_ms: int) -> None:
        self._player.output.set_latency(latency_ms)

    def begin_again(self, latency_ms: int, *, is_muted: bool = False) -> None:
        """Starts in the silence before the first click, so that no earlier click is still on its
        way; the latency applies at once.
        """
        self._player.output.set_muted(is_muted)
        self._player.output.set_latency(latency_ms)
        self._player.seek_ms(0)

    @property
    def position_ms(self) -> int | None:
        """None while nothing plays."""
        return self._player.position_ms if self._player.state is PlayState.PLAYING else None

    def poll(self) -> None:
        for event in self._player.poll():
            if isinstance(event, PlaybackFault):
                self.problem.emit(event.problem)
        if self._player.state is PlayState.ENDED:
            self._player.play()
        position_ms = self.position_ms
        if position_ms is not None:
            if self.device is None:
                self._look()
            self.moved.emit(position_ms)

    def _look(self) -> None:
        device = self._player.output.device()
        if device is not None and device != self.device:
            self.device = device
            self.device_found.emit(device)
