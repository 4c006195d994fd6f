"""Every figure opens the marks it counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Services
from app.core.ids import EmotionId, MomentId, TrackId, WorkId
from app.core.instant import Instant
from app.core.timecode import Span
from app.journal.records import DayOfFeelings, EntryDraft, Feeling, FeltChange
from app.journal.service import JournalService
from app.profile.settings import SettingsFile
from app.story.covering import OPEN, Covering
from app.years.lives import LifeOf, Lives
from app.years.records import Count, Period, silences
from app.years.service import Years
from db.models.all import Character, FavouriteMoment, HeardStretch, JournalEntry
from tests.app.years.conftest import all_shown
from tests.support.builders import fill_diary
from tests.support.journal_profile import JournalProfile
from tests.support.ready_journal import ready_profile

HOUR_MS, DAY_MS = 3_600_000, 86_400_000


def ms(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("year", [None, 2025])
def test_every_count_of_a_full_diary_is_what_the_list_shows(
    tmp_path: Path, year: int | None
) -> None:
    paths = ready_profile(tmp_path)
    services = Services(paths, SettingsFile(paths.settings_file))
    fill_diary(services, 600, datetime(2026, 3, 1, 22, tzinfo=UTC))
    period, years, journal = Period(year), services.years, services.journal
    found = years.breakdown(period, Covering())
    remarkable = years.remarkable(period)
    counts: list[Count] = [
        *found.works, *found.composers, *found.characters, *found.roles, *found.hours,
        *found.tracks, *years.words(period), *remarkable.changes,
    ]  # fmt: skip
    assert {one.measure for one in counts} >= {"work", "character", "role", "hour", "track", "word"}
    for one in counts:
        assert len(all_shown(journal, one.wanted)) == one.marks, one
    felt = [years.felt(one) for one in ([year] if year else years.years())]
    assert len(all_shown(journal, period.marks())) == sum(one.marks for one in felt)
    services.close()


def test_what_the_music_merely_expresses_was_not_felt(
    profile: JournalProfile, years: Years, journal: JournalService
) -> None:
    track, wonder = profile.track(role="love_theme", composer="Ada"), profile.emotion()
    profile.tag(track, wonder, made_at=ms(2025, 5, 1))
    profile.tag(track, wonder, made_at=ms(2025, 5, 1), mode="expressed")
    felt = years.felt(2025)
    assert felt.total[EmotionId(wonder)].number == 1
    assert felt.marks == 2
    found = years.breakdown(Period(2025), OPEN)
    for (one,) in (found.roles, found.composers, found.tracks, found.hours):
        assert one.marks == len(all_shown(journal, one.wanted)) == 1


def test_a_covered_character_is_left_out(profile: JournalProfile, years: Years) -> None:
    work, wonder, track = profile.work(), profile.emotion(), profile.track()
    mira = profile.character(work, "Mira")
    later = profile.add(Character, work_id=work, name="The stranger", is_spoiler=True)
    profile.cue(track, profile.scene(work, "The letter", mira, later), 0, 20_000)
    profile.tag(track, wonder, made_at=ms(2025, 5, 1))
    period = Period(2025)
    assert [one.name for one in years.breakdown(period, Covering()).characters] == ["Mira"]
    assert len(years.breakdown(period, OPEN).characters) == 2


def test_an_emotion_is_felt_for_the_first_time_once(profile: JournalProfile, years: Years) -> None:
    track, wonder, awe = profile.track(), profile.emotion(), profile.emotion("Awe")
    profile.tag(track, wonder, made_at=ms(2024, 12, 31, 23), made_offset_min=120)  # already 2025
    profile.tag(track, wonder, made_at=ms(2026, 1, 5))
    profile.tag(track, awe, made_at=ms(2026, 2, 1))
    firsts = {year: years.remarkable(Period(year)).firsts for year in (2024, 2025, 2026)}
    assert [[one.emotion_id for one in firsts[year]] for year in firsts] == [[], [wonder], [awe]]


def test_places_are_returned_to_by_beginning_there_not_by_hearing_past_them(
    profile: JournalProfile, years: Years, journal: JournalService
) -> None:
    track, wonder = profile.track("Action Theme"), profile.emotion()
    span = {"start_ms": 30_000, "end_ms": 34_000, "raw_start_ms": 30_000, "raw_end_ms": 34_000}
    made_at = ms(2025, 1, 1)
    profile.add(FavouriteMoment, track_id=track, label="The horn", made_at=made_at, **span)
    profile.tag(track, wonder, 31_000, made_at=ms(2025, 1, 2))
    starts = (0, 28_000, 31_000, 33_999, 34_000, 60_000)
    for number, start in enumerate(starts):
        listen = profile.listen(track, ms(2025, 2, number + 1), 5_000)
        profile.add(HeardStretch, listen_id=listen, start_ms=start, end_ms=80_000)
    (one,) = years.remarkable(Period(2025)).returned_to
    assert (one.label, one.title, one.starts, one.ways) == ("The horn", "Action Theme", 3, 1)
    assert one.span == Span(30_000, 34_000)
    assert len(all_shown(journal, one.wanted)) == 2
    assert years.remarkable(Period(2024)).returned_to == ()


def test_before_and_after_say_how_entries_changed(
    profile: JournalProfile, years: Years, journal: JournalService
) -> None:
    changes = ((0.5, -0.5), (0.5, 0.1), (0.0, 0.05), (-0.2, 0.6))
    for before, after in changes:
        draft = EntryDraft(text="a day", before=Feeling(0, before), after=Feeling(0, after))
        journal.write_entry(draft, Instant(ms(2025, 7, 1), 0))
    journal.write_entry(EntryDraft(text="nothing said"), Instant(ms(2025, 7, 2), 0))
    felt = {"before": Feeling(0, 0.5), "after": Feeling(0, -0.5)}
    sealed = journal.write_entry(EntryDraft(text="later", **felt), Instant(ms(2025, 7, 3), 0))
    with profile.ledger.write("Seal it", "entry") as writing:
        writing.unit.get(JournalEntry, sealed).sealed_at = ms(2025, 7, 4)
    found = years.remarkable(Period(2025)).changes
    assert all(len(all_shown(journal, one.wanted)) == one.marks for one in found)
    assert {one.key: one.marks for one in found} == {
        FeltChange.CALMER: 2,
        FeltChange.SAME: 1,
        FeltChange.RESTLESS: 1,
    }


def test_after_which_soundtrack_is_said_and_opens_the_entries_that_say_so(
    profile: JournalProfile, years: Years, journal: JournalService
) -> None:
    mine, other = profile.work("My Heart"), profile.work("Elsewhere")
    direct = TrackId(profile.track("Direct", work_id=mine))
    in_scene = TrackId(profile.track("In a scene"))
    profile.cue(in_scene, profile.scene(mine, "The letter"), 0, 5_000)
    foreign = TrackId(profile.track("Foreign", work_id=other))
    by_moment = MomentId(profile.moment(direct))
    calmer, restless = (Feeling(0, 0.5), Feeling(0, -0.5)), (Feeling(0, 0), Feeling(0, 0.5))

    def write(felt: tuple[Feeling, Feeling], **links: Any) -> None:
        draft = EntryDraft(text="a day", before=felt[0], after=felt[1], **links)
        journal.write_entry(draft, Instant(ms(2025, 7, 1), 0))

    write(calmer, track_ids=(direct, in_scene))  # one entry, however often it is about it
    write(calmer, track_ids=(in_scene,))
    write(calmer, moment_ids=(by_moment,))
    write(restless, track_ids=(direct, foreign))
    for _ in range(3):
        write(restless, track_ids=(foreign,))
        write(calmer, track_ids=(foreign,))
    found = years.remarkable(Period(2025))
    assert [(one.name, one.key, one.marks) for one in found.changes_by_work] == [
        ("Elsewhere", FeltChange.RESTLESS, 4),
        ("My Heart", FeltChange.CALMER, 3),
    ]
    for one in found.changes_by_work:
        assert len(all_shown(journal, one.wanted)) == one.marks
    assert years.remarkable(Period(2024)).changes_by_work == ()


def test_listens_open_the_marks_that_were_made_in_them(
    profile: JournalProfile, years: Years, journal: JournalService
) -> None:
    track, wonder = profile.track(), profile.emotion()
    listen = profile.listen(track, ms(2025, 3, 1), 60_000)
    at = ms(2025, 3, 1)
    profile.tag(track, wonder, made_at=at, listen_id=listen)
    profile.moment(track, made_at=at, listen_id=listen)
    profile.tag(track, wonder, made_at=at)
    profile.tag(track, wonder, made_at=ms(2024, 3, 1), listen_id=listen)
    found = years.remarkable(Period(2025))
    assert (found.listens, found.marks_heard) == (1, 2)
    shown = all_shown(journal, Period(2025).heard())
    assert {item.kind for item in shown} == {"tag", "moment"}
    assert all(item.listen_id == listen for item in shown)
    assert len(all_shown(journal, Period().heard())) == 3


def test_a_track_comes_back_after_a_long_time(profile: JournalProfile, years: Years) -> None:
    old, new = profile.track("Old"), profile.track("New")
    for track, days in ((old, (0, 300, 310)), (new, (305, 306))):
        for day in days:
            profile.listen(track, ms(2025, 1, 10) + day * DAY_MS, 5_000)
    (one,) = years.remarkable(Period(2025)).comebacks
    assert (one.title, one.silent) == ("Old", timedelta(300))


def test_silences_are_the_days_between(profile: JournalProfile) -> None:
    days = [
        DayOfFeelings(date(2025, 1, 1), marks=1),
        DayOfFeelings(date(2025, 1, 20), listens=1),
        DayOfFeelings(date(2025, 1, 22), marks=1),
    ]
    (one,) = silences(days, 14, 2)
    assert (one.first, one.last, one.days) == (date(2025, 1, 2), date(2025, 1, 19), 18)
    assert (one.back, one.marked) == (date(2025, 1, 20), date(2025, 1, 22))


def test_a_life_is_told_of_a_track_and_of_a_work(
    profile: JournalProfile, journal: JournalService
) -> None:
    work, wonder = profile.work(), profile.emotion()
    track, other = profile.track("One", work_id=work), profile.track("Two")
    profile.cue(other, profile.scene(work, "The letter"), 0, 5_000)
    profile.listen(track, ms(2024, 3, 1, 23), 60_000, offset_min=120)
    profile.listen(other, ms(2025, 3, 1), 30_000)
    profile.tag(track, wonder, made_at=ms(2025, 3, 2))
    profile.tag(other, wonder, made_at=ms(2025, 3, 3))
    journal.write_entry(EntryDraft(title="On One", track_ids=(TrackId(track),)))
    sealed = journal.write_entry(EntryDraft(text="Not yet", track_ids=(TrackId(other),)))
    with profile.ledger.write("Seal it", "entry") as writing:
        writing.unit.get(JournalEntry, sealed).sealed_at = ms(2025, 3, 4)
    lives = Lives(profile.ledger)
    of_track = lives.of(LifeOf(track_id=TrackId(track)))
    assert (of_track.title, of_track.tracks, of_track.heard_ms) == ("One", 1, 60_000)
    assert of_track.first_heard is not None
    assert of_track.first_heard.day == date(2024, 3, 2)
    assert [one.title for one in of_track.mentions] == ["On One"]
    of_work = lives.of(LifeOf(work_id=WorkId(work)))
    assert (of_work.title, of_work.tracks, of_work.heard_ms) == ("My Heart", 2, 90_000)
    assert of_work.felt.total[EmotionId(wonder)].number == 2
    assert [one.title for one in of_work.mentions] == ["On One"]  # nothing of what is sealed
    for life, many in ((of_track, 1), (of_work, 2)):
        assert len(all_shown(journal, life.of.felt())) == many
    with pytest.raises(LookupError):
        lives.of(LifeOf(track_id=TrackId(99)))
