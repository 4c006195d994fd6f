"""Queries that are made once answer with the values of each question, and whole pages agree."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.core.ids import EmotionId, TrackId, WorkId
from app.core.marks import MarkKind
from app.journal.records import Counted, EntryDraft, JournalFilter
from app.journal.service import JournalService
from db.models.all import Track
from db.queries.made_query import MadeQuery, as_one, each_of, given
from tests.support.journal_profile import JournalProfile


def made() -> MadeQuery:
    track = Track.__table__.c
    return MadeQuery(
        select(track.id, track.title)
        .where(track.title.in_(each_of("titles")), track.role == given("role"))
        .order_by(track.id)
    )


def test_the_same_query_is_asked_with_other_values(profile: JournalProfile) -> None:
    first, second = profile.track("“One”"), profile.track("Two; --")
    query = made()
    with profile.ledger.read() as connection:
        for titles, found in ((["“One”"], [first]), (["Two; --", "“One”"], [first, second])):
            assert query.ids(connection, titles=as_one(titles), role="score") == found
        (row,) = query.rows(connection, titles=as_one(["Two; --"]), role="score", limit=1)
        assert (row.id, row.title) == (second, "Two; --")
        assert query.ids(connection, titles=as_one([]), role="score") == []


def test_a_missing_value_is_told(profile: JournalProfile) -> None:
    with profile.ledger.read() as connection, pytest.raises(KeyError, match="role"):
        made().ids(connection, titles="[]")


def test_more_values_than_sqlite_takes_are_one(profile: JournalProfile) -> None:
    track = profile.track("T")
    query = MadeQuery(select(Track.id).where(Track.id.in_(each_of("ids"))))
    with profile.ledger.read() as connection:
        assert query.ids(connection, ids=as_one(range(300_000))) == [track]


def test_a_track_is_paged_with_the_entries_that_link_to_it(
    profile: JournalProfile, journal: JournalService
) -> None:
    here, elsewhere = profile.track("Here"), profile.track("Elsewhere")
    wonder = profile.emotion()
    moment = profile.moment(here)
    made = [("moment", moment)]
    for number in range(7):
        profile.tag(elsewhere, wonder)
        made.append(("tag", profile.tag(here, wonder, at_ms=1_000 * number)))
        links = {"track_ids": (TrackId(here),)} if number % 2 else {"moment_ids": (moment,)}
        made.append(("entry", journal.write_entry(EntryDraft(text="Of it", **links))))  # type: ignore[arg-type]
        journal.write_entry(EntryDraft(text="Of the other one", track_ids=(TrackId(elsewhere),)))
    wanted = JournalFilter(track_id=TrackId(here))
    seen, cursor = [], None
    while True:
        page = journal.page(wanted, cursor, limit=4)
        seen += [(item.cursor, str(item.kind), item.owner_id) for item in page.items]
        if (cursor := page.next_cursor) is None:
            break
    assert seen == sorted(seen, reverse=True)
    assert sorted(one[1:] for one in seen) == sorted(made)


def test_a_track_is_filtered_further(profile: JournalProfile, journal: JournalService) -> None:
    here, work = profile.track("Here", role="score"), profile.work()
    wonder, dread = profile.emotion("Awe"), profile.emotion("Doom")
    tags = [
        profile.tag(here, emotion, mode=mode)
        for emotion in (wonder, dread)
        for mode in ("felt", "expressed")
    ]
    moment = profile.moment(here)

    def found(**others: object) -> list[int]:
        wanted = JournalFilter(track_id=TrackId(here), **others)  # type: ignore[arg-type]
        return [item.owner_id for item in journal.page(wanted).items]

    assert found(emotion_ids=frozenset({EmotionId(dread)})) == tags[:1:-1]
    assert found(kinds=frozenset({MarkKind.MOMENT})) == [moment]
    assert found(counted=Counted(is_felt=True)) == [tags[2], tags[0]]
    assert found(counted=Counted(is_felt=True, role="love_theme")) == []
    assert found(work_id=WorkId(work)) == []
