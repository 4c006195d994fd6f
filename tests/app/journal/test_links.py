"""Links in texts that lead to moments: as Markdown, checked at the door, found by uid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import TrackId
from app.core.timecode import MOST_MS, Span
from app.journal.links import EntryLink, MarkLink, PlaceLink, as_markdown, is_ours, link_of
from app.journal.records import EntryDraft, JournalFilter
from app.journal.service import JournalService
from db.models.all import FavouriteMoment, Track
from tests.support.journal_profile import JournalProfile

UIDS = st.from_regex(r"\A[A-Za-z0-9_.:-]{1,36}\Z")


@given(uid=UIDS)
def test_a_link_to_a_mark_comes_back(uid: str) -> None:
    assert link_of(MarkLink(uid).address) == MarkLink(uid)


@given(uid=UIDS)
def test_a_link_to_an_entry_comes_back(uid: str) -> None:
    assert link_of(EntryLink(uid).address) == EntryLink(uid)


@given(
    uid=UIDS,
    ends=st.tuples(st.integers(0, MOST_MS), st.integers(0, MOST_MS)),
    sound=st.text(max_size=40).filter(lambda text: "\0" not in text),
)
def test_a_link_to_a_place_comes_back(uid: str, ends: tuple[int, int], sound: str) -> None:
    link = PlaceLink(uid, Span.between(*ends), sound)
    found = link_of(link.address)
    assert found is None or found == link
    assert found == link or len(link.address) > 600


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://example.org/moment/1",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ost-my-heart:",
        "ost-my-heart:moment/",
        "ost-my-heart:moment/a/b",
        "ost-my-heart:moment/../../x",
        "ost-my-heart:moment/" + "x" * 37,
        "ost-my-heart:track/x",
        "ost-my-heart:track/x/5-4",
        "ost-my-heart:track/x/-1-4",
        f"ost-my-heart:track/x/0-{MOST_MS + 1}",
        "ost-my-heart:track/x/0-99999999999999999999",
        "ost-my-heart:track/x/0-1/" + "a" * 2000,
        "ost-my-heart:moment/x\n",
        " ost-my-heart:moment/x",
    ],
)
def test_other_addresses_lead_nowhere(address: str) -> None:
    assert link_of(address) is None


@given(st.text())
def test_no_text_is_too_odd_for_the_door(address: str) -> None:
    link_of(address)
    link_of(f"ost-my-heart:track/{address}")
    is_ours(address)


def test_the_words_of_a_link_are_only_words() -> None:
    link = MarkLink("x")
    assert as_markdown("a [b]\n(c) *d*", link) == r"[a \[b\] \(c\) \*d\*](ost-my-heart:moment/x)"


def uid_of(profile: JournalProfile, model: type[Track] | type[FavouriteMoment], row: int) -> str:
    with profile.ledger.write("", "track") as writing:
        return writing.unit.get(model, row).uid


def test_links_lead_to_marks_and_places(profile: JournalProfile, journal: JournalService) -> None:
    track = TrackId(profile.track("Farewell", file="/m/a.ogg"))
    moment = profile.moment(track, 5_000, label="the turn")
    mark = MarkLink(uid_of(profile, FavouriteMoment, moment))
    place = journal.link_to_place(track, Span(1_000, 2_000))
    elsewhere = PlaceLink("of-another-profile", Span(0, 1), place.sound)
    gone = MarkLink("0192-gone")
    nowhere = PlaceLink("of-another-profile", Span(0, 1), "other hash")
    found = journal.moments_inside([mark, place, elsewhere, gone, nowhere])
    assert found.keys() == {mark, place, elsewhere}
    assert (found[mark].track.title, found[mark].span.start_ms) == ("Farewell", 5_000)
    assert found[mark].item is not None and found[mark].item.title == "the turn"
    assert found[place].span == Span(1_000, 2_000) and found[place].item is None
    assert found[elsewhere].track.id == track


def test_a_track_without_sound_is_named_by_its_uid(
    profile: JournalProfile, journal: JournalService
) -> None:
    track = TrackId(profile.track("Farewell"))
    assert journal.link_to_place(track, Span.point(7)).sound == ""
    with pytest.raises(LookupError):
        journal.link_to_place(TrackId(999), Span.point(7))


def test_what_a_link_leads_to_is_no_word_of_the_text(
    profile: JournalProfile, journal: JournalService
) -> None:
    """Or a search for “heart” would find every entry with a link."""
    track = TrackId(profile.track("Farewell", file="/m/a.ogg"))
    link = as_markdown("the turn", journal.link_to_place(track, Span(1_000, 2_000)))
    journal.write_entry(EntryDraft("One", f"Again {link}, été"))
    found = {
        text: [item.title for item in journal.page(JournalFilter(text=text)).items]
        for text in ("the turn", "ete", "heart", "1000", "track")
    }
    assert found == {"the turn": ["One"], "ete": ["One"], "heart": [], "1000": [], "track": []}
