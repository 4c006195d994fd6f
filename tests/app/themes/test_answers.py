"""Yes, not sure and no to places where a theme was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from app.core.ids import OccurrenceId, ThemeId, TrackId
from app.core.timecode import Span
from app.themes.records import Answer, Candidate, FoundBy, Occurrence, OccurrenceStatus, Passage
from app.transactions import changes
from db.models.theme import Occurrence as OccurrenceRow
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def track(opened: OpenedProfile) -> TrackId:
    return opened.track()


@pytest.fixture
def heart(opened: OpenedProfile, track: TrackId) -> ThemeId:
    """A theme that the listener marked at 0:00 to 0:10."""
    themes = opened.services.themes
    themes.mark_returns("The heart", track, [Span(0, 10_000)])
    return themes.themes()[0].id


def found(track: TrackId, start_ms: int = 30_000, end_ms: int = 40_000, **says: Any) -> Candidate:
    return Candidate(
        track, Span(start_ms, end_ms), **{"probability": 0.87, "analysis_version": 3, **says}
    )


def marks(opened: OpenedProfile, track: TrackId) -> list[Occurrence]:
    return list(opened.services.timelines.timeline(track).occurrences)


def test_a_yes_makes_a_mark_that_says_how_it_was_found(
    opened: OpenedProfile, track: TrackId, heart: ThemeId
) -> None:
    answers = opened.services.themes.answers
    candidate = found(track, transposition=-3, tempo_ratio=0.8)
    (made,) = answers.confirm(heart, [candidate])
    assert opened.changes[-1].kinds == {changes.OCCURRENCE}
    assert opened.changes[-1].track_ids == {track}
    assert opened.last_step.label == "Confirm return of “The heart”"
    by_hand, mark = marks(opened, track)
    assert (mark.id, mark.span, mark.status) == (
        made,
        Span(30_000, 40_000),
        OccurrenceStatus.CONFIRMED,
    )
    assert (mark.found_by, mark.probability, mark.analysis_version) == (FoundBy.SEARCH, 0.87, 3)
    assert (mark.transposition, mark.tempo_ratio) == (-3, 0.8)
    assert (by_hand.found_by, by_hand.probability) == (FoundBy.LISTENER, None)


def test_not_sure_makes_a_mark_that_can_be_confirmed_later(
    opened: OpenedProfile, track: TrackId, heart: ThemeId
) -> None:
    answers = opened.services.themes.answers
    (made,) = answers.leave_open(heart, [found(track)])
    assert marks(opened, track)[1].status is OccurrenceStatus.UNSURE
    answers.confirm_marks(made)
    assert marks(opened, track)[1].status is OccurrenceStatus.CONFIRMED
    answers.leave_marks_open(made)
    assert marks(opened, track)[1].status is OccurrenceStatus.UNSURE
    assert answers.confirm(heart, [found(track, 31_000, 41_000)]) == (made,)
    (_, mark) = marks(opened, track)
    assert (mark.status, mark.span) == (OccurrenceStatus.CONFIRMED, Span(30_000, 40_000))


def test_a_no_holds_wherever_the_place_is_found_from(
    opened: OpenedProfile, track: TrackId, heart: ThemeId
) -> None:
    themes = opened.services.themes
    themes.answers.reject(heart, [found(track, 30_000, 40_000)])
    assert len(marks(opened, track)) == 1
    for span in (
        Span(30_000, 40_000),
        Span(33_000, 45_000),  # begins later
        Span(20_000, 60_000),  # the same and more
        Span(32_000, 34_000),  # a part of it
        Span(35_000, 45_000),  # half of it
    ):
        assert themes.answers.is_refused(heart, track, span), span
    for span in (Span(10_000, 30_000), Span(35_001, 45_001), Span(40_000, 50_000)):
        assert not themes.answers.is_refused(heart, track, span), span
    assert not themes.answers.is_refused(heart, opened.track("Another"), Span(30_000, 40_000))
    themes.mark_returns("The letter", track, [Span(50_000, 60_000)])
    (letter,) = (theme.id for theme in themes.themes() if theme.name == "The letter")
    assert not themes.answers.is_refused(letter, track, Span(30_000, 40_000))


def test_all_answers_about_a_theme_are_read_at_once(
    opened: OpenedProfile, track: TrackId, heart: ThemeId
) -> None:
    answers = opened.services.themes.answers
    answers.reject(heart, [found(track, 20_000, 29_000)])
    answers.leave_open(heart, [found(track, 40_000, 49_000)])
    answered = answers.answered(heart)
    asked = [Span(start, start + 9_000) for start in (0, 20_000, 40_000, 60_000)]
    assert [answered.at(track, span) for span in asked] == [
        Answer.YES,
        Answer.NO,
        Answer.NOT_SURE,
        None,
    ]


def test_a_yes_takes_a_no_back_and_a_no_a_yes(
    opened: OpenedProfile, track: TrackId, heart: ThemeId
) -> None:
    answers = opened.services.themes.answers
    answers.reject(heart, [found(track)])
    answers.confirm(heart, [found(track)])
    assert answers.answered(heart).at(track, Span(30_000, 40_000)) is Answer.YES
    assert opened.tables()["refusal"] == {}
    answers.reject(heart, [found(track, 31_000, 41_000)])
    assert answers.answered(heart).at(track, Span(30_000, 40_000)) is Answer.NO
    assert len(marks(opened, track)) == 1


def test_what_was_marked_by_hand_is_no_answer(
    opened: OpenedProfile, track: TrackId, heart: ThemeId
) -> None:
    answers, place = opened.services.themes.answers, found(track, 0, 9_000)
    before = opened.tables()["occurrence"]
    answers.leave_open(heart, [place])
    answers.reject(heart, [place])
    answers.take_back(heart, [place.passage])
    assert opened.tables()["occurrence"] == before
    assert answers.confirm(heart, [place]) == (OccurrenceId(1),)


def test_a_mark_that_is_rejected_goes_for_good(
    opened: OpenedProfile, track: TrackId, heart: ThemeId
) -> None:
    answers = opened.services.themes.answers
    (made,) = answers.leave_open(heart, [found(track)])
    answers.reject_marks(made, OccurrenceId(1))
    assert marks(opened, track) == []
    assert answers.is_refused(heart, track, Span(0, 10_000))
    assert answers.is_refused(heart, track, Span(30_000, 40_000))
    assert opened.last_step.label == "Reject 2 theme marks"


def test_a_place_is_refused_once(opened: OpenedProfile, track: TrackId, heart: ThemeId) -> None:
    answers = opened.services.themes.answers
    answers.reject(heart, [found(track), found(track)])
    answers.reject(heart, [found(track)])
    assert len(opened.tables()["refusal"]) == 1


@pytest.mark.parametrize("verb", ["confirm", "leave_open", "reject"])
def test_an_answer_reads_the_marks_of_its_track_alone(
    opened: OpenedProfile, track: TrackId, heart: ThemeId, verb: str
) -> None:
    other = opened.track("Elsewhere")
    many = [Span(n * 100, n * 100 + 50) for n in range(500)]
    opened.services.themes.mark_returns("The heart", other, many)
    answers, loaded = opened.services.themes.answers, list[int]()

    def on_load(row: OccurrenceRow, _context: object) -> None:
        loaded.append(row.track_id)

    event.listen(OccurrenceRow, "load", on_load)
    try:
        getattr(answers, verb)(heart, [found(track)])
    finally:
        event.remove(OccurrenceRow, "load", on_load)
    assert set(loaded) <= {track}


def test_a_no_of_an_earlier_version_still_counts(
    opened: OpenedProfile, track: TrackId, heart: ThemeId
) -> None:
    with opened.services.ledger.write("As it was", changes.OCCURRENCE) as writing:
        from db.models.all import Occurrence as Row

        place = {"track_id": track, "start_ms": 30_000, "end_ms": 40_000}
        writing.session.add(Row(theme_id=heart, status="rejected", **place))
    assert opened.services.themes.answers.is_refused(heart, track, Span(31_000, 40_000))


def test_what_reaches_past_the_end_is_cut_there(
    opened: OpenedProfile, track: TrackId, heart: ThemeId
) -> None:
    answers = opened.services.themes.answers
    answers.confirm(heart, [found(track, 85_000, 95_000)])
    assert marks(opened, track)[1].span == Span(85_000, 90_000)
    before = opened.tables()
    for verb in (answers.confirm, answers.leave_open, answers.reject):
        with pytest.raises(ValueError, match="after the end"):
            verb(heart, [found(track, 90_000, 95_000)])
    assert opened.tables() == before


@pytest.mark.parametrize("probability", [-0.1, 1.5, float("nan"), float("inf")])
def test_an_impossible_probability_is_refused(
    opened: OpenedProfile, track: TrackId, heart: ThemeId, probability: float
) -> None:
    from app.core.errors import Problem

    before = opened.tables()
    with pytest.raises(Problem, match="probability"):
        opened.services.themes.answers.confirm(heart, [found(track, probability=probability)])
    assert opened.tables() == before


def test_a_theme_that_is_gone_has_no_answers(opened: OpenedProfile, track: TrackId) -> None:
    answers, gone = opened.services.themes.answers, ThemeId(7)
    for verb in (answers.confirm, answers.leave_open, answers.reject):
        with pytest.raises(LookupError):
            verb(gone, [found(track)])
    with pytest.raises(LookupError):
        answers.confirm_marks(OccurrenceId(7))


Verb = Callable[[OpenedProfile, ThemeId, TrackId], object]
PLACES = (Span(30_000, 40_000), Span(50_000, 60_000))


def _several(track: TrackId) -> list[Candidate]:
    return [found(track, span.start_ms, span.end_ms) for span in PLACES]


VERBS: dict[str, Verb] = {
    "confirm": lambda p, h, t: p.services.themes.answers.confirm(h, _several(t)),
    "leave open": lambda p, h, t: p.services.themes.answers.leave_open(h, _several(t)),
    "reject": lambda p, h, t: p.services.themes.answers.reject(h, _several(t)),
    "take back": lambda p, h, t: p.services.themes.answers.take_back(
        h, [Passage(t, PLACES[0]), Passage(t, Span(70_000, 79_000))]
    ),
    "confirm marks": lambda p, h, t: p.services.themes.answers.confirm_marks(OccurrenceId(2)),
    "leave marks open": lambda p, h, t: p.services.themes.answers.leave_marks_open(
        OccurrenceId(1), OccurrenceId(2)
    ),
    "reject marks": lambda p, h, t: p.services.themes.answers.reject_marks(
        OccurrenceId(1), OccurrenceId(2)
    ),
    "words": lambda p, h, t: p.services.marks.edit(
        marks(p, t)[0].ref, variation="slower, darker", transposition=-2, tempo_ratio=0.7
    ),
}


@pytest.mark.parametrize("name", VERBS)
def test_every_answer_is_one_step_that_undoes(
    opened: OpenedProfile, track: TrackId, heart: ThemeId, name: str
) -> None:
    answers, ledger = opened.services.themes.answers, opened.services.ledger
    answers.leave_open(heart, [found(track)])
    answers.reject(heart, [found(track, 70_000, 80_000)])
    before, steps = opened.tables(), len(opened.steps())
    VERBS[name](opened, heart, track)
    assert len(opened.steps()) == steps + 1
    after, step = opened.tables(), opened.last_step
    assert after != before
    ledger.undo(step)
    assert opened.tables() == before
    ledger.redo(step)
    assert opened.tables() == after
