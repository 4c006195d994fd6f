"""Letters to later: sealed, covered everywhere, opened by their day, their track or by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.ids import CharacterId, EntryId, SceneId, TrackId
from app.core.instant import Instant
from app.journal.records import EntryDraft, Feeling, JournalFilter, JournalItem
from app.journal.seals import Sealing
from app.journal.service import JournalService
from app.letters.service import Letters
from app.library.service import LibraryService
from app.years.days import days_of
from app.years.records import Period
from app.years.service import Years
from db.models.all import JournalEntry, Recognition
from db.models.base import now_ms
from db.queries import year_counts
from db.repositories.merging import Join, merge
from db.store.opening import open_store
from tests.support.journal_profile import JournalProfile
from tests.support.ready_journal import ready_journal
from tests.support.track_verbs import remove_tracks

TODAY = date(2026, 11, 30)
LATER = Sealing(until=date(2027, 11, 28))


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[JournalProfile]:
    store = open_store(ready_journal(tmp_path / "journal.db"))
    yield JournalProfile(store)
    store.close()


@pytest.fixture
def journal(profile: JournalProfile) -> JournalService:
    return JournalService(profile.ledger)


@pytest.fixture
def letters(profile: JournalProfile) -> Letters:
    return Letters(profile.ledger)


def found(journal: JournalService, text: str) -> list[JournalItem]:
    return list(journal.page(JournalFilter(text=text)).items)


def write(journal: JournalService, sealing: Sealing | None, **links: tuple[int, ...]) -> EntryId:
    draft = EntryDraft(
        "To later",
        "A lamp at the window",
        Feeling(0.5, 0.5),
        track_ids=tuple(map(TrackId, links.get("tracks", ()))),
        scene_ids=tuple(map(SceneId, links.get("scenes", ()))),
        sealing=sealing,
    )
    return journal.write_entry(draft)


def test_a_sealing_is_until_a_day_or_a_track_and_never_both() -> None:
    for wrong in ((None, None), (TODAY, TrackId(1))):
        with pytest.raises(ValueError, match="until a day or until a track"):
            Sealing(*wrong)


def test_until_it_opens_only_its_title_is_known_of_a_letter(
    profile: JournalProfile, journal: JournalService, letters: Letters
) -> None:
    track, other = profile.track("The Love Theme"), profile.track("Harbour lights")
    work = profile.work()
    person = profile.character(work, "Mira")
    scene = profile.scene(work, "The second key", person)
    entry = write(journal, Sealing(track_id=TrackId(track)), tracks=(other,), scenes=(scene,))
    (item,) = journal.page(JournalFilter()).items
    assert (item.title, item.text, item.before, item.links.tracks) == ("To later", "", None, ())
    assert item.is_sealed and item.seal is not None
    assert (item.seal.track_id, item.seal.track_title) == (track, "The Love Theme")
    shown = journal.entry(entry)
    assert (shown.text, shown.before, shown.track_ids, shown.scene_ids) == ("", None, (), ())
    assert [len(found(journal, text)) for text in ("later", "lamp", "harbour", "second")] == [
        1, 0, 0, 0,
    ]  # fmt: skip
    for wanted in (
        JournalFilter(track_id=TrackId(other)),
        JournalFilter(scene_id=SceneId(scene)),
        JournalFilter(character_id=CharacterId(person)),
    ):
        assert journal.page(wanted).items == ()
    letters.break_seal(entry)
    shown = journal.entry(entry)
    assert (shown.text, shown.track_ids, shown.scene_ids) == (
        "A lamp at the window", (other,), (scene,),
    )  # fmt: skip
    assert [len(found(journal, text)) for text in ("lamp", "harbour", "second")] == [1, 1, 1]
    assert len(journal.page(JournalFilter(track_id=TrackId(other))).items) == 1


def test_a_letter_isnt_remembered_on_its_day_while_it_is_sealed(
    journal: JournalService, letters: Letters
) -> None:
    draft = EntryDraft("To later", "a lamp", sealing=LATER)
    entry = journal.write_entry(draft, Instant(1_732_960_800_000, 0))  # 30 November 2024
    assert journal.on_this_day(TODAY).items == ()
    letters.break_seal(entry)
    assert [item.owner_id for item in journal.on_this_day(TODAY).items] == [entry]


def test_a_letter_opens_on_its_day_and_not_before(
    profile: JournalProfile, journal: JournalService, letters: Letters
) -> None:
    entry, other = write(journal, LATER), write(journal, Sealing(until=date(2027, 11, 29)))
    assert letters.open_due(date(2027, 11, 27)) == ()
    assert [one.id for one in letters.box().sealed] == [entry, other]
    profile.changes.clear()
    (opened,) = letters.open_due(date(2027, 11, 28))
    assert (opened.id, opened.is_open) == (entry, True)
    (change,) = profile.changes
    assert change.kinds == {"entry"} and change.step is None
    assert letters.open_due(date(2027, 11, 28)) == ()
    # A clock that is set back closes nothing.
    assert letters.open_due(TODAY) == ()
    assert [one.id for one in letters.box().opened] == [entry]
    assert [one.id for one in letters.open_due(date(2031, 1, 1))] == [other]


def test_a_letter_opens_when_its_track_was_half_heard(
    profile: JournalProfile, journal: JournalService, letters: Letters
) -> None:
    track = TrackId(profile.track("The Love Theme", duration_ms=60_000))
    assert letters.awaiting(track) is None
    entry = write(journal, Sealing(track_id=track))
    assert letters.awaiting(TrackId(profile.track("Another"))) is None
    awaited = letters.awaiting(track)
    assert awaited is not None
    assert (awaited.is_heard(29_999), awaited.is_heard(30_000)) == (False, True)
    assert [one.id for one in letters.open_heard(awaited)] == [entry]
    assert letters.open_heard(awaited) == () and letters.awaiting(track) is None


def test_a_letter_that_was_sealed_again_meanwhile_stays_sealed(
    profile: JournalProfile, journal: JournalService, letters: Letters
) -> None:
    track = TrackId(profile.track("The Love Theme"))
    entry = write(journal, Sealing(track_id=track))
    awaited = letters.awaiting(track)
    assert awaited is not None
    letters.break_seal(entry)
    with profile.ledger.write("", "entry") as writing:  # a millisecond later
        row = writing.unit.get(JournalEntry, entry)
        row.opened_at, row.sealed_at = None, now_ms() + 1
    assert letters.open_heard(awaited) == ()
    assert [one.id for one in letters.box().sealed] == [entry]


def test_sealing_and_breaking_can_be_undone(
    profile: JournalProfile, journal: JournalService, letters: Letters
) -> None:
    entry = write(journal, None)
    assert letters.box().is_empty
    letters.seal(entry, LATER)
    sealed = profile.changes[-1].step
    letters.break_seal(entry)
    broken = profile.changes[-1].step
    assert sealed is not None and broken is not None
    profile.ledger.undo(broken)
    assert len(letters.box().sealed) == 1 and found(journal, "lamp") == []
    profile.ledger.undo(sealed)
    assert letters.box().is_empty and len(found(journal, "lamp")) == 1


def test_an_entry_is_sealed_as_it_is_edited(journal: JournalService, letters: Letters) -> None:
    entry = write(journal, None)
    shown = EntryDraft("To later", "A lamp at the window", Feeling(0.5, 0.5))
    draft = EntryDraft("To later", "Two lamps", Feeling(0.5, 0.5), sealing=LATER)
    journal.edit_entry(entry, draft, begun=shown)
    assert (letters.box().sealed[0].id, journal.entry(entry).text) == (entry, "")
    letters.break_seal(entry)
    assert journal.entry(entry).text == "Two lamps"


def test_a_letter_whose_track_is_gone_waits_for_its_reader(
    profile: JournalProfile, journal: JournalService, letters: Letters
) -> None:
    track = profile.track("The Love Theme")
    entry = write(journal, Sealing(track_id=TrackId(track)))
    remove_tracks(LibraryService(profile.ledger), [track], with_marks=True)
    (letter,) = letters.box().sealed
    assert (letter.seal.until, letter.seal.track_id) == (None, None)
    assert letters.open_due(date(2100, 1, 1)) == ()
    letters.break_seal(entry)
    assert journal.entry(entry).text == "A lamp at the window"


def test_letters_come_in_the_order_in_which_they_open(
    profile: JournalProfile, journal: JournalService, letters: Letters
) -> None:
    track = TrackId(profile.track("The Love Theme"))
    heard = write(journal, Sealing(track_id=track))
    far = write(journal, Sealing(until=TODAY + timedelta(400)))
    near = write(journal, Sealing(until=TODAY + timedelta(4)))
    assert [one.id for one in letters.box().sealed] == [near, far, heard]


def test_a_letter_waits_for_the_track_that_its_track_became(
    profile: JournalProfile, journal: JournalService, letters: Letters
) -> None:
    keep, other = profile.track("The Love Theme"), profile.track("The Love Theme (copy)")
    write(journal, Sealing(track_id=TrackId(other)))
    profile.add(Recognition, track_id=other, start_ms=1_000, after_ms=1_800)
    with profile.ledger.write("", "track") as writing:
        merge(writing.unit, [Join(keep, other, shift_ms=500)])
    (letter,) = letters.box().sealed
    assert (letter.seal.track_id, letter.seal.track_title) == (keep, "The Love Theme")
    with profile.ledger.read() as connection:
        (known,) = connection.execute(select(Recognition.__table__)).all()
    assert (known.track_id, known.start_ms, known.after_ms) == (keep, 1_500, 1_800)


DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(until=st.lists(DAYS, min_size=1, max_size=6), day=DAYS)
def test_on_any_day_those_open_whose_day_has_come(
    journal: JournalService, letters: Letters, until: list[date], day: date
) -> None:
    waiting = {write(journal, Sealing(until=one)): one for one in until}
    opened = {one.id for one in letters.open_due(day)} & waiting.keys()
    assert opened == {entry for entry, one in waiting.items() if one <= day}
    assert all(one.seal.until is None or one.seal.until > day for one in letters.box().sealed)


def test_what_was_felt_about_a_sealed_letter_counts_nowhere(
    profile: JournalProfile, journal: JournalService, letters: Letters
) -> None:
    before, after = Feeling(0.0, 0.9), Feeling(0.0, -0.9)
    draft = EntryDraft("To later", "Lanterns, lanterns", before, after, sealing=LATER)
    written = Instant.of(1_748_780_000_000)
    entry = journal.write_entry(draft, written)
    journal.write_entry(EntryDraft(text="Lanterns again"), written)
    years, period = Years(profile.ledger, journal), Period(written.day.year)
    with profile.ledger.read() as connection:
        assert not list(year_counts.changes(connection, days_of(period)))
    assert not years.words(period)
    letters.break_seal(entry)
    with profile.ledger.read() as connection:
        assert len(list(year_counts.changes(connection, days_of(period)))) == 1
    assert [one.name for one in years.words(period)] == ["lanterns"]
