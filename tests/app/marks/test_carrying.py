"""Marks are carried over to another version of their track."""

from __future__ import annotations

import pytest

from app.core.ids import AlignmentId, TrackId
from app.core.marks import MarkRef
from app.core.timecode import Span
from app.marks.carrying import Carrying
from tests.support.opened_profile import OpenedProfile

# The concert begins 1 s later, is slower up to 0:30, and ends early.
ANCHORS = ((0, 1_000), (30_000, 61_000), (40_000, 71_000))


class Versions:
    def __init__(self, opened: OpenedProfile) -> None:
        self.opened, services = opened, opened.services
        self.album, self.concert = opened.track("Album", 90_000), opened.track("Concert", 80_000)
        self.alignment: AlignmentId = services.alignments.align(self.album, self.concert, ANCHORS)
        wonder = services.emotions.named("wonder")
        assert wonder is not None
        self.tag = services.tagging.add_tag(
            self.album, wonder.id, Span(10_000, 35_000), intensity=5, note="the horns"
        )
        self.moment = services.moments.add_moment(self.album, Span.point(20_000), label="here")

    def rows(self, table: str, track: TrackId) -> list[dict[str, object]]:
        return [row for row in self.opened.tables()[table].values() if row["track_id"] == track]


@pytest.fixture
def versions(opened: OpenedProfile) -> Versions:
    return Versions(opened)


@pytest.fixture
def carrying(opened: OpenedProfile) -> Carrying:
    return opened.services.carrying


def test_several_are_carried_over_as_one_step(versions: Versions, carrying: Carrying) -> None:
    before = versions.opened.tables()
    tag, moment = versions.tag, versions.moment
    copies = carrying.carry_over(versions.alignment, [tag.ref, moment.ref])
    assert [ref.kind for ref in copies] == [tag.ref.kind, moment.ref.kind]
    (felt,) = versions.rows("emotional_tag", versions.concert)
    assert (felt["start_ms"], felt["end_ms"]) == (21_000, 66_000)
    assert (felt["intensity"], felt["note"], felt["made_at"]) == (5, "the horns", tag.made_at_ms)
    assert felt["carried_from"] == tag.uid and felt["uid"] != tag.uid
    (loved,) = versions.rows("favourite_moment", versions.concert)
    assert (loved["start_ms"], loved["end_ms"], loved["label"]) == (41_000, 41_000, "here")
    assert loved["carried_from"] == moment.uid
    versions.opened.services.ledger.undo(versions.opened.last_step)
    assert versions.opened.tables() == before


def test_they_are_in_no_inbox_and_in_the_timeline(versions: Versions, carrying: Carrying) -> None:
    services = versions.opened.services
    waiting = services.inbox.count()
    carrying.carry_over(versions.alignment, [versions.moment.ref])
    assert services.inbox.count() == waiting
    assert len(services.timelines.timeline(versions.concert).moments) == 1


def test_carried_over_again_nothing_is_there_twice(versions: Versions, carrying: Carrying) -> None:
    refs = [versions.tag.ref, versions.moment.ref]
    carrying.carry_over(versions.alignment, refs[:1])
    assert len(carrying.carry_over(versions.alignment, refs)) == 1
    assert carrying.carry_over(versions.alignment, refs) == ()


def test_what_the_other_version_does_not_have_is_left_out_or_cut(
    versions: Versions, carrying: Carrying
) -> None:
    moments = versions.opened.services.moments
    late = moments.add_moment(versions.album, Span.point(85_000))
    long = moments.add_moment(versions.album, Span(45_000, 60_000))
    assert len(carrying.carry_over(versions.alignment, [late.ref, long.ref])) == 1
    (cut,) = versions.rows("favourite_moment", versions.concert)
    assert (cut["start_ms"], cut["end_ms"]) == (76_000, 80_000)


def test_they_go_back_from_the_other_track_too(versions: Versions, carrying: Carrying) -> None:
    mark = versions.opened.services.moments.add_moment(versions.concert, Span.point(66_000))
    (copy,) = carrying.carry_over(versions.alignment, [mark.ref])
    (there,) = (r for r in versions.rows("favourite_moment", versions.album) if r["id"] == copy.id)
    assert there["start_ms"] == 35_000


def test_marks_of_other_tracks_and_kinds_are_refused(
    versions: Versions, carrying: Carrying
) -> None:
    opened = versions.opened
    elsewhere = opened.services.moments.add_moment(opened.track(), Span.point(5))
    theme = opened.services.themes.mark_returns("Heart", versions.album, [Span(0, 900)])[0]
    for ref in (elsewhere.ref, MarkRef(type(elsewhere.ref.kind)("occurrence"), theme)):
        with pytest.raises(ValueError):
            carrying.carry_over(versions.alignment, [versions.tag.ref, ref])
    assert versions.rows("emotional_tag", versions.concert) == []
