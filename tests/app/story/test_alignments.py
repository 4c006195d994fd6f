"""Alignments: where the same moment is in two versions of a track."""

from __future__ import annotations

import pytest

from app.core.ids import TrackId
from app.core.jobs import JobContext
from app.story.alignments import AlignedBy, Alignments
from tests.support.opened_profile import OpenedProfile
from tests.support.track_verbs import remove_tracks

ANCHORS = ((0, 1_000), (30_000, 41_000))


@pytest.fixture
def alignments(opened: OpenedProfile) -> Alignments:
    return opened.services.alignments


@pytest.fixture
def versions(opened: OpenedProfile) -> tuple[TrackId, TrackId]:
    return opened.track("Album", 60_000), opened.track("Concert", 80_000)


def test_it_is_seen_from_both_tracks(
    alignments: Alignments, versions: tuple[TrackId, TrackId]
) -> None:
    album, concert = versions
    alignments.align(album, concert, ANCHORS)
    (here,), (there,) = alignments.of_track(album), alignments.of_track(concert)
    assert here.anchors == ANCHORS and here.other_track_id == concert
    assert there.anchors == ((1_000, 0), (41_000, 30_000)) and there.other_track_id == album
    assert here.time_map is not None and there.time_map is not None
    assert here.time_map.second_ms(15_000) == 21_000
    assert there.time_map.second_ms(21_000) == 15_000


def test_aligned_again_from_either_side_there_is_one(
    alignments: Alignments, versions: tuple[TrackId, TrackId], opened: OpenedProfile
) -> None:
    album, concert = versions
    first = alignments.align(album, concert, ANCHORS, AlignedBy.SEARCH)
    before = opened.tables()
    assert alignments.align(concert, album, [(2_000, 0)]) == first
    (found,) = alignments.of_track(album)
    assert (found.anchors, found.found_by) == (((0, 2_000),), AlignedBy.LISTENER)
    opened.services.ledger.undo(opened.last_step)
    assert opened.tables() == before


@pytest.mark.parametrize("anchors", [[], [(0, 0), (5, 0)], [(-1, 0)], [(0, 80_001)], [(60_001, 0)]])
def test_anchors_that_are_none_are_refused(
    alignments: Alignments, versions: tuple[TrackId, TrackId], anchors: list[tuple[int, int]]
) -> None:
    with pytest.raises(ValueError):
        alignments.align(*versions, anchors)
    assert alignments.of_track(versions[0]) == ()


def test_a_track_is_no_version_of_itself(
    alignments: Alignments, versions: tuple[TrackId, TrackId]
) -> None:
    with pytest.raises(ValueError):
        alignments.align(versions[0], versions[0], ANCHORS)


def test_versions_that_are_one_track_after_all_lose_their_alignment(
    alignments: Alignments, versions: tuple[TrackId, TrackId], opened: OpenedProfile
) -> None:
    album, concert = versions
    third = opened.track("Radio", 80_000)
    alignments.align(album, concert, ANCHORS)
    alignments.align(third, concert, ANCHORS)
    opened.services.same_tracks.merge(album, [concert], JobContext())
    (left,) = alignments.of_track(album)
    assert left.other_track_id == third and left.anchors == ((1_000, 0), (41_000, 30_000))


def test_a_removed_version_takes_its_alignment_along_and_brings_it_back(
    alignments: Alignments, versions: tuple[TrackId, TrackId], opened: OpenedProfile
) -> None:
    album, concert = versions
    alignments.align(album, concert, ANCHORS)
    before = opened.tables()
    remove_tracks(opened.services.library, [concert])
    assert alignments.of_track(album) == ()
    opened.services.ledger.undo(opened.last_step)
    assert opened.tables() == before
