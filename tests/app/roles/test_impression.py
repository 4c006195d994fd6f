"""The first impression against the latest ones."""

from __future__ import annotations

from app.core.instant import Instant
from app.core.timecode import Span
from app.journal.records import EntryDraft
from app.roles.past_listens import LATEST, Listened, impression_of, past_listens_of
from app.roles.records import PastListen
from app.story.covering import Covering
from tests.app.roles.conftest import OFFSET_MIN, Heard, at_ms, felt_in


def test_a_track_that_was_never_heard_has_no_impression(heard: Heard) -> None:
    impression = heard.read(heard.series.opening).impression
    assert (impression.heard, impression.first, impression.first_kept) == (0, None, None)
    assert impression.latest == ()


def test_the_first_listen_and_the_latest_that_left_something_are_kept_apart(heard: Heard) -> None:
    opening = heard.series.opening
    heard.listen(opening, "2024-03-03 23:10", ("wonder", 40_000), ("tension", 12_000))
    for day in range(1, 6):
        heard.listen(opening, f"2025-06-0{day} 20:00", ("nostalgia", 1_000 * day))
    heard.listen(opening, "2026-01-01 08:00")  # left nothing
    impression = heard.read(opening).impression
    assert impression.heard == 7
    assert impression.first is not None and impression.last is not None
    assert str(impression.first.local)[:16] == "2024-03-03 23:10"
    assert str(impression.last.local)[:16] == "2026-01-01 08:00"
    assert impression.first_kept is not None
    assert felt_in(impression.first_kept.marks) == ["tension", "wonder"], "by their places"
    assert len(impression.latest) == LATEST
    assert [one.begun.local.day for one in impression.latest] == [5, 4, 3]


def test_a_first_listen_without_marks_still_is_the_first(heard: Heard) -> None:
    opening = heard.series.opening
    heard.listen(opening, "2024-03-03 23:10")
    heard.listen(opening, "2024-03-05 07:30", ("wonder", 5_000))
    impression = heard.read(opening).impression
    assert impression.first is not None and impression.first.local.day == 3
    assert impression.first_kept is not None and impression.first_kept.begun.local.day == 5
    assert impression.latest == ()


def test_marks_without_a_listen_count_as_a_listen_of_their_day(heard: Heard) -> None:
    opening = heard.series.opening
    heard.mark(opening, "wonder", 9_000, at_ms("2020-05-01 21:00"))
    heard.mark(opening, "power", 3_000, at_ms("2020-05-01 22:30"))
    heard.listen(opening, "2024-03-03 23:10", ("tension", 1_000))
    impression = heard.read(opening).impression
    kept = impression.first_kept
    assert kept is not None and not kept.is_listen
    assert felt_in(kept.marks) == ["power", "wonder"]
    assert str(kept.begun.local)[:16] == "2020-05-01 21:00"
    assert impression.heard == 1


def test_what_is_written_soon_after_a_listen_belongs_to_it(heard: Heard) -> None:
    opening, services = heard.series.opening, heard.services
    heard.listen(opening, "2024-03-03 23:10", ("wonder", 1_000))
    heard.listen(opening, "2025-03-03 23:10", ("tension", 1_000))
    draft = EntryDraft("A song", "I didn't skip it.", track_ids=(opening,))
    services.journal.write_entry(draft, Instant(at_ms("2024-03-03 23:40"), OFFSET_MIN))
    impression = heard.read(opening).impression
    assert impression.first_kept is not None
    assert [one.title for one in impression.first_kept.written] == ["A song"]
    assert [one.written for one in impression.latest] == [()]


def test_an_entry_about_a_covered_scene_is_only_counted(heard: Heard) -> None:
    series, services = heard.series, heard.services
    services.scenes.edit("scene", series.farewell, is_spoiler=True)
    draft = EntryDraft("The end", "He goes.", None, None, (series.opening,), (series.farewell,))
    services.journal.write_entry(draft)
    covered = heard.read(series.opening).impression
    assert (covered.written_covered, covered.first_kept) == (1, None)
    shown = heard.read(series.opening, Covering(is_on=False)).impression
    assert shown.first_kept is not None and shown.written_covered == 0


def test_ten_thousand_marks_in_five_hundred_listens_are_told_apart() -> None:
    class Felt:
        """As much of an emotion mark as is asked for."""

        def __init__(self, number: int) -> None:
            self.id, self.span = number, Span.point(number)
            self.listen_id, self.carried_from = None, None
            self.made_at_ms, self.made_offset_min = number * 60_000, 0

    listens = [Listened(n + 1, Instant(n * 1_200_000, 0), n * 1_200_000 + 90_000)
               for n in range(500)]  # fmt: skip
    past = past_listens_of(listens, [Felt(n) for n in range(10_000)], ())  # type: ignore[misc]
    assert len(past) == 500
    assert all(len(one.marks) == 20 for one in past)


def test_of_hearings_that_left_nothing_none_is_kept() -> None:
    impression = impression_of([PastListen(Instant(0, 0), True), PastListen(Instant(9, 0), True)])
    assert (impression.heard, impression.first_kept, impression.latest) == (2, None, ())
