"""Leitmotifs and where they return."""

from __future__ import annotations

import pytest

from app.errors import Problem
from app.ids import OccurrenceId, TrackId
from app.scenes.records import WorkKind
from app.themes.records import OccurrenceStatus
from app.timecode import Span
from app.timeline.records import MarkKind, MarkRef
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def track(opened: OpenedProfile) -> TrackId:
    return opened.track()


def test_themes_are_listed_by_name(opened: OpenedProfile) -> None:
    services = opened.services
    work = services.scenes.add_work(WorkKind.FILM, "My Heart")
    services.themes.add_theme("  The heart ", work, "#112233")
    services.themes.add_theme("Adrift")
    adrift, heart = services.themes.themes()
    assert (adrift.name, adrift.work_id) == ("Adrift", None)
    assert (heart.name, heart.work_id, heart.colour) == ("The heart", work, "#112233")


def test_a_theme_needs_a_name(opened: OpenedProfile) -> None:
    with pytest.raises(Problem):
        opened.services.themes.add_theme("  ")


def test_an_occurrence_lies_on_its_track(opened: OpenedProfile, track: TrackId) -> None:
    services = opened.services
    theme = services.themes.add_theme("The heart")
    made = services.themes.add_occurrence(theme, track, Span(1000, 4000))
    (found,) = services.timelines.timeline(track).occurrences
    assert (found.id, found.span, found.theme.name) == (made, Span(1000, 4000), "The heart")
    assert found.status is OccurrenceStatus.CONFIRMED


def test_a_rejected_occurrence_is_not_drawn(opened: OpenedProfile, track: TrackId) -> None:
    services = opened.services
    theme = services.themes.add_theme("The heart")
    made = services.themes.add_occurrence(
        theme, track, Span(0, 10), status=OccurrenceStatus.CANDIDATE
    )
    assert services.timelines.timeline(track).occurrences[0].status is OccurrenceStatus.CANDIDATE
    services.marks.edit(_ref(made), status=OccurrenceStatus.REJECTED)
    assert services.timelines.timeline(track).occurrences == ()


def test_how_it_is_varied_is_kept(opened: OpenedProfile, track: TrackId) -> None:
    services = opened.services
    made = services.themes.add_occurrence(
        services.themes.add_theme("The heart"), track, Span(0, 10)
    )
    services.marks.edit(
        _ref(made), transposition=-3, tempo_ratio=0.5, variation="augmented", note="oboe"
    )
    (found,) = services.timelines.timeline(track).occurrences
    assert (found.transposition, found.tempo_ratio) == (-3, 0.5)
    assert (found.variation, found.note) == ("augmented", "oboe")


def _ref(made: OccurrenceId) -> MarkRef:
    return MarkRef(MarkKind.OCCURRENCE, made)
