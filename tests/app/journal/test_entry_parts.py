"""Pictures and people of entries: written, changed by two at once, undone, found by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import EntryId
from app.journal.entry_parts import (
    EntryPicture,
    companion_key,
    companions,
    each_once,
    names_anew,
    pictures_anew,
)
from app.journal.records import EntryDraft, JournalFilter
from app.journal.service import JournalService
from db.models.all import JournalEntry
from tests.support.journal_profile import JournalProfile

DUSK = EntryPicture("dusk.png", "Dusk over the sea", 32, 24)
TICKET = EntryPicture("ticket.jpg")


def titles(journal: JournalService, **wanted: str) -> list[str]:
    return [item.title for item in journal.page(JournalFilter(**wanted)).items]


def test_pictures_keep_their_order_and_words(
    profile: JournalProfile, journal: JournalService
) -> None:
    entry = journal.write_entry(EntryDraft("One", pictures=(DUSK, TICKET)))
    assert journal.entry(entry).pictures == (DUSK, TICKET)
    described = EntryPicture("ticket.jpg", "The ticket")
    journal.edit_entry(entry, EntryDraft("One", pictures=(described, DUSK)))
    assert journal.entry(entry).pictures == (described, DUSK)
    assert journal.page(JournalFilter()).items[0].links.pictures == (described, DUSK)
    step = profile.changes[-1].step
    assert step is not None
    profile.ledger.undo(step)
    assert journal.entry(entry).pictures == (DUSK, TICKET)


def test_a_changed_picture_makes_its_entry_newer(
    profile: JournalProfile, journal: JournalService
) -> None:
    """A merge takes the lists of the newer version."""
    entry = journal.write_entry(EntryDraft("One", pictures=(DUSK,)))

    def stamp() -> int:
        with profile.ledger.write("", "entry") as writing:
            return writing.unit.get(JournalEntry, entry).updated_at

    before = stamp()
    journal.edit_entry(entry, EntryDraft("One", pictures=(DUSK,)))
    assert stamp() == before
    journal.edit_entry(entry, EntryDraft("One", pictures=(DUSK, TICKET)))
    assert stamp() > before


def test_what_another_added_meanwhile_stays(journal: JournalService) -> None:
    begun = EntryDraft("One", pictures=(DUSK,), people=("Ida",))
    entry = journal.write_entry(begun)
    journal.edit_entry(entry, EntryDraft("One", pictures=(DUSK, TICKET), people=("Ida", "Jo")))
    mine = EntryDraft("One", pictures=(EntryPicture("new.png"),), people=("Mia",))
    journal.edit_entry(entry, mine, begun=begun)
    after = journal.entry(entry)
    assert after.pictures == (EntryPicture("new.png"), TICKET)
    assert after.people == ("Jo", "Mia")


def test_a_picture_that_another_removed_stays_removed(journal: JournalService) -> None:
    begun = EntryDraft("One", pictures=(DUSK, TICKET))
    entry = journal.write_entry(begun)
    journal.edit_entry(entry, EntryDraft("One", pictures=(TICKET,)))
    third = EntryPicture("third.png")
    journal.edit_entry(entry, EntryDraft("One", pictures=(DUSK, TICKET, third)), begun=begun)
    assert journal.entry(entry).pictures == (TICKET, third)


def test_the_same_name_counts_once_however_it_is_spelled(journal: JournalService) -> None:
    journal.write_entry(EntryDraft("One", people=("José", "jose ", " ")))
    journal.write_entry(EntryDraft("Two", people=("José",)))
    journal.write_entry(EntryDraft("Three", people=("JOSE", "Ida")))
    first, second = journal.companions()
    assert (first.name, first.entries, set(first.spellings)) == ("José", 3, {"José", "JOSE"})
    assert (second.name, second.entries) == ("Ida", 1)
    assert titles(journal, companion="jose") == ["Three", "Two", "One"]
    assert titles(journal, companion="Ida") == ["Three"]
    assert titles(journal, companion="Nobody") == []
    assert journal.overview().has_people


@pytest.mark.parametrize("typed", ["marlene", "Marlene Döb", "dob", "DÖB"])
def test_entries_are_found_by_who_listened_too(journal: JournalService, typed: str) -> None:
    journal.write_entry(EntryDraft("Other", text="the lamp", people=("Ida",)))
    journal.write_entry(EntryDraft("Hers", people=("Marlene Döbler",)))
    assert titles(journal, text=typed) == ["Hers"]


def test_nothing_is_known_of_a_sealed_letter(
    profile: JournalProfile, journal: JournalService
) -> None:
    entry = EntryId(journal.write_entry(EntryDraft("To later", people=("Ida",), pictures=(DUSK,))))
    with profile.ledger.write("", "entry") as writing:
        writing.unit.get(JournalEntry, entry).sealed_at = 1_000
    (item,) = journal.page(JournalFilter()).items
    assert (item.links.people, item.links.pictures) == ((), ())
    assert titles(journal, text="Ida") == titles(journal, companion="Ida") == []
    assert journal.companions() == []
    assert not journal.overview().has_people  # or the filter would offer to choose nobody


NAMES = st.lists(st.sampled_from(["Ida", "ida", "Jo", "Jó", "Mia", "ミア", "  "]), max_size=6)


@given(there=NAMES, begun=NAMES, wanted=NAMES)
def test_names_of_two_writers_meet(there: list[str], begun: list[str], wanted: list[str]) -> None:
    made = names_anew(there, begun, wanted)
    keys = [companion_key(name) for name in made]
    before, after = set(map(companion_key, begun)), set(map(companion_key, each_once(wanted)))
    assert len(keys) == len(set(keys)) and all(made)
    assert after - before <= set(keys)
    assert not (before - after) & set(keys)


PICTURES = st.lists(
    st.builds(EntryPicture, st.sampled_from("abcd"), st.sampled_from(["", "x"])),
    max_size=4,
    unique_by=lambda picture: picture.file,
)


@given(there=PICTURES, begun=PICTURES, wanted=PICTURES)
def test_pictures_of_two_writers_meet(
    there: list[EntryPicture], begun: list[EntryPicture], wanted: list[EntryPicture]
) -> None:
    made = pictures_anew(there, begun, wanted)
    files = [picture.file for picture in made]
    assert len(files) == len(set(files))
    before = {picture.file for picture in begun}
    assert {one.file for one in wanted} - before <= set(files)
    assert {one.file for one in there} - before <= set(files)
    if there == begun:
        assert set(made) == set(wanted)


@given(counted=st.lists(st.tuples(st.sampled_from(["Ida", "IDA", "Jo"]), st.integers(1, 9))))
def test_companions_lose_nobody(counted: list[tuple[str, int]]) -> None:
    found = companions(counted)
    assert sum(one.entries for one in found) == sum(number for _name, number in counted)
    assert len({companion_key(one.name) for one in found}) == len(found)
