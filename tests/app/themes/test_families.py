"""Melodies that nobody asked about: dismissed, or named."""

from __future__ import annotations

import pytest

from app.core.errors import Problem
from app.core.ids import ThemeId, TrackId
from app.core.timecode import Span
from app.themes.families import are_one
from app.themes.records import Answer, Candidate, FoundBy, Passage
from app.transactions import changes
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def tracks(opened: OpenedProfile) -> list[TrackId]:
    return [opened.track(title) for title in ("One", "Two", "Three")]


def family(tracks: list[TrackId], start_ms: int = 10_000) -> list[Candidate]:
    span = Span(start_ms, start_ms + 10_000)
    return [Candidate(track, span, 0.9, tempo_ratio=1.0, analysis_version=2) for track in tracks]


def places(found: list[Candidate]) -> list[Passage]:
    return [one.passage for one in found]


def test_a_family_is_the_same_when_more_of_it_is_found() -> None:
    one, two, three = (TrackId(n) for n in (1, 2, 3))
    known = [Passage(one, Span(0, 10)), Passage(two, Span(50, 60))]
    assert are_one(known, [*known, Passage(three, Span(0, 10)), Passage(one, Span(70, 80))])
    assert are_one(known, [Passage(one, Span(4, 14)), Passage(two, Span(45, 70))])
    assert not are_one(known, [known[0], Passage(three, Span(0, 10))])  # half is not enough
    assert not are_one(known, [Passage(one, Span(50, 60)), Passage(two, Span(0, 10))])
    assert not are_one(known, [])


def test_a_dismissed_family_is_not_proposed_again(
    opened: OpenedProfile, tracks: list[TrackId]
) -> None:
    families, proposed = opened.services.themes.families, places(family(tracks))
    assert families.judged().is_open(proposed)
    uid = families.dismiss(proposed)
    assert opened.changes[-1].kinds == {changes.THEME}
    judged = families.judged()
    assert judged.dismissed_as(proposed) == uid and not judged.is_open(proposed)
    assert not judged.is_open([place._replace(span=Span(12_000, 24_000)) for place in proposed])
    assert judged.is_open(places(family(tracks, 40_000)))
    families.propose_again(uid)
    assert families.judged().is_open(proposed)
    assert opened.tables()["refusal"] == {}


def test_a_family_is_dismissed_once(opened: OpenedProfile, tracks: list[TrackId]) -> None:
    families, proposed = opened.services.themes.families, places(family(tracks))
    uid, steps = families.dismiss(proposed), len(opened.steps())
    assert families.dismiss(proposed) == uid
    assert len(opened.steps()) == steps
    families.propose_again(uid)
    assert families.judged().is_open(proposed)


def test_a_named_family_becomes_a_theme_in_one_step(
    opened: OpenedProfile, tracks: list[TrackId]
) -> None:
    themes, ledger = opened.services.themes, opened.services.ledger
    before = opened.tables()
    theme = themes.families.name(" The river ", family(tracks))
    after, step = opened.tables(), opened.last_step
    assert step.label == "Name theme “The river”"
    assert opened.changes[-1].kinds == {changes.THEME, changes.OCCURRENCE}
    assert opened.changes[-1].track_ids == set(tracks)
    for track in tracks:
        (mark,) = opened.services.timelines.timeline(track).occurrences
        assert (mark.theme.id, mark.theme.name) == (theme, "The river")
        assert (mark.found_by, mark.probability) == (FoundBy.PROPOSAL, 0.9)
        assert mark.is_confirmed and mark.is_home is (track == tracks[0])
    judged = themes.families.judged()
    assert judged.theme_of(places(family(tracks))) == theme
    assert not judged.is_open(places(family(tracks)))
    ledger.undo(step)
    assert opened.tables() == before
    ledger.redo(step)
    assert opened.tables() == after


def test_a_family_can_be_more_of_a_theme_that_is_known(
    opened: OpenedProfile, tracks: list[TrackId]
) -> None:
    themes = opened.services.themes
    themes.mark_returns("The heart", tracks[0], [Span(11_000, 20_000)])
    heart = themes.themes()[0].id
    assert themes.families.name(heart, family(tracks)) == heart
    assert len(opened.tables()["occurrence"]) == 3  # the one by hand stays the only one there
    (mark,) = opened.services.timelines.timeline(tracks[0]).occurrences
    assert mark.found_by is FoundBy.LISTENER and mark.span == Span(11_000, 20_000)
    assert not any(row["is_home"] for row in opened.tables()["occurrence"].values())


def test_naming_takes_an_earlier_no_back(opened: OpenedProfile, tracks: list[TrackId]) -> None:
    themes = opened.services.themes
    themes.mark_returns("The heart", tracks[0], [Span(11_000, 20_000)])
    heart, elsewhere = (
        themes.themes()[0].id,
        Candidate(tracks[2], Span(60_000, 70_000), 0.9, 0, 1.0),
    )
    there = family(tracks)[-1]
    themes.answers.reject(heart, [there, elsewhere])
    themes.families.name(heart, family(tracks))
    assert not themes.answers.is_refused(heart, there.track_id, there.span)
    answered = themes.answers.answered(heart)
    assert answered.at(there.track_id, there.span) is Answer.YES
    assert answered.at(elsewhere.track_id, elsewhere.span) is Answer.NO
    opened.services.ledger.undo(opened.last_step)
    assert themes.answers.is_refused(heart, there.track_id, there.span)


def test_more_of_a_known_theme_is_told_against_its_basic_form(
    opened: OpenedProfile, tracks: list[TrackId]
) -> None:
    themes, timelines = opened.services.themes, opened.services.timelines
    themes.mark_returns("The heart", tracks[1], [Span(10_000, 20_000)])
    heart = themes.themes()[0].id
    span = Span(10_000, 20_000)
    found = [
        Candidate(tracks[0], span, 0.9, 0, 1.0),
        Candidate(tracks[1], span, 0.9, 4, 0.8),
        Candidate(tracks[2], span, 0.9, -5, None),
    ]
    themes.families.name(heart, found)
    told = [timelines.timeline(track).occurrences[0] for track in tracks]
    assert [mark.transposition for mark in told] == [-4, None, 3]
    assert [mark.tempo_ratio for mark in told] == [1.25, None, None]


def test_without_a_common_place_nothing_is_known_of_key_and_tempo(
    opened: OpenedProfile, tracks: list[TrackId]
) -> None:
    themes, elsewhere = opened.services.themes, opened.track("Elsewhere")
    themes.mark_returns("The heart", elsewhere, [Span(10_000, 20_000)])
    themes.families.name(themes.themes()[0].id, family(tracks))
    (mark,) = opened.services.timelines.timeline(tracks[0]).occurrences
    assert (mark.transposition, mark.tempo_ratio) == (None, None)


def test_naming_takes_a_dismissal_back(opened: OpenedProfile, tracks: list[TrackId]) -> None:
    families = opened.services.themes.families
    families.dismiss(places(family(tracks)))
    other = families.dismiss(places(family(tracks, 60_000)))
    before = opened.tables()
    families.name("The river", family(tracks))
    assert set(families.judged().dismissed) == {other}
    opened.services.ledger.undo(opened.last_step)
    assert opened.tables() == before


def test_dismissing_and_proposing_again_undo(opened: OpenedProfile, tracks: list[TrackId]) -> None:
    families, ledger = opened.services.themes.families, opened.services.ledger
    states = [opened.tables()]
    uid = families.dismiss(places(family(tracks)))
    states.append(opened.tables())
    families.propose_again(uid)
    steps = opened.steps()[-2:]
    ledger.undo(steps[1])
    assert opened.tables() == states[1]
    ledger.undo(steps[0])
    assert opened.tables() == states[0]
    ledger.redo(steps[0])
    assert opened.tables() == states[1]


def test_a_family_needs_a_name(opened: OpenedProfile, tracks: list[TrackId]) -> None:
    families, before = opened.services.themes.families, opened.tables()
    with pytest.raises(Problem):
        families.name("  ", family(tracks))
    with pytest.raises(LookupError):
        families.name(ThemeId(9), family(tracks))
    with pytest.raises(LookupError):
        families.name("The river", family([TrackId(99)]))
    assert opened.tables() == before
