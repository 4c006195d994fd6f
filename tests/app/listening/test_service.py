"""Listens on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.ids import ListenId, TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.listening.service import ListeningService
from app.transactions.changes import LISTEN
from db.store.opening import open_store
from tests.support.journal_profile import JournalProfile
from tests.support.kept_listens import listens_of
from tests.support.ready_journal import ready_journal


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[JournalProfile]:
    store = open_store(ready_journal(tmp_path / "journal.db"))
    yield JournalProfile(store)
    store.close()


@pytest.fixture
def listening(profile: JournalProfile) -> ListeningService:
    return ListeningService(profile.ledger)


def test_an_update_replaces_what_was_heard(
    profile: JournalProfile, listening: ListeningService
) -> None:
    track = TrackId(profile.track())
    listen = listening.begin(track, 1_000_000, 60)
    listening.update(listen, track, [Span(0, 4_000)], 1_004_000)
    listening.update(listen, track, [Span(0, 9_000), Span(20_000, 21_000)], 1_012_000)
    (found,) = listens_of(profile.ledger, track)
    assert found.stretches == (Span(0, 9_000), Span(20_000, 21_000))
    assert (found.heard_ms, found.ended_at_ms) == (10_000, 1_012_000)
    assert found.started == (1_000_000, 60)


def test_where_one_began_again_is_kept_as_a_stretch_without_length(
    profile: JournalProfile, listening: ListeningService
) -> None:
    track = TrackId(profile.track())
    listen = listening.begin(track, 1_000_000, 0)
    listening.update(listen, track, [Span(0, 9_000)], 1_009_000, begun_again_ms=[4_000])
    listening.end(listen, track, [Span(0, 9_000)], 1_019_000, begun_again_ms=[4_000, 4_000])
    (found,) = listens_of(profile.ledger, track)
    assert found.stretches == (Span(0, 9_000), Span.point(4_000), Span.point(4_000))
    assert found.heard_ms == 9_000


def test_listens_are_announced_and_never_undone(
    profile: JournalProfile, listening: ListeningService
) -> None:
    track = TrackId(profile.track())
    listen = listening.begin(track, 1_000_000, 0)
    listening.update(listen, track, [Span(0, 4_000)], 1_004_000)
    for change in profile.changes[-2:]:
        assert change.touches(LISTEN) and change.touches_track(track) and change.step is None


def test_trying_a_track_out_leaves_no_listen(
    profile: JournalProfile, listening: ListeningService
) -> None:
    track = TrackId(profile.track())
    listen = listening.begin(track, 1_000_000, 0)
    assert not listening.end(listen, track, [Span(0, 4_999)], 1_005_000)
    assert listens_of(profile.ledger, track) == ()
    assert listening.end(listening.begin(track, 1, 0), track, [Span(0, 5_000)], 5_001)


def test_a_short_listen_with_a_mark_stays(
    profile: JournalProfile, listening: ListeningService
) -> None:
    track = TrackId(profile.track())
    listen = listening.begin(track, 1_000_000, 0)
    profile.tag(track, profile.emotion(), listen_id=listen)
    assert listening.end(listen, track, [Span(0, 100)], 1_000_100)
    assert len(listens_of(profile.ledger, track)) == 1


def test_updating_a_listen_that_is_gone_says_so(listening: ListeningService) -> None:
    with pytest.raises(LookupError, match="no listen 7"):
        listening.update(ListenId(7), TrackId(1), [], 1)


def test_what_was_heard_of_a_track_isnt_written_into_another(
    profile: JournalProfile, listening: ListeningService
) -> None:
    """It became part of that one, in which the same music is at other places."""
    track, other = TrackId(profile.track()), TrackId(profile.track())
    listen = listening.begin(track, 1_000_000, 0)
    listening.update(listen, track, [Span(0, 6_000)], 1_006_000)
    for verb in (listening.update, listening.end):
        with pytest.raises(LookupError):
            verb(listen, other, [Span(0, 9_000)], 1_009_000)
    (found,) = listens_of(profile.ledger, track)
    assert found.stretches == (Span(0, 6_000),)


def test_a_listen_to_a_track_that_is_gone_cant_begin(listening: ListeningService) -> None:
    with pytest.raises(LookupError, match="no track 7"):
        listening.begin(TrackId(7), 1, 0)


def test_the_last_listen_to_each_track_is_told_in_the_time_of_its_place(
    profile: JournalProfile, listening: ListeningService
) -> None:
    track, other = TrackId(profile.track()), TrackId(profile.track("Epilogue"))
    for at_ms, offset_min in ((5_000, 60), (9_000, 540), (7_000, 0)):
        listening.begin(track, at_ms, offset_min)
    assert listening.last_heard() == {track: Instant(9_000, 540)}
    assert other not in listening.last_heard()
