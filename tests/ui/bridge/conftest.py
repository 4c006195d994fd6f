"""Three two-second tracks, a playback over real services, and a clock turned by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.player.records import PlayState
from tests.support.audio import tone, write_audio
from tests.support.lines import own
from tests.support.scripted_backend import HandClock
from tests.support.window_parts import WindowParts
from ui.bridge.playback.playback import Playback

LASTS_MS = 2000
TITLES = ["Dawn", "Dusk", "Night"]


class Evening:
    """A playback, what it said, and its clock."""

    def __init__(self, parts: WindowParts, folder: Path, clock: HandClock) -> None:
        self.music = folder
        self.services = parts.context.services
        self.ids = self._record()
        self.playback: Playback = parts.context.playback
        self.backend = parts.backend
        self.clock = clock
        self.faults: list[Problem] = []
        self.finished: list[Span] = []
        self.playback.fault.connect(self.faults.append)
        self.playback.span_finished.connect(self.finished.append)

    def _record(self) -> dict[str, int]:
        self.music.mkdir()
        for number, title in enumerate(TITLES):
            write_audio(self.music / f"{title}.wav", tone(LASTS_MS / 1000, 220.0 * (number + 1)))
        self.services.importing.run([self.music], JobContext())
        return {row.title: int(row.id) for row in self.services.library.tracks()}

    @property
    def playing(self) -> str:
        return self.playback.track.title if self.playback.track is not None else ""

    @property
    def state(self) -> PlayState:
        return self.playback.state

    def play(self, *titles: str) -> None:
        self.playback.play_lines(own(*(self.ids[title] for title in titles)))

    def lose(self, title: str) -> None:
        (self.music / f"{title}.wav").unlink()

    def pass_ms(self, ms: int) -> None:
        for _ in range(ms // 16):
            self.clock.turn_ms(16)
            self.playback.poll()


@pytest.fixture
def parts(parts: WindowParts) -> WindowParts:
    parts.backend.usual_duration_ms = LASTS_MS
    return parts


@pytest.fixture
def evening(parts: WindowParts, tmp_path: Path, clock: HandClock) -> Evening:
    return Evening(parts, tmp_path / "music", clock)
