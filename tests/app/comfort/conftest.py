"""A diary of marks on music that can be played, made and heard at days of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from app.comfort.own_marks import OwnMarks
from app.comfort.records import Wish
from app.core.ids import EmotionId, TagId, TrackId
from app.core.timecode import Span
from app.emotions.records import Mode
from app.transactions import changes
from db.models.all import AudioFile, EmotionalTag, TrackSource
from db.models.base import new_uid
from db.repositories import rows
from tests.support.opened_profile import OpenedProfile

DAY_MS = 86_400_000
NOW_MS = round(datetime(2026, 11, 30, 21, tzinfo=UTC).timestamp() * 1000)


class Diary:
    """days: before now."""

    def __init__(self, opened: OpenedProfile) -> None:
        self.opened, self.services = opened, opened.services
        self.comfort = opened.services.comfort

    def track(self, title: str, duration_ms: int = 180_000, *, is_there: bool = True) -> TrackId:
        track = self.opened.track(title, duration_ms)
        payload = f"1:{int(track):040x}"
        with self.services.ledger.write("Add file", changes.TRACK, is_undoable=False) as writing:
            session = writing.session
            rows.add(
                session,
                TrackSource,
                track_id=track,
                uid=new_uid(),
                payload_hash=payload,
                duration_ms=duration_ms,
            )
            rows.add(session, AudioFile, path=f"/music/{track}.ogg", size=1, mtime_ns=1,
                     payload_hash=payload, is_available=is_there)  # fmt: skip
        return track

    def mark(
        self,
        track: TrackId,
        word: str,
        start_ms: int,
        lasts_ms: int = 4_000,
        *,
        days: float = 400,
        intensity: int = 3,
        mode: Mode = Mode.FELT,
        note: str = "",
    ) -> TagId:
        span = Span(start_ms, start_ms + lasts_ms)
        tag = self.services.tagging.add_tag(
            track, self.word(word), span, intensity=intensity, mode=mode, note=note
        )
        with self.services.ledger.write("Turn the clock", "tag", is_undoable=False) as writing:
            writing.unit.get(EmotionalTag, tag.id).made_at = NOW_MS - round(days * DAY_MS)
        return tag.id

    def hear(self, track: TrackId, *spans: Span, days: float) -> None:
        started_ms = NOW_MS - round(days * DAY_MS)
        listen = self.services.listening.begin(track, started_ms, 0)
        self.services.listening.end(listen, track, spans, started_ms + 60_000)

    def word(self, name: str) -> EmotionId:
        emotion = self.services.emotions.named(name)
        assert emotion is not None
        return emotion.id

    def wish(self, *words: str, whole: bool = False) -> Wish:
        return Wish(frozenset(map(self.word, words)), whole=whole)

    def own(self) -> OwnMarks:
        return self.comfort.marks()

    def shelf(self, wish: Wish, many: int = 5) -> list[TagId]:
        shelf = self.comfort.shelf(self.own(), wish, NOW_MS, many)
        return [TagId(one.item.owner_id) for one in shelf.moments]


@pytest.fixture
def diary(opened: OpenedProfile) -> Diary:
    return Diary(opened)


def spans(passages: Sequence[Span]) -> list[tuple[int, int]]:
    return [(one.start_ms, one.end_ms) for one in passages]
