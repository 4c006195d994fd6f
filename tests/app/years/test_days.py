"""A mark belongs to its own local day, whatever the clocks did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from app.core.ids import EmotionId
from app.journal.service import JournalService
from app.story.covering import OPEN
from app.years.records import FELT, Period
from app.years.service import Years
from db.models.all import EmotionalTag
from db.models.base import new_uid
from db.store.opening import open_store
from tests.app.years.conftest import all_shown
from tests.support.journal_profile import JournalProfile
from tests.support.ready_journal import ready_journal

OFFSETS = st.sampled_from([-720, -570, -210, 0, 60, 120, 330, 345, 570, 765, 840])
TURNS = [
    datetime(2024, 2, 29, 0, 0, tzinfo=UTC),
    datetime(2024, 3, 31, 1, 0, tzinfo=UTC),  # clocks go forward in Europe
    datetime(2024, 10, 27, 1, 0, tzinfo=UTC),  # and back
    datetime(2024, 12, 31, 23, 59, tzinfo=UTC),
    datetime(2024, 1, 1, 0, 0, tzinfo=UTC),
    datetime(2020, 12, 31, 12, 0, tzinfo=UTC),  # a year with 53 weeks
]
NEAR_TURNS = st.builds(
    lambda turn, minutes: int((turn + timedelta(minutes=minutes)).timestamp() * 1000),
    st.sampled_from(TURNS),
    st.integers(-16 * 60, 16 * 60),
)
MARKS = st.lists(st.tuples(NEAR_TURNS, OFFSETS, st.sampled_from([1, 2])), max_size=12)


class Diary:
    """One file for all examples: making one takes longer than asking it."""

    def __init__(self, profile: JournalProfile) -> None:
        self.profile = profile
        self.track = profile.track()
        self.emotions = [profile.emotion("Wonder"), profile.emotion("Sadness")]
        self.journal = JournalService(profile.ledger)
        self.years = Years(profile.ledger, self.journal)

    def hold(self, marks: list[tuple[int, int, int]]) -> None:
        rows = [
            {
                "uid": new_uid(),
                "track_id": self.track,
                "emotion_id": self.emotions[which - 1],
                "start_ms": 1000,
                "end_ms": 1000,
                "raw_start_ms": 1000,
                "raw_end_ms": 1000,
                "intensity": 1 + number % 5,
                "made_at": at_ms,
                "made_offset_min": offset,
            }
            for number, (at_ms, offset, which) in enumerate(marks)
        ]
        with self.profile.ledger.write("Hold these marks alone", "tag") as writing:
            writing.session.execute(delete(EmotionalTag))
            if rows:
                writing.session.execute(insert(EmotionalTag), rows)


@pytest.fixture(scope="module")
def diary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Diary]:
    folder: Path = tmp_path_factory.mktemp("diary")
    store = open_store(ready_journal(folder / "journal.db"))
    yield Diary(JournalProfile(store))
    store.close()


def day_of(at_ms: int, offset_min: int) -> date:
    return datetime.fromtimestamp(at_ms / 1000, timezone(timedelta(minutes=offset_min))).date()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=MARKS)
def test_each_mark_is_felt_on_its_own_local_day(
    diary: Diary, marks: list[tuple[int, int, int]]
) -> None:
    diary.hold(marks)
    for year in (2020, 2023, 2024, 2025):
        expected = Counter(
            (day_of(at_ms, offset), diary.emotions[which - 1])
            for at_ms, offset, which in marks
            if day_of(at_ms, offset).year == year
        )
        felt = diary.years.felt(year)
        found = {
            (day, int(emotion)): amount.number
            for day, there in felt.felt.items()
            for emotion, amount in there.items()
        }
        assert found == expected
        assert felt.marks == sum(expected.values())
        assert [day.day for day in felt.days] == sorted({day for day, _one in expected})


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=MARKS)
def test_each_hour_and_each_emotion_of_a_day_opens_what_it_counts(
    diary: Diary, marks: list[tuple[int, int, int]]
) -> None:
    diary.hold(marks)
    period = Period(2024)
    for one in diary.years.breakdown(period, OPEN).hours:
        shown = all_shown(diary.journal, one.wanted)
        assert len(shown) == one.marks
        assert all(item.made.local.hour == one.key for item in shown)
    for day, there in diary.years.felt(2024).felt.items():
        for emotion, amount in there.items():
            wanted = period.wanted(
                first_day=day,
                last_day=day,
                emotion_ids=frozenset({EmotionId(emotion)}),
                counted=FELT,
            )
            assert len(all_shown(diary.journal, wanted)) == amount.number


def test_a_year_of_thirty_thousand_marks_adds_up(diary: Diary) -> None:
    """Whichever way it is counted; each minute of each day has a turn."""
    first = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp() * 1000)
    step_ms = 366 * 86_400_000 // 30_000
    diary.hold([(first + number * step_ms, 0, 1 + number % 2) for number in range(30_000)])
    felt = diary.years.felt(2024)
    assert felt.marks == sum(amount.number for amount in felt.total.values()) == 30_000
    assert len(felt.days) == 366
    found = diary.years.breakdown(Period(2024), OPEN)
    assert sum(one.marks for one in found.hours) == 30_000
    assert [one.marks for one in found.tracks] == [30_000]
    assert diary.years.felt(2023).marks == diary.years.felt(2025).marks == 0
