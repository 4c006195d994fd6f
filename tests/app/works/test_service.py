"""A work at a glance, from a journal."""

from __future__ import annotations

import pytest

from app.core.ids import TrackId, WorkId
from app.core.timecode import Span
from app.library.records import TrackFilter
from app.story.echo_kinds import EchoKind
from app.story.records import WorkKind
from tests.support.opened_profile import OpenedProfile

AT_MS = 1_700_000_000_000


def heard(opened: OpenedProfile, track: TrackId) -> None:
    listening = opened.services.listening
    listen = listening.begin(track, AT_MS)
    listening.update(listen, track, [Span(0, 6_000)], AT_MS + 6_000)


def test_a_glance_counts_what_was_heard_and_what_has_music(opened: OpenedProfile) -> None:
    services = opened.services
    tracks = [opened.track(title) for title in ("One", "Two", "Three")]
    opened.track("Of no work")
    work = services.scenes.add_work(WorkKind.SERIES, "My Heart", track_ids=tracks)
    first, second = (services.scenes.add_scene(work, name) for name in ("Dawn", "Dusk"))
    services.cues.add_cue(tracks[1], Span(0, 500), second)
    services.cues.add_cue(tracks[0], Span(0, 500), first)
    services.cues.add_cue(tracks[0], Span(500, 900), second, scene_offset_ms=100)
    heard(opened, tracks[0])
    opened.services.listening.begin(tracks[1], AT_MS)  # and nothing of it was heard
    glance = services.works.glance(work)
    assert [row.title for row in glance.tracks] == [
        row.title for row in services.library.tracks() if row.work_id == work
    ]
    assert glance.heard == {tracks[0]}
    assert [scene.title for scene in glance.scenes] == ["Dawn", "Dusk"]
    assert [(cue.scene.title, cue.track_id) for cue in glance.cues] == [
        ("Dawn", tracks[0]), ("Dusk", tracks[1]), ("Dusk", tracks[0]),
    ]  # fmt: skip
    assert [row.id for row in glance.tracks_without_scene] == [tracks[2]]
    assert glance.scenes_without_music == ()


def test_what_one_character_or_theme_is_heard_in(opened: OpenedProfile) -> None:
    services = opened.services
    track = opened.track()
    work = services.scenes.add_work(WorkKind.FILM, "My Heart", track_ids=[track])
    mira = services.scenes.add_character(work, "Mira")
    alone = services.scenes.add_scene(work, "Alone", character_ids=[mira])
    without = services.scenes.add_scene(work, "Without her")
    hers = services.cues.add_cue(track, Span(0, 500), alone)
    other = services.cues.add_cue(track, Span(500, 900), without)
    services.themes.mark_returns("Heart", track, [Span(600, 700)], work)
    glance = services.works.glance(work)
    (theme,) = glance.themes
    (who,) = glance.cast
    assert [cue.id for cue in glance.cues_with(who)] == [hers]
    assert [cue.id for cue in glance.cues_of(theme.id)] == [other]


def test_works_of_a_saga_are_played_one_after_another(opened: OpenedProfile) -> None:
    services = opened.services
    track = opened.track()
    works = [services.scenes.add_work(WorkKind.FILM, name) for name in ("First", "Second")]
    for work in works:
        services.cues.add_cue(track, Span(0, 500), services.scenes.add_scene(work, f"In {work}"))
    assert [cue.scene.work_id for cue in services.works.cues(works[::-1])] == works[::-1]


def test_a_work_that_is_gone_has_no_glance(opened: OpenedProfile) -> None:
    with pytest.raises(LookupError):
        opened.services.works.glance(WorkId(7))


def test_a_work_without_scenes_and_tracks_has_nothing_to_show(opened: OpenedProfile) -> None:
    services = opened.services
    services.scenes.add_work(WorkKind.FILM, "Bare")
    services.scenes.add_work(WorkKind.FILM, "Played", track_ids=[opened.track()])
    assert [(line.title, line.has_something) for line in services.works.lines()] == [
        ("Bare", False), ("Played", True),
    ]  # fmt: skip


def test_tracks_that_play_in_its_scenes_are_its_music_and_its_albums_have_more(
    opened: OpenedProfile,
) -> None:
    """What a page, the story line, its afterlives and its roles count is the same."""
    services = opened.services
    album = "My Heart (Original Soundtrack)"
    first, second, third = (opened.track(name) for name in ("One", "Two", "Three"))
    lone, other = opened.track("From a compilation"), opened.track("Of another")
    services.library.edit_lines([(key, None) for key in (first, second, third)], album=album)
    services.library.edit_lines([(key, None) for key in (lone, other)], album="Best of")
    work = services.scenes.add_work(WorkKind.SERIES, "My Heart")
    services.scenes.add_work(WorkKind.FILM, "Another", track_ids=[other])
    dawn = services.scenes.add_scene(work, "Dawn")
    for track in (first, lone):
        services.cues.add_cue(track, Span(0, 500), dawn)
    heard(opened, first)
    services.echoes.add_to_track(first, EchoKind.COVER, "A cover")
    glance = services.works.glance(work)
    assert {row.id for row in glance.tracks} == {first, lone}
    assert (glance.heard, glance.echoes) == ({first}, 1)
    assert {row.id for row in services.library.tracks(TrackFilter(work_id=work))} == {first, lone}
    (rest,) = glance.album_rests  # an album with music of other works says nothing
    assert (rest.album, {*rest.track_ids}) == (album, {second, third})
    services.library.assign_work(rest.track_ids, work)
    glance = services.works.glance(work)
    assert glance.album_rests == ()
    assert {row.id for row in glance.tracks_without_scene} == {second, third}
