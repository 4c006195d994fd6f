"""Six tracks of a minute, each with one mark on the way from tension to peacefulness."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.ids import EmotionId, TrackId
from app.core.jobs import JobContext
from app.core.timecode import Span
from db.models.emotional_tag import EmotionalTag
from tests.support.audio import tone, write_audio
from tests.support.scripted_backend import HandClock
from tests.support.window_parts import WindowParts
from ui.comfort.page import ComfortPage

LASTS_MS, MARKED_MS = 60_000, 30_000
WORDS = ("tension", "tension", "longing", "nostalgia", "comfort", "peacefulness")


class Evening:
    """The page over a diary, and a clock turned by hand."""

    def __init__(self, parts: WindowParts, folder: Path, clock: HandClock) -> None:
        self.parts, self.context = parts, parts.context
        self.services, self.clock = parts.context.services, clock
        folder.mkdir()
        for n in range(len(WORDS)):
            write_audio(
                folder / f"{n}.wav",
                tone(LASTS_MS / 1000, 110.0 * (n + 2), rate_hz=8_000),
                rate_hz=8_000,
            )
        self.services.importing.run([folder], JobContext())
        self.ids = [TrackId(row.id) for row in self.services.library.tracks()]
        for n, word in enumerate(WORDS):
            self.mark(self.ids[n], word, note=f"Note {n}")
        self.page = ComfortPage(self.context, None, parts.window)

    def mark(self, track: TrackId, word: str, at_ms: int = MARKED_MS, note: str = "") -> None:
        span = Span(at_ms, at_ms + 4_000)
        tag = self.services.tagging.add_tag(track, self.word(word), span, note=note)
        with self.services.ledger.write("Turn the clock", "tag", is_undoable=False) as writing:
            writing.unit.get(EmotionalTag, tag.id).made_at -= 400 * 86_400_000

    def word(self, name: str) -> EmotionId:
        emotion = self.services.emotions.named(name)
        assert emotion is not None
        return emotion.id

    def pass_ms(self, ms: int) -> None:
        for _ in range(ms // 16):
            self.clock.turn_ms(16)
            self.context.playback.poll()


@pytest.fixture
def evening(parts: WindowParts, tmp_path: Path, clock: HandClock) -> Evening:
    parts.backend.usual_duration_ms = LASTS_MS
    return Evening(parts, tmp_path / "music", clock)
