"""What a filter says about itself."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.ids import TrackId
from app.core.marks import MarkKind
from app.journal.records import JournalFilter
from tests.ui.journal.conftest import emotion
from ui.bridge.context import Context
from ui.journal.filters import FilterNames, days_in_words, presets


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "Any day"),
        (date(2025, 3, 14), date(2025, 3, 14), "14 March 2025"),
        (date(2025, 3, 1), date(2025, 3, 31), "March 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 3, 14), None, "since 14 Mar 2025"),
        (None, date(2025, 3, 14), "until 14 Mar 2025"),
        (date(2025, 3, 14), date(2025, 4, 2), "14 Mar 2025 to 2 Apr 2025"),
    ],
)
def test_days_in_words(first: date | None, last: date | None, words: str) -> None:
    assert days_in_words(first, last) == words


def test_a_week_begins_on_monday() -> None:
    assert presets(date(2026, 11, 22))[0] == ("This week", date(2026, 11, 16), None)


def test_each_part_can_be_taken_away(context: Context, track: TrackId) -> None:
    wonder = emotion(context, "wonder")
    wanted = JournalFilter(
        emotion_ids=frozenset({wonder}),
        kinds=frozenset({MarkKind.TAG}),
        track_id=track,
        text="cello",
    )
    parts = FilterNames(context.services).parts(wanted)
    assert [part.label for part in parts] == ["Wonder", "Feelings", "“Love theme”"]
    assert parts[0].without.emotion_ids == frozenset()
    assert parts[2].without.track_id is None
    assert all(part.without.text == "cello" for part in parts)


def test_what_is_gone_is_called_gone(context: Context) -> None:
    parts = FilterNames(context.services).parts(JournalFilter(track_id=TrackId(99)))
    assert [part.label for part in parts] == ["“gone”"]
