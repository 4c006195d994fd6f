"""What a track tells by its role: quotes, themes along the story, scenes, versions, dynamics."""

from __future__ import annotations

import pytest

from app.core.timecode import Span
from app.intensity.records import EventKind
from app.library.records import Role
from app.story.covering import Covering
from db.models.track import Track
from tests.app.roles.conftest import Heard


def belong(heard: Heard, *tracks: int) -> None:
    heard.services.library.assign_work(tracks, heard.series.work)


def test_an_opening_says_who_quotes_it_and_a_love_theme_what_it_quotes(heard: Heard) -> None:
    series = heard.series
    theme = series.theme("The heart", series.opening, Span(5_000, 15_000), Span(35_000, 45_000))
    heard.services.themes.mark_returns(theme, series.love, [Span(2_000, 9_000)])
    opening, love = heard.read(series.opening), heard.read(series.love)
    assert [(one.theme.id, one.at.track.title) for one in opening.quoted_by] == [(theme, "Love")]
    assert opening.quotes == ()
    assert [(one.home.track.title, one.at.occurrence.span) for one in love.quotes] == [
        ("Opening", Span(2_000, 9_000))
    ]
    assert love.quoted_by == ()


def test_its_themes_run_along_the_story_in_story_order(heard: Heard) -> None:
    series = heard.series
    heart = series.theme("The heart", series.love, Span(2_000, 9_000))
    spans = [Span(35_000, 45_000), Span(5_000, 15_000)]
    heard.services.themes.mark_returns(heart, series.opening, spans)
    (theme,) = heard.read(series.love).themes
    assert [one.at.scene.title for one in theme.returns] == [
        "The harbour", "The train", "The farewell",
    ]  # fmt: skip


def test_themes_that_are_covered_are_left_out_of_the_chain(heard: Heard) -> None:
    series = heard.series
    theme = series.theme("Who he is", series.opening, Span(5_000, 15_000))
    heard.services.themes.edit(theme, is_spoiler=True)
    assert heard.read(series.opening).themes == ()
    assert len(heard.read(series.opening, Covering(is_on=False)).themes) == 1


def test_it_carries_scenes_and_counts_those_that_are_covered(heard: Heard) -> None:
    series = heard.series
    assert [one.at.scene.title for one in heard.read(series.opening).cues] == [
        "The harbour", "The train",
    ]  # fmt: skip
    heard.services.scenes.edit("scene", series.train, is_spoiler=True)
    shown = heard.read(series.opening)
    assert [one.at.scene.title for one in shown.cues] == ["The harbour"]
    assert (shown.cues_covered, shown.covered) == (1, (series.train,))


def test_versions_are_ordered_by_year_then_by_where_they_are_first_heard(heard: Heard) -> None:
    series, services = heard.series, heard.services
    second, late = series.opened.track("Opening, again"), series.opened.track("A late opening")
    belong(heard, series.opening, second, late)
    services.library.set_role([series.opening, second, late], Role.OPENING_THEME)
    services.cues.add_cue(second, Span(0, 9_000), series.star)
    with services.ledger.write("Years", "track", is_undoable=False) as writing:
        writing.unit.get(Track, late).year = 1999
    heard.listen(second, "2025-01-02 20:00")
    services.alignments.align(series.opening, second, [(0, 0), (10_000, 12_000)])
    versions = heard.read(series.opening).versions
    assert [(one.track.title, one.place) for one in versions] == [
        ("A late opening", ""), ("Opening", "S1 E1"), ("Opening, again", "S1 E1"),
    ]  # fmt: skip
    again = versions[2]
    assert again.first is not None and again.first.local.year == 2025 and again.heard == 1
    assert again.time_map is not None and again.time_map.second_ms(5_000) == 6_000
    assert versions[0].time_map is None
    services.library.set_role([series.love, late], Role.LOVE_THEME)
    belong(heard, series.love)
    assert heard.read(series.love).versions == (), "two love themes are two pieces"


def test_a_work_tells_its_roles_and_its_first_track(heard: Heard) -> None:
    series, services = heard.series, heard.services
    belong(heard, series.opening, series.love)
    services.library.set_role([series.love], Role.LOVE_THEME)
    of = services.roles.of_work(series.work)
    assert {role: [row.title for row in rows] for role, rows in of.tracks.items()} == {
        Role.LOVE_THEME: ["Love"]
    }
    assert [row.title for row in of.others] == ["Opening"]
    assert of.first == series.love
    with pytest.raises(LookupError):
        services.roles.of_work(series.work + 99)


def test_a_track_without_work_or_files_still_tells_what_it_can(heard: Heard) -> None:
    alone = heard.series.opened.track("Alone")
    heard.listen(alone, "2024-03-03 23:10", ("wonder", 5_000))
    shown = heard.read(alone)
    assert (shown.role, shown.of.work_id, shown.cues, shown.dynamics) == (
        Role.SCORE, None, (), None,
    )  # fmt: skip
    assert shown.impression.heard == 1
    with pytest.raises(LookupError):
        heard.read(alone + 99)  # type: ignore[arg-type]


def test_corrections_alone_say_nothing_until_it_is_listened_through(heard: Heard) -> None:
    opening = heard.series.opening
    heard.services.intensity.add(opening, EventKind.CLIMAX, Span(5_000, 9_000))
    assert heard.read(opening).dynamics is None
