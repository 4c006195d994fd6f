"""A series whose tracks have roles, and were heard at times of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

import pytest

from app.core.ids import ListenId, TrackId
from app.core.timecode import Span
from app.roles.records import TrackInRole
from app.story.covering import Covering
from db.models.emotional_tag import EmotionalTag
from tests.app.story_line.conftest import Series, series
from tests.support.opened_profile import OpenedProfile

__all__ = ["series"]

OFFSET_MIN = 120


def at_ms(words: str) -> int:
    """“2024-03-03 23:10”, two hours east of Greenwich."""
    zone = timezone(timedelta(minutes=OFFSET_MIN))
    return round(datetime.fromisoformat(words).replace(tzinfo=zone).timestamp() * 1000)


class Heard:
    """What was heard when, and what that left."""

    def __init__(self, series: Series) -> None:
        self.series, self.services = series, series.services

    def listen(self, track: TrackId, begun: str, *felt: tuple[str, int]) -> ListenId:
        """felt: emotions and where they were marked."""
        started = at_ms(begun)
        listening = self.services.listening
        listen = listening.begin(track, started, OFFSET_MIN)
        listening.end(listen, track, [Span(0, 60_000)], started + 60_000)
        for word, place_ms in felt:
            self.mark(track, word, place_ms, started + place_ms, listen)
        return listen

    def mark(
        self,
        track: TrackId,
        word: str,
        place_ms: int,
        made_ms: int,
        listen: ListenId | None = None,
        note: str = "",
    ) -> None:
        emotion = self.services.emotions.named(word)
        assert emotion is not None
        place = Span.point(place_ms)
        tag = self.services.tagging.add_tag(track, emotion.id, place, listen_id=listen, note=note)
        with self.services.ledger.write("Turn the clock", "tag", is_undoable=False) as writing:
            row = writing.unit.get(EmotionalTag, tag.id)
            row.made_at, row.made_offset_min = made_ms, OFFSET_MIN

    def read(self, track: TrackId, covering: Covering | None = None) -> TrackInRole:
        return self.services.roles.read(track, covering or Covering())


def felt_in(shown: Sequence[object]) -> list[str]:
    """The keys of the emotions among marks."""
    return [mark.emotion.key for mark in shown]  # type: ignore[attr-defined]


@pytest.fixture
def heard(series: Series, opened: OpenedProfile) -> Heard:
    return Heard(series)
