"""What was made while the clock was before 1970 is on its day, wherever days are told."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.instant import Instant
from app.core.timecode import Span
from app.journal.moment_records import AskedMoment
from app.journal.records import EntryDraft, JournalFilter
from app.years.lives import LifeOf
from db.models.all import EmotionalTag, Listen
from db.ranges.limits import FIRST_MS
from tests.support.opened_profile import OpenedProfile


@pytest.mark.parametrize(
    "made", [Instant(-1, 0), Instant(-86_400_001, 600), Instant(FIRST_MS, -18 * 60)]
)
def test_it_is_on_the_day_that_it_was(opened: OpenedProfile, made: Instant) -> None:
    services, track = opened.services, opened.track()
    span = {"start_ms": 1_000, "end_ms": 2_000, "raw_start_ms": 1_000, "raw_end_ms": 2_000}
    emotion = int(services.emotions.emotions()[0].id)
    at = {"made_at": made.utc_ms, "made_offset_min": made.offset_min}
    with services.ledger.write("", "tag", "listen") as writing:
        writing.session.add(EmotionalTag(track_id=track, emotion_id=emotion, **span, **at))
        began = {"started_at": made.utc_ms, "started_offset_min": made.offset_min}
        heard = {"ended_at": made.utc_ms + 9_000, "heard_ms": 9_000}
        writing.session.add(Listen(track_id=track, **began, **heard))
    services.journal.write_entry(EntryDraft("Then", track_ids=(track,)), made)
    day, journal = made.day, services.journal
    assert len(journal.page(JournalFilter(first_day=day, last_day=day)).items) == 2
    assert journal.years() == services.years.years() == [day.year]
    for days in (journal.year(day.year).days, services.years.felt(day.year).days):
        assert [(one.day, one.marks, one.entries, one.listens) for one in days] == [(day, 1, 1, 1)]
    today = date(2026, day.month, day.day)
    remembered = journal.on_this_day(today)
    assert len(remembered.items) == 2 and not remembered.is_week
    assert [one.day for one in services.lives.of(LifeOf(track_id=track)).felt.days] == [day]
    there = services.same_moments.across_years(AskedMoment(track, Span(1_000, 2_000)))
    assert len(there.entries) == 1
