"""Leitmotifs and where they return."""

from __future__ import annotations

import pytest

from app.core.errors import Problem
from app.core.ids import OccurrenceId, ThemeId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.story.records import WorkKind
from app.themes.records import OccurrenceStatus
from app.transactions import changes
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def track(opened: OpenedProfile) -> TrackId:
    return opened.track()


def test_themes_are_listed_by_name(opened: OpenedProfile, track: TrackId) -> None:
    services = opened.services
    work = services.scenes.add_work(WorkKind.FILM, "My Heart")
    services.themes.mark_returns("  The heart ", track, [Span(0, 10)], work)
    services.themes.mark_returns("Adrift", track, [Span(0, 10)])
    adrift, heart = services.themes.themes()
    assert (adrift.name, adrift.work_id) == ("Adrift", None)
    assert (heart.name, heart.work_id) == ("The heart", work)


def test_an_occurrence_belongs_to_its_track(opened: OpenedProfile, track: TrackId) -> None:
    services = opened.services
    (made,) = services.themes.mark_returns("The heart", track, [Span(1000, 4000)])
    (found,) = services.timelines.timeline(track).occurrences
    assert (found.id, found.span, found.theme.name) == (made, Span(1000, 4000), "The heart")
    assert found.status is OccurrenceStatus.CONFIRMED


def test_a_rejected_occurrence_is_not_drawn(opened: OpenedProfile, track: TrackId) -> None:
    services = opened.services
    (made,) = services.themes.mark_returns("The heart", track, [Span(0, 10)])
    services.marks.edit(_ref(made), status=OccurrenceStatus.CANDIDATE)
    assert services.timelines.timeline(track).occurrences[0].status is OccurrenceStatus.CANDIDATE
    services.marks.edit(_ref(made), status=OccurrenceStatus.REJECTED)
    assert services.timelines.timeline(track).occurrences == ()


def test_its_variation_is_saved(opened: OpenedProfile, track: TrackId) -> None:
    services = opened.services
    (made,) = services.themes.mark_returns("The heart", track, [Span(0, 10)])
    services.marks.edit(
        _ref(made), transposition=-3, tempo_ratio=0.5, variation="augmented", note="oboe"
    )
    (found,) = services.timelines.timeline(track).occurrences
    assert (found.transposition, found.tempo_ratio) == (-3, 0.5)
    assert (found.variation, found.note) == ("augmented", "oboe")


def _ref(made: OccurrenceId) -> MarkRef:
    return MarkRef(MarkKind.OCCURRENCE, made)


def test_returns_of_an_existing_theme_can_be_marked(opened: OpenedProfile, track: TrackId) -> None:
    themes = opened.services.themes
    themes.mark_returns("The heart", track, [])
    heart = themes.themes()[0].id
    themes.mark_returns(heart, track, [Span(0, 10), Span(50, 60)])
    assert opened.last_step.label == "Mark theme “The heart”"
    found = opened.services.timelines.timeline(track).occurrences
    assert [item.span for item in found] == [Span(0, 10), Span(50, 60)]
    assert {item.status for item in found} == {OccurrenceStatus.CONFIRMED}


def test_a_new_theme_and_its_mark_are_one_step(opened: OpenedProfile, track: TrackId) -> None:
    services = opened.services
    before = opened.tables()
    services.themes.mark_returns(" The letter ", track, [Span(0, 10)])
    change = opened.changes[-1]
    assert change.kinds == {changes.THEME, changes.OCCURRENCE}
    after = opened.tables()
    services.ledger.undo(opened.last_step)
    assert opened.tables() == before
    services.ledger.redo(change.step)  # type: ignore[arg-type]
    assert opened.tables() == after
    services.themes.mark_returns("Another", track, [Span(0, 10)])
    first, second = services.themes.themes()
    assert first.colour != second.colour


def test_a_return_needs_a_theme(opened: OpenedProfile, track: TrackId) -> None:
    before = opened.tables()
    with pytest.raises(Problem):
        opened.services.themes.mark_returns(" ", track, [Span(0, 10)])
    with pytest.raises(LookupError):
        opened.services.themes.mark_returns(ThemeId(7), track, [Span(0, 10)])
    assert opened.tables() == before
