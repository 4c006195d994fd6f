"""Echoes: where tracks and works live on."""

from __future__ import annotations

import pytest

from app.core.errors import Problem
from app.core.jobs import JobContext
from app.story.echoes import Echoes, EchoKind, NewEcho
from app.story.records import WorkKind
from app.transactions.changes import ECHO
from tests.support.opened_profile import OpenedProfile
from tests.support.track_verbs import remove_tracks


@pytest.fixture
def echoes(opened: OpenedProfile) -> Echoes:
    return opened.services.echoes


def test_a_track_and_a_work_have_echoes_of_their_own(opened: OpenedProfile, echoes: Echoes) -> None:
    track, work = opened.track(), opened.services.scenes.add_work(WorkKind.GAME, "Tides")
    cover = echoes.add_to_track(track, EchoKind.COVER, " For piano ", who="Ida", date="2001")
    echoes.add_to_work(work, EchoKind.FILM, "The film of it", link="https://example.org/a")
    (of_track,), (of_work,) = echoes.of_track(track), echoes.of_work(work)
    assert (of_track.id, of_track.title, of_track.who) == (cover, "For piano", "Ida")
    assert (of_track.track_id, of_track.work_id) == (track, None)
    assert (of_work.kind, of_work.work_id, of_work.track_id) == (EchoKind.FILM, work, None)
    assert opened.changes[-1].kinds == {ECHO}


def test_a_cover_in_the_library_is_linked_and_found_from_there(
    opened: OpenedProfile, echoes: Echoes
) -> None:
    track, cover = opened.track(), opened.track("For piano")
    echo = echoes.add_to_track(track, EchoKind.COVER, "For piano")
    echoes.link(echo, cover)
    assert [found.track_id for found in echoes.which_are(cover)] == [track]
    with pytest.raises(ValueError):
        echoes.link(echo, track)
    remove_tracks(opened.services.library, [cover])
    (kept,) = echoes.of_track(track)
    assert kept.linked_track_id is None


def test_editing_and_deleting_can_be_undone(opened: OpenedProfile, echoes: Echoes) -> None:
    echo = echoes.add_to_track(opened.track(), EchoKind.REMIX, "Slow")
    before = opened.tables()
    echoes.edit(echo, title="Slower", kind=EchoKind.SAMPLE, note="for the rain")
    echoes.remove(echo)
    for step in reversed(opened.steps()[-2:]):
        opened.services.ledger.undo(step)
    assert opened.tables() == before


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"link": "javascript:alert(1)"}, {"date": "soon"}, {"picture": "../a.png"}],
)
def test_what_is_no_title_link_day_or_picture_is_refused(
    opened: OpenedProfile, echoes: Echoes, wrong: dict[str, str]
) -> None:
    echo = echoes.add_to_track(opened.track(), EchoKind.COVER, "For piano")
    with pytest.raises(Problem):
        echoes.edit(echo, **wrong)  # type: ignore[arg-type]


def test_a_merged_track_keeps_its_echoes_and_what_it_echoes(
    opened: OpenedProfile, echoes: Echoes
) -> None:
    track, one, same = opened.track(), opened.track("Cover"), opened.track("Cover")
    echo = echoes.add_to_track(track, EchoKind.COVER, "For piano")
    echoes.link(echo, same)
    opened.services.same_tracks.merge(one, [same], JobContext())
    assert echoes.of_track(track)[0].linked_track_id == one


def test_a_form_changes_only_what_was_changed_in_it(opened: OpenedProfile, echoes: Echoes) -> None:
    track = opened.track()
    echo = echoes.add_to_track(track, EchoKind.COVER, "For piano", note="rain")
    (before,) = echoes.of_track(track)
    echoes.edit(echo, who="Ida", note="rain, and wind")  # elsewhere, meanwhile
    new = NewEcho(EchoKind.LIVE, "For piano", note="rain at night", link="https://example.org")
    echoes.change(echo, new, before)
    (now,) = echoes.of_track(track)
    assert (now.kind, now.who, now.link) == (EchoKind.LIVE, "Ida", "https://example.org")
    assert "rain at night" in now.note and "and wind" in now.note, "both are kept"
    steps = len(opened.steps())
    echoes.change(echo, NewEcho(now.kind, now.title, now.who, link=now.link, note=now.note), now)
    assert len(opened.steps()) == steps
