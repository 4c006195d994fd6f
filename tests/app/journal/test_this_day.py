"""“On this day” over any dates and zones, against the calendar itself; and what comes first."""

from __future__ import annotations

import random
from calendar import isleap
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.journal import this_day
from app.journal.records import ENTRY, EntryDraft
from app.journal.service import JournalService
from db.models.all import EmotionalTag
from db.store.opening import open_store
from tests.support.journal_profile import JournalProfile
from tests.support.ready_journal import ready_journal

DAY = timedelta(1)
OFFSETS = (-720, -210, 0, 60, 330, 345, 840)


def ms(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]


def is_remembered(made: date, today: date) -> bool:
    """The calendar’s own answer: the same day of an earlier year. The 29th of February is the 28th
    of years that don’t have it.
    """
    if made.year >= today.year:
        return False
    kept = made
    if (made.month, made.day) == (2, 29) and not isleap(today.year):
        kept = made - DAY
    return (kept.month, kept.day) == (today.month, today.day)


def is_of_the_week(made: date, today: date) -> bool:
    """Within three days of an anniversary. Of the 29th of February those are the 28th and the 1st
    of March.
    """
    for year in range(made.year - 1, made.year + 2):
        if year >= today.year:
            continue
        if (today.month, today.day) == (2, 29) and not isleap(year):
            near = (date(year, 2, 28), date(year, 3, 1))
        elif (today.month, today.day) == (2, 28) and isleap(year) and not isleap(today.year):
            near = (date(year, 2, 28), date(year, 2, 29))
        else:
            near = (today.replace(year=year),) * 2
        if near[0] - 3 * DAY <= made <= near[1] + 3 * DAY:
            return True
    return False


class SixYears:
    """Marks at all hours, in many zones. days: each one’s, where it was made."""

    def __init__(self, profile: JournalProfile) -> None:
        self.ledger = profile.ledger
        self.days: dict[int, date] = {}
        rng, track, wonder = random.Random(4), profile.track(), profile.emotion()
        with profile.ledger.write("Fill", "tag") as writing:
            for at in _moments(rng):
                offset = rng.choice(OFFSETS)
                place = {"start_ms": 1, "end_ms": 1, "raw_start_ms": 1, "raw_end_ms": 1}
                made = {"made_at": at, "made_offset_min": offset}
                row = EmotionalTag(track_id=track, emotion_id=wonder, **made, **place)
                writing.session.add(row)
                writing.session.flush()
                local = datetime.fromtimestamp(at / 1000, UTC) + timedelta(minutes=offset)
                self.days[row.id] = local.date()


def _moments(rng: random.Random) -> list[int]:
    """Anywhere in six years, and where one day or year ends."""
    found = [rng.randrange(ms(2019, 1, 1), ms(2025, 1, 1)) for _ in range(260)]
    edges = ((2, 28), (3, 1), (12, 31), (1, 1))
    for hour in (0, 11, 23):
        found += [ms(year, *day, hour) for year in (2020, 2023, 2024) for day in edges]
        found += [ms(year, 2, 29, hour) for year in (2020, 2024)]
    return found


@pytest.fixture(scope="module")
def six_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SixYears]:
    folder: Path = tmp_path_factory.mktemp("six_years")
    store = open_store(ready_journal(folder / "journal.db"))
    yield SixYears(JournalProfile(store))
    store.close()


@settings(max_examples=120, deadline=None)
@example(date(2025, 2, 28))
@example(date(2028, 2, 28))
@example(date(2028, 2, 29))
@example(date(2025, 3, 1))
@example(date(2025, 12, 31))
@example(date(2025, 1, 1))
@example(date(2024, 1, 2))
@given(today=st.dates(date(2018, 1, 1), date(2032, 12, 31)))
def test_it_is_the_day_that_it_was_where_it_was_made(six_years: SixYears, today: date) -> None:
    days = six_years.days
    of_day = {mark for mark, made in days.items() if is_remembered(made, today)}
    of_week = {mark for mark, made in days.items() if is_of_the_week(made, today)}
    with six_years.ledger.read() as connection:
        found = this_day.this_day(connection, today, most=10_000)
    assert {one.owner_id for one in found.items} == (of_day or of_week)
    assert found.is_week == (not of_day and bool(of_week))


def test_own_words_come_first_then_the_stronger_then_the_year_furthest_back(
    profile: JournalProfile, journal: JournalService
) -> None:
    track, wonder = profile.track(), profile.emotion()

    def felt(year: int, intensity: int, **said: str) -> int:
        at = ms(year, 5, 6, 12)
        return profile.tag(track, wonder, made_at=at, intensity=intensity, **said)

    strong, near = felt(2024, 5), felt(2024, 2)
    far = felt(2021, 2)
    weak_words = felt(2023, 1, note="The kitchen")
    strong_words = felt(2023, 4, memory="The tram")
    found = [one.owner_id for one in journal.on_this_day(date(2026, 5, 6)).items]
    assert found == [strong_words, weak_words, strong, far, near]


def test_among_very_many_of_one_day_none_with_words_is_missed(
    profile: JournalProfile, journal: JournalService
) -> None:
    track, wonder = profile.track(), profile.emotion()
    said = profile.tag(track, wonder, made_at=ms(2025, 5, 6, 1), note="First thing")
    with profile.ledger.write("Fill", "tag") as writing:
        for number in range(60):
            place = {"start_ms": 1, "end_ms": 1, "raw_start_ms": 1, "raw_end_ms": 1}
            made = {"made_at": ms(2025, 5, 6, 12) + number, "intensity": 3}
            writing.session.add(EmotionalTag(track_id=track, emotion_id=wonder, **made, **place))
    found = journal.on_this_day(date(2026, 5, 6)).items
    assert found[0].owner_id == said and len(found) == this_day.MOST


def test_an_entry_is_remembered_by_the_day_it_was_written_on(journal: JournalService) -> None:
    from app.core.instant import Instant

    late = Instant(ms(2025, 5, 5, 23), 120)
    journal.write_entry(EntryDraft(text="A long walk"), late)
    (found,) = journal.on_this_day(date(2026, 5, 6)).items
    assert found.kind is ENTRY
