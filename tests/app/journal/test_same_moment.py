"""The same moment across the years: overlap or three seconds, not transitive, also in versions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import SceneId, TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.journal.moment_records import AskedMoment, MomentAcrossYears, is_same_moment
from app.journal.records import EntryDraft
from app.journal.same_moment import SameMoments
from app.journal.service import JournalService
from db.models.all import Alignment, EmotionalTag, FavouriteMoment
from tests.support.journal_profile import JournalProfile

ASKED = Span(71_000, 77_000)
spans = st.tuples(st.integers(0, 90_000), st.integers(0, 20_000)).map(
    lambda both: Span(both[0], both[0] + both[1])
)


def ms(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]


class Asked:
    """A track whose seconds are asked about."""

    def __init__(self, profile: JournalProfile) -> None:
        self.profile, self.moments = profile, SameMoments(profile.ledger)
        self.track, self.word = profile.track("Opening"), profile.emotion()

    def felt(self, start_ms: int, end_ms: int | None = None, **values: object) -> int:
        end = start_ms if end_ms is None else end_ms
        place = {"start_ms": start_ms, "end_ms": end, "raw_start_ms": start_ms, "raw_end_ms": end}
        said = {"track_id": self.track, "emotion_id": self.word, **place, **values}
        return self.profile.add(EmotionalTag, **said)

    def ask(self, span: Span = ASKED) -> MomentAcrossYears:
        return self.moments.across_years(AskedMoment(TrackId(self.track), span))

    def found(self, span: Span = ASKED) -> list[int]:
        return [one.owner_id for one in self.ask(span).reactions]


@pytest.fixture
def asked(profile: JournalProfile) -> Asked:
    return Asked(profile)


@given(spans, spans)
def test_it_is_the_same_moment_if_no_three_seconds_lie_between(one: Span, other: Span) -> None:
    between = {*range(one.end_ms, other.start_ms), *range(other.end_ms, one.start_ms)}
    assert is_same_moment(one, other) == (len(between) <= 3_000)
    assert is_same_moment(one, other) == is_same_moment(other, one)


@given(spans, spans)
def test_what_overlaps_is_the_same_moment(one: Span, other: Span) -> None:
    if one.overlaps(other):
        assert is_same_moment(one, other)


def test_three_seconds_count_and_a_millisecond_more_does_not(asked: Asked) -> None:
    first, last = asked.felt(60_000, 68_000), asked.felt(80_000)
    asked.felt(60_000, 67_999)
    asked.felt(80_001)
    assert sorted(asked.found()) == [first, last]


def test_it_is_about_the_mark_one_looks_at_not_about_what_that_meets(asked: Asked) -> None:
    """A chain of marks three seconds apart isn’t one moment."""
    one, two, three = (asked.felt(at) for at in (10_000, 13_000, 16_000))
    assert sorted(asked.found(Span.point(10_000))) == [one, two]
    assert sorted(asked.found(Span.point(13_000))) == [one, two, three]


def test_they_come_by_date_with_favourites_and_what_the_music_expressed(
    asked: Asked, profile: JournalProfile
) -> None:
    late = asked.felt(71_000, made_at=ms(2026, 1, 1), mode="expressed", note="Now")
    early = asked.felt(72_000, made_at=ms(2024, 1, 1), memory="The kitchen")
    loved = profile.moment(asked.track, 73_000, made_at=ms(2025, 1, 1), label="Her verdict")
    profile.cue(asked.track, profile.scene(profile.work(), "The letter"), 70_000, 80_000)
    moment = asked.ask()
    assert [(one.kind, one.owner_id) for one in moment.reactions] == [
        (MarkKind.TAG, early),
        (MarkKind.MOMENT, loved),
        (MarkKind.TAG, late),
    ]
    assert (moment.many, moment.with_words) == (3, 3)
    assert moment.feelings() == [(asked.word, 2)]
    assert len(moment.scene_ids) == 1


def test_marks_of_aligned_versions_count_where_the_same_music_is(
    asked: Asked, profile: JournalProfile
) -> None:
    other = profile.track("Opening (live)")
    profile.add(
        Alignment,
        track_id=other,
        other_track_id=asked.track,
        anchors=((20_000, 10_000), (85_000, 75_000)),
        found_by="listener",
    )
    here = asked.felt(72_000)
    there = asked.felt(84_000, track_id=other)
    asked.felt(72_000, track_id=other)  # 1:02 of this one
    moment = asked.ask()
    assert sorted(one.owner_id for one in moment.reactions) == [here, there]
    assert [(one.track.title, one.many) for one in moment.versions] == [
        ("Opening", 1),
        ("Opening (live)", 1),
    ]
    assert moment.versions[1].span == Span(81_000, 87_000)


def test_a_version_of_a_version_is_not_asked(asked: Asked, profile: JournalProfile) -> None:
    second, third = profile.track("Second"), profile.track("Third")
    for one, other in ((asked.track, second), (second, third)):
        profile.add(
            Alignment,
            track_id=one,
            other_track_id=other,
            anchors=((0, 0), (80_000, 80_000)),
            found_by="search",
        )
    asked.felt(72_000, track_id=third)
    assert asked.found() == []


def test_what_lies_beyond_the_end_of_a_version_is_not_there(
    asked: Asked, profile: JournalProfile
) -> None:
    short = profile.track("Short", duration_ms=30_000)
    profile.add(
        Alignment,
        track_id=asked.track,
        other_track_id=short,
        anchors=((0, 0), (30_000, 30_000)),
        found_by="listener",
    )
    asked.felt(29_900, track_id=short)
    assert asked.found() == []
    assert asked.found(Span(29_000, 31_000)) != []


def test_what_was_carried_over_counts_once(asked: Asked, profile: JournalProfile) -> None:
    other = profile.track("Opening (album)")
    profile.add(
        Alignment,
        track_id=asked.track,
        other_track_id=other,
        anchors=((0, 0), (90_000, 90_000)),
        found_by="listener",
    )
    uid = "0190a000-0000-7000-8000-000000000001"
    first = asked.felt(72_000, track_id=other, uid=uid)
    copy = asked.felt(72_000, carried_from=uid)
    assert asked.found() == [first]
    assert asked.found(Span.point(72_000)) == [first]
    with profile.ledger.write("Delete", "tag") as writing:
        writing.unit.remove(writing.unit.get(EmotionalTag, first))
    assert asked.found() == [copy]


def test_entries_point_here_by_a_favourite_a_scene_or_the_day(
    asked: Asked, profile: JournalProfile
) -> None:
    journal = JournalService(profile.ledger)
    loved = profile.moment(asked.track, 73_000, made_at=ms(2025, 6, 8, 23, 30), label="Here")
    with profile.ledger.write("Zone", "moment") as writing:
        writing.unit.get(FavouriteMoment, loved).made_offset_min = 120  # the 9th where it was made
    scene = profile.scene(profile.work(), "The letter")
    profile.cue(asked.track, scene, 70_000, 80_000)
    track = (TrackId(asked.track),)
    by_moment = journal.write_entry(EntryDraft(title="A", moment_ids=(loved,)))  # type: ignore[arg-type]
    by_scene = journal.write_entry(EntryDraft(title="B", scene_ids=(SceneId(scene),)))
    of_day = journal.write_entry(
        EntryDraft(title="C", track_ids=track), Instant(ms(2025, 6, 9, 8), 0)
    )
    journal.write_entry(EntryDraft(title="D", track_ids=track), Instant(ms(2025, 6, 8, 8), 0))
    found = [(one.item.owner_id, one.is_of_the_day) for one in asked.ask().entries]
    assert sorted(found) == sorted([(by_moment, False), (by_scene, False), (of_day, True)])


def test_a_mark_says_which_moment_it_is(asked: Asked) -> None:
    tag = asked.felt(71_000, 77_000)
    found = asked.moments.asked_of(MarkRef(MarkKind.TAG, tag))
    assert (found.track_id, found.span) == (asked.track, ASKED)
    with pytest.raises(LookupError):
        asked.moments.asked_of(MarkRef(MarkKind.TAG, tag + 1))


def test_a_track_that_is_gone_has_no_moments(asked: Asked) -> None:
    with pytest.raises(LookupError):
        asked.moments.across_years(AskedMoment(TrackId(asked.track + 1), ASKED))
