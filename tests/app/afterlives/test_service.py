"""Afterlives with what lies around them, and two tracks aligned by what was heard of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.afterlives.aligning import AlignedVersions, align_tracks
from app.core.ids import TrackId, WorkId
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.marks.carrying import Carrying
from app.story.echo_kinds import EchoKind
from app.story.echoes import NewEcho
from app.story.records import WorkKind
from tests.support.opened_profile import OpenedProfile
from tests.support.theme_music import ThemeMusic


def test_a_track_tells_what_became_of_it_in_order(opened: OpenedProfile) -> None:
    services = opened.services
    original, cover = opened.track("Letter"), opened.track("Letter, brass band")
    new = [
        NewEcho(EchoKind.MEME, "No date"),
        NewEcho(EchoKind.COVER, "Brass", date="2020", linked_track_id=cover),
        NewEcho(EchoKind.REMIX, "Slow", date="2007-03"),
    ]
    services.echoes.add(new, track_id=original)
    services.alignments.align(cover, original, [(0, 10), (1_000, 900)])
    found = services.afterlives.of_track(original)
    assert [one.echo.title for one in found.lives] == ["Slow", "Brass", "No date"]
    assert found.title == "Letter" and found.latest == "2020" and found.first_heard is None
    brass = found.lives[1]
    assert brass.linked is not None and brass.linked.id == cover and brass.can_be_in_step
    assert brass.alignment is not None
    assert brass.alignment.anchors == ((10, 0), (900, 1_000))  # the original first
    assert services.afterlives.counts([original, cover]) == {original: 3}
    with pytest.raises(LookupError):
        services.afterlives.of_track(TrackId(99_999))


def test_a_work_has_those_of_its_tracks_too(opened: OpenedProfile) -> None:
    services, track = opened.services, opened.track("Letter")
    work = services.scenes.add_work(WorkKind.SERIES, "My Heart", track_ids=[track])
    services.echoes.add([NewEcho(EchoKind.COVER, "Brass")], track_id=track)
    services.echoes.add([NewEcho(EchoKind.FILM, "The film")], work_id=work)
    found = services.afterlives.of_work(work)
    assert {one.echo.title for one in found.lives} == {"Brass", "The film"}
    of_track = next(one for one in found.lives if one.echo.title == "Brass")
    assert of_track.original is not None and of_track.original.id == track
    with pytest.raises(LookupError):
        services.afterlives.of_work(WorkId(99_999))


def test_a_list_is_one_step_or_nothing(opened: OpenedProfile) -> None:
    services, track = opened.services, opened.track()
    before = opened.tables()
    new = [NewEcho(EchoKind.COVER, f"Cover {n}") for n in range(5)]
    services.echoes.add(new, track_id=track)
    (step,) = opened.steps()[-1:]
    services.ledger.undo(step)
    assert opened.tables() == before
    with pytest.raises(ValueError, match="no echo of itself"):
        services.echoes.add([*new, NewEcho(EchoKind.COVER, "x", linked_track_id=track)],
                            track_id=track)  # fmt: skip
    assert opened.tables() == before


def test_marks_of_another_version_are_seen_until_they_are_carried_over(
    opened: OpenedProfile,
) -> None:
    services = opened.services
    original, cover = opened.track("Letter"), opened.track("Letter, brass band")
    mark = services.moments.add_moment(original, Span(10_000, 20_000), label="the answer")
    alignment = services.alignments.align(original, cover, [(0, 1_000), (20_000, 31_000)])
    (seen,) = services.timelines.timeline(cover).versions.marks
    assert (seen.span, seen.track_title) == (Span(16_000, 31_000), "Letter")
    assert services.timelines.timeline(original).versions.marks == ()
    carrying: Carrying = services.carrying
    (copy,) = carrying.carry_over(alignment, [mark.ref])
    for track in (original, cover):
        assert services.timelines.timeline(track).versions.marks == ()
    there = services.timelines.timeline(cover)
    (carried,) = there.moments
    assert carried.carried_from == mark.uid and there.versions.carried_from(carried) == "Letter"
    services.marks.split(copy, at_ms=20_000)
    there = services.timelines.timeline(cover)
    assert [one.carried_from for one in there.moments] == [mark.uid] * 2
    services.marks.remove(mark.ref)
    there = services.timelines.timeline(cover)
    assert there.versions.carried_from(there.moments[0]) == ""


@pytest.fixture
def music(opened: OpenedProfile, tmp_path: Path) -> ThemeMusic:
    return ThemeMusic(opened.services, tmp_path / "music", ("Home", "None"))


def test_tracks_are_aligned_once_both_were_heard(music: ThemeMusic) -> None:
    services = music.services
    home, other = music.ids["Home"], music.ids["None"]
    rows = {row.id: row.duration_ms for row in services.library.tracks()}
    lengths = (rows[home], rows[other])
    heard = services.heard_music
    assert align_tracks(heard, home, other, lengths, JobContext()) == (home, other)
    music.hear()
    found = align_tracks(heard, home, other, lengths, JobContext())
    assert isinstance(found, AlignedVersions) and not found.is_certain
    same = align_tracks(heard, home, home, (lengths[0], lengths[0]), JobContext())
    assert isinstance(same, AlignedVersions) and same.is_certain
    assert all(0 <= a <= lengths[0] and abs(a - b) < 5 for a, b in same.anchors)
