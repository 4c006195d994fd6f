"""Looking back: this day in other years, a year of emotions, totals, earlier marks, grouping."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.core.instant import Instant
from app.core.marks import MarkKind
from app.journal.grouping import by_day
from app.journal.records import Cursor, EntryDraft, JournalItem
from app.journal.service import JournalService
from tests.support.journal_profile import JournalProfile

MINUTE_MS = 60_000


def ms(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]


def item(at_ms: int, offset_min: int = 0) -> JournalItem:
    return JournalItem(Cursor(at_ms), MarkKind.TAG, 1, "uid", Instant(at_ms, offset_min))


def test_this_day_shows_earlier_years_only(
    profile: JournalProfile, journal: JournalService
) -> None:
    track, wonder = profile.track(), profile.emotion()
    profile.tag(track, wonder, made_at=ms(2026, 11, 22, 12))
    last = profile.tag(track, wonder, made_at=ms(2025, 11, 22, 12))
    first = profile.tag(track, wonder, made_at=ms(2023, 11, 22, 12))
    profile.tag(track, wonder, made_at=ms(2025, 11, 21, 12))
    found = journal.on_this_day(date(2026, 11, 22))
    assert [item.owner_id for item in found.items] == [first, last] and not found.is_week


def test_without_marks_on_this_day_the_week_around_it_is_shown(
    profile: JournalProfile, journal: JournalService
) -> None:
    track, wonder = profile.track(), profile.emotion()
    near = profile.tag(track, wonder, made_at=ms(2025, 11, 20, 12))
    profile.tag(track, wonder, made_at=ms(2025, 11, 17, 12))
    found = journal.on_this_day(date(2026, 11, 22))
    assert [item.owner_id for item in found.items] == [near] and found.is_week
    assert journal.on_this_day(date(2026, 6, 1)).items == ()


def test_leap_day_looks_at_leap_years(profile: JournalProfile, journal: JournalService) -> None:
    track, wonder = profile.track(), profile.emotion()
    leap = profile.tag(track, wonder, made_at=ms(2020, 2, 29, 12))
    profile.tag(track, wonder, made_at=ms(2023, 2, 28, 12))
    assert [item.owner_id for item in journal.on_this_day(date(2024, 2, 29)).items] == [leap]


def test_a_year_counts_each_day(profile: JournalProfile, journal: JournalService) -> None:
    track = profile.track()
    wonder, sadness = profile.emotion("Wonder"), profile.emotion("Sadness")
    day = ms(2025, 3, 1, 20)
    for at, emotion in ((0, sadness), (1, sadness), (2, wonder)):
        profile.tag(track, emotion, made_at=day + at)
    profile.moment(track, made_at=day + 3)
    profile.tag(track, wonder, made_at=ms(2025, 12, 31, 23), made_offset_min=120)  # already 2026
    profile.listen(track, day, 90_000)
    profile.listen(track, day + 1, 10_000)
    journal.write_entry(EntryDraft(text="a day"), Instant(ms(2025, 7, 1), 0))
    year = journal.year(2025)
    first, second = year.days
    assert (first.day, first.marks, first.listens, first.heard_ms) == (
        date(2025, 3, 1),
        4,
        2,
        100_000,
    )
    assert first.by_emotion == {sadness: 2, wonder: 1}
    assert first.leading_emotion == sadness
    assert (second.day, second.entries, second.leading_emotion) == (date(2025, 7, 1), 1, None)
    assert year.day(date(2025, 3, 2)).marks == 0
    assert journal.years() == [2026, 2025]


def test_an_empty_journal_has_no_years(journal: JournalService) -> None:
    assert journal.years() == []
    assert journal.overview().first_day is None


def test_overview_counts_all(profile: JournalProfile, journal: JournalService) -> None:
    track, wonder = profile.track(), profile.emotion()
    profile.tag(track, wonder)
    profile.tag(track, wonder)
    profile.moment(profile.track())
    profile.listen(track, 1, 5_000)
    overview = journal.overview()
    assert overview.marks == 3
    assert (overview.listens, overview.heard_ms) == (1, 5_000)


def test_a_pause_of_more_than_45_minutes_starts_a_new_session() -> None:
    noon = ms(2025, 1, 1, 12)
    times = [noon + 92 * MINUTE_MS, noon + 47 * MINUTE_MS, noon + MINUTE_MS, noon]
    (day,) = by_day(item(at) for at in times)
    assert [len(session.items) for session in day.sessions] == [2, 2]
    assert day.sessions[1].items[-1].made.utc_ms == noon
    assert day.count == 4


def test_days_follow_local_time_where_the_mark_was_made() -> None:
    at = ms(2025, 1, 1, 23, 30)
    days = by_day([item(at + MINUTE_MS, 60), item(at, 0)])
    assert [day.day for day in days] == [date(2025, 1, 2), date(2025, 1, 1)]
